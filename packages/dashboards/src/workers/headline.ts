import { highest, mean, median, noneOf, rate, relative, share, sum } from '@dynamo-observability/query';
import { worker } from '@dynamo-observability/signals';

import { thresholds } from '../visual/panel.ts';
import { statWithChange } from '../visual/stat-with-change.ts';
import { verdict } from '../visual/verdict.ts';
import { kvUse, running, waiting } from './engines.ts';

const generate = { dynamo_endpoint: 'generate' } as const;

const notYet = 'No engine has reported in this time range. Engines do so after their first request.';

export const runningNow = statWithChange({
  id: 'running-requests',
  title: 'Running',
  question: 'How many requests are being worked on in the engines now?',
  reading:
    'Over all workers of the selection. Flat while "Waiting" grows is the batch limit; falling under load, fewer workers.',
  absence: notYet,
  now: sum(running),
  unit: 'short',
  decimals: 0,
});

export const waitingNow = statWithChange({
  id: 'waiting-requests',
  title: 'Waiting',
  question: 'How many requests wait in the engines to be scheduled?',
  reading:
    'Over all workers. 0 to a few is healthy. A number that stays is added to TTFT: add workers, or see which one is behind in Engine queue.',
  absence: notYet,
  now: sum(waiting),
  unit: 'short',
  decimals: 0,
});

export const fullestCache = statWithChange({
  id: 'fullest-kv-cache',
  title: 'Fullest KV cache',
  question: 'How full is the KV cache of the fullest worker?',
  reading:
    'The fullest rank of the fullest worker. From 80 % on there is little room for longer prompts; above 95 % the engine preempts, and ITL rises.',
  absence: notYet,
  now: highest(kvUse),
  unit: 'percentunit',
  decimals: 0,
  thresholds: thresholds(verdict.good, [0.8, verdict.watch], [0.95, verdict.bad]),
});

/** The engine failing, or its answers not being sent; `publish_response` also counts clients that went away. */
const failed = rate(worker.errors, { ...generate, error_type: noneOf('publish_response') });

export const workerErrorShare = statWithChange({
  id: 'worker-error-share',
  title: 'Failed in workers',
  question: 'What share of the requests that reach a worker goes wrong there?',
  reading:
    'Without clients that went away. A migrated request fails at one worker and succeeds at the next, so users see less than this. Above 1 %: look at Worker errors.',
  now: share(sum(failed), sum(rate(worker.requests, generate))),
  unit: 'percentunit',
  decimals: 2,
  thresholds: thresholds(verdict.good, [0.001, verdict.watch], [0.01, verdict.bad]),
  interval: '1m',
});

const perWorker = mean(worker.requestDuration, { where: generate, by: ['instance', 'dynamo_component'] });

export const slowestRatio = statWithChange({
  id: 'slowest-ratio',
  title: 'Slowest to median',
  question: 'How much longer than its peers does the slowest worker take for a request?',
  reading:
    'Of the mean handling time, in the component where they differ most. 1 is alike, or a single worker. Longer answers at one worker explain some of it; well above 1.5 for minutes, compare its clocks, power and KV use.',
  now: highest(
    relative(highest(perWorker, { by: ['dynamo_component'] }), median(perWorker, { by: ['dynamo_component'] }))
  ),
  unit: 'none',
  decimals: 2,
  interval: '1m',
});
