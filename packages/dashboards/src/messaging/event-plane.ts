import { lines, noneOf, rate, share, sum } from '@dynamo-observability/query';
import { kvIndexer, trtllm, worker } from '@dynamo-observability/signals';

import { series, thresholds } from '../visual/panel.ts';
import { statWithChange } from '../visual/stat-with-change.ts';
import { timeseries } from '../visual/timeseries.ts';
import { verdict } from '../visual/verdict.ts';
import { topEight, workerChart } from '../workers/worker-chart.ts';

const overZmq = 'No worker publishes KV events over ZMQ here.';

export const lostEvents = statWithChange({
  id: 'lost-kv-events',
  title: 'KV events lost',
  question: 'How many KV events never leave the engines?',
  reading:
    'Per second, seen as gaps in their numbers. Good is 0. Each one makes the router believe in a cache that is not there, or miss one that is. Lasting: restart the worker, and look at its CPU.',
  now: sum(rate(worker.kvEngineDroppedEvents)),
  absence: 'No worker publishes KV events here.',
  unit: 'eps',
  decimals: 2,
  thresholds: thresholds(verdict.good, [0.001, verdict.bad]),
});

const applied = sum(rate(kvIndexer.eventsApplied));

export const notApplied = statWithChange({
  id: 'kv-events-not-applied',
  title: 'KV events refused',
  question: 'What share of the KV events can the router not apply to its index?',
  reading:
    'Below 0.1 % is healthy. Above 1 % for ten minutes the index and the caches differ, and hit predictions lie: restart the router. Messages that were lost before show up here.',
  now: share(sum(rate(kvIndexer.eventsApplied, { status: noneOf('ok') })), applied),
  absence: 'The router applied no KV event in this time range.',
  unit: 'percentunit',
  decimals: 2,
  thresholds: thresholds(verdict.good, [0.001, verdict.watch], [0.01, verdict.bad]),
});

export const publishedEvents = timeseries({
  id: 'kv-events-published',
  title: 'KV events over ZMQ',
  question: 'Does what the engines tell reach the publisher?',
  reading:
    'Events per second by step and kind. "received" comes from the engine, "accepted" is passed on: the difference is filtered or broken. None under load: the router is blind and falls back to guessing.',
  absence: overZmq,
  series: [series(sum(rate(worker.kvZmqEvents), { by: ['stage', 'event_type'] }), '{{stage}} {{event_type}}')],
  unit: 'eps',
  colourByName: true,
  shortLegend: true,
});

export const oddEvents = timeseries({
  id: 'kv-events-odd',
  title: 'Odd KV events',
  question: 'Which KV events does the publisher leave out, and why?',
  reading:
    'By reason. "filtered" is on purpose, such as blocks of another medium. "not converted" and "suspicious" are faults: an engine version that does not fit, or block sizes that differ.',
  absence: 'The publisher has left no KV event out in this time range, or no worker publishes over ZMQ.',
  series: [
    series(sum(rate(worker.kvZmqFilteredEvents), { by: ['reason'] }), 'filtered {{reason}}'),
    series(sum(rate(worker.kvZmqConversionIssues), { by: ['reason'] }), 'not converted {{reason}}'),
    series(sum(rate(worker.kvZmqSuspiciousEvents), { by: ['reason'] }), 'suspicious {{reason}}'),
  ],
  unit: 'eps',
  stacked: true,
  colourByName: true,
  shortLegend: true,
});

export const lostPerWorker = workerChart({
  id: 'lost-kv-events-per-worker',
  title: 'Lost KV events',
  question: 'Which worker loses KV events?',
  reading:
    'Per second, the eight that lose most; TensorRT-LLM counts gaps of its own buffer too. One worker: its CPU, or a buffer that is too small (see KV event drain on Workers). All: the event plane.',
  absence: 'No worker publishes KV events here.',
  series: [
    series(topEight(sum(rate(worker.kvEngineDroppedEvents), { by: ['instance'] })), '{{instance}}'),
    series(lines({ 'TensorRT-LLM buffers': sum(rate(trtllm.kvEventGaps)) }), '{{line}}'),
  ],
  unit: 'eps',
});
