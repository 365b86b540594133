import { lines, highest, mean, median, quantile, rate, sum, value } from '@dynamo-observability/query';
import { frontend, worker } from '@dynamo-observability/signals';

import { requestsBehind } from '../evidence/explain.ts';
import { series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';
import { kvUse, waiting, workerItl } from './engines.ts';
import { registered } from './registered.ts';
import { manyLines, workerChart } from './worker-chart.ts';

/** Other endpoints of a worker count too (dynamo-facts.md c.1, 9). */
const generate = { dynamo_endpoint: 'generate' } as const;
const byWorker = { by: ['instance'] } as const;

export const kvUsePerWorker = workerChart({
  id: 'kv-use',
  title: 'KV cache use',
  question: 'Which worker runs out of KV cache?',
  reading:
    'Share of blocks in use at each worker, the fullest rank. Above 95 % the engine evicts or preempts, and ITL rises. A worker whose use only ever rises leaks.',
  absence: 'No engine has reported its KV cache in this time range. Engines do so after their first request.',
  series: [series(kvUse, '{{instance}}')],
  unit: 'percentunit',
  max: 1,
  limit: 0.95,
  explain: requestsBehind('kv', { instance: 'instance' }),
});

export const waitingPerWorker = workerChart({
  id: 'engine-queue',
  title: 'Engine queue',
  question: 'At which worker do requests wait to be scheduled?',
  reading:
    'Requests accepted by the engine and not yet running. One worker high: a hot prefix or a slow worker. All high: too few workers.',
  absence: 'No engine has reported its queue in this time range. Engines do so after their first request.',
  series: [series(waiting, '{{instance}}')],
  unit: 'short',
});

export const inFlightPerWorker = workerChart({
  id: 'in-flight',
  title: 'In flight',
  question: 'Is the load spread over the workers?',
  reading:
    'Requests inside each worker. A router that favours cache makes it uneven on purpose; uneven without cache hits is a fault.',
  series: [series(sum(value(worker.inflightRequests, generate), byWorker), '{{instance}}')],
  unit: 'short',
});

export const requestsPerWorker = workerChart({
  id: 'worker-requests',
  title: 'Worker requests',
  question: 'How many requests does each worker take per second?',
  reading: 'A worker at zero while its peers work is unregistered, draining or shunned.',
  series: [series(sum(rate(worker.requests, generate), byWorker), '{{instance}}')],
  unit: 'reqps',
});

const perWorker = mean(worker.requestDuration, { where: generate, by: ['instance', 'dynamo_component'] });

export const slowestWorker = manyLines({
  id: 'slowest-worker',
  title: 'Slowest against median',
  question: 'Is one worker slower than its peers?',
  reading:
    'Mean handling time of the slowest worker and of the middle one, by component. Apart for long: look at that worker. Together: the load is the cause.',
  series: [
    series(
      lines({
        slowest: highest(perWorker, { by: ['dynamo_component'] }),
        median: median(perWorker, { by: ['dynamo_component'] }),
      }),
      '{{dynamo_component}} {{line}}'
    ),
  ],
  unit: 's',
  overrides: [
    {
      matcher: { id: 'byRegexp', options: '/ median$/' },
      properties: [{ id: 'custom.lineStyle', value: { fill: 'dash', dash: [8, 6] } }],
    },
  ],
});

export const durationPerWorker = workerChart({
  id: 'worker-duration',
  title: 'Worker duration',
  question: 'How long does each worker take for a request?',
  reading:
    'The quantile chosen above, interpolated inside one bucket: two workers differ for certain only when they are a bucket apart.',
  series: [
    series(
      quantile({ variable: 'quantile' }, worker.requestDuration, { where: generate, ...byWorker }),
      '{{instance}}'
    ),
  ],
  unit: 's',
  interval: '1m',
  explain: requestsBehind('duration', { instance: 'instance' }),
});

export const itlPerWorker = workerChart({
  id: 'worker-itl',
  title: 'Worker ITL',
  question: 'Which worker generates slowly?',
  reading:
    'Mean time between tokens in the engine, exact. A worker above its peers at equal load has slow hardware: compare clocks, power and temperature.',
  absence: 'No engine has generated tokens in this time range.',
  series: [series(workerItl, '{{instance}}')],
  unit: 's',
  explain: requestsBehind('itl', { instance: 'instance' }),
});

export const bytesPerWorker = workerChart({
  id: 'worker-bytes',
  title: 'Worker bytes',
  question: 'How many bytes does each worker receive and send?',
  reading: 'Requests in, answers out. Traffic without bytes out is a worker that answers nothing.',
  series: [
    series(sum(rate(worker.requestBytes, generate), byWorker), '{{instance}} in'),
    series(sum(rate(worker.responseBytes, generate), byWorker), '{{instance}} out'),
  ],
  unit: 'Bps',
});

const rank = { by: ['worker_id', 'dp_rank', 'worker_type'] } as const;

export const routerDecodeLoad = manyLines({
  id: 'router-decode-load',
  title: 'Router decode load',
  question: 'How many KV blocks does the router believe each worker holds?',
  reading:
    'An estimate, without generated tokens by default, and able to exceed the real cache. Compare with KV cache use. Worker ids are decimal here.',
  series: [
    series(highest(value(frontend.workerActiveDecodeBlocks), rank), '{{worker_type}} {{worker_id}}/{{dp_rank}}'),
  ],
  unit: 'short',
  explain: requestsBehind('kv', { worker_id: 'worker' }),
});

export const routerPrefillLoad = manyLines({
  id: 'router-prefill-load',
  title: 'Router prefill load',
  question: 'How many prompt tokens does the router believe are queued at each worker?',
  reading: 'Grows where prefill cannot keep up; TTFT follows. Worker ids are decimal here.',
  series: [
    series(highest(value(frontend.workerActivePrefillTokens), rank), '{{worker_type}} {{worker_id}}/{{dp_rank}}'),
  ],
  unit: 'short',
});

export const routerQueue = manyLines({
  id: 'router-queue',
  title: 'Router queue',
  question: 'Do requests wait in the router because all workers are busy?',
  reading:
    'Parked requests by model and role. Anything that stays above zero adds directly to TTFT. Needs a queue threshold on the router.',
  series: [
    series(sum(value(frontend.queuePendingRequests), { by: ['model', 'worker_type'] }), '{{model}} {{worker_type}}'),
  ],
  unit: 'short',
  explain: requestsBehind('queue', { model: 'model' }),
});

export const workersOverTime = timeseries({
  id: 'workers-over-time',
  title: 'Registered workers',
  question: 'When did workers come and go?',
  reading: 'As the router sees them, by role. A step down without a deploy is a crash or a lost lease.',
  absence: 'No router has a worker registered.',
  series: [series(registered, '{{worker_type}}')],
  unit: 'short',
  colourByName: true,
});
