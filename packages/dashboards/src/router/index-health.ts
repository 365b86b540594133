import { busiest, highest, not, rate, sum, value } from '@dynamo-observability/query';
import { kvIndexer, router } from '@dynamo-observability/signals';

import { series, type Statement } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';

const events = (statement: Omit<Statement, 'unit'>) =>
  timeseries({ ...statement, unit: 'eps', colourByName: true, shortLegend: true });

const notApplied = sum(rate(kvIndexer.eventsApplied, { status: not('ok') }), { by: ['status'] });

/** There are eight reasons, of which few ever occur at once; a legend with the warning holds this many. */
const seven = 7;

export const notAppliedByReason = events({
  id: 'router-not-applied',
  title: 'Not applied, by reason',
  question: 'Why can events of workers not be applied to the index?',
  reading:
    '"parent_block_not_found" and "block_not_found" follow lost events: the index no longer matches. "capacity_exhausted" and "allocation_failed": the index is full. "invalid_block": versions or block sizes differ.',
  absence: 'No KV event has reached the router in this time range.',
  series: [
    series(busiest(seven, notApplied, ['status']), '{{status}}'),
    series(sum(rate(kvIndexer.eventWarnings), { by: ['warning_kind'] }), 'warning {{warning_kind}}'),
  ],
});

export const indexMutations = events({
  id: 'router-index-mutations',
  title: 'Index mutations',
  question: 'Do changes of the compact index go wrong?',
  reading: 'By outcome. Must be 0. Current versions never count any, so 0 is no proof.',
  absence: 'No router has reported its compact index in this time range.',
  series: [series(sum(rate(kvIndexer.ckfMutations), { by: ['outcome'] }), '{{outcome}}')],
});

export const eventSources = timeseries({
  id: 'router-event-sources',
  title: 'Event sources',
  question: 'From how many workers does the router receive KV events?',
  reading:
    'ZMQ sources by state. "active" should be the number of ranks that publish events; "preconnected" ones have not sent anything yet. 0 where events come over another plane.',
  absence: 'No router has reported its event sources.',
  series: [series(sum(value(router.kvZmqIngressSources), { by: ['state'] }), '{{state}}')],
  unit: 'short',
  colourByName: true,
});

export const eventBatches = events({
  id: 'router-event-batches',
  title: 'Event batches',
  question: 'Does the router receive cache events?',
  reading:
    'Batches of KV events over ZMQ. Nothing while workers are busy: they publish none, or over another plane. Compare with KV events.',
  absence: 'No router receives KV events over ZMQ.',
  series: [series(sum(rate(router.kvZmqIngressBatches)), 'batches')],
});

export const sourceLifecycle = events({
  id: 'router-source-lifecycle',
  title: 'Life of event sources',
  question: 'Do connections to event sources come and go, or fail?',
  reading:
    '"started", "activated", "removed" and "replaced" follow workers that come and go. "reconnect", "…_error", "identity_mismatch" and "forced_abort" are losses: events in between are gone.',
  absence: 'No connection to an event source has changed in this time range.',
  series: [series(sum(rate(router.kvZmqIngressLifecycle), { by: ['action'] }), '{{action}}')],
});

export const remoteIndexer = events({
  id: 'router-remote-indexer',
  title: 'Remote indexer failures',
  question: 'Does the router reach its remote indexer?',
  reading:
    'Failed questions and writes per second. Must be 0: without answers the router places requests by load alone.',
  absence: 'No question to a remote indexer has failed.',
  series: [
    series(sum(rate(router.remoteIndexerQueryFailures)), 'query'),
    series(sum(rate(router.remoteIndexerWriteFailures)), 'write'),
  ],
});

export const eventLag = timeseries({
  id: 'router-active-sequence-queue',
  title: 'Load reports that wait',
  question: 'Does the router fall behind with the reports of active sequences?',
  reading:
    'Events that wait to be applied, the longest queue by model and role. Should be 0: while it grows, the router places requests by loads of the past.',
  absence: 'No router has reported this queue.',
  series: [
    series(
      highest(value(router.activeSequenceQueueDepth), { by: ['model', 'worker_type'] }),
      '{{model}} {{worker_type}}'
    ),
  ],
  unit: 'short',
  colourByName: true,
  shortLegend: true,
});
