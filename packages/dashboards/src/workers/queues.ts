import { highest, lines, per, rate, sum, value } from '@dynamo-observability/query';
import { sglang, worker } from '@dynamo-observability/signals';

import { quantilesWithBands } from '../latency/quantiles.ts';
import { series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';
import { queueTime } from './engines.ts';
import { manyLines, topEight, workerChart } from './worker-chart.ts';

const byWorker = { by: ['instance'] } as const;

export const engineQueueTime = workerChart({
  id: 'engine-queue-time',
  title: 'Engine queue time',
  question: 'How long do requests wait in the engine before they run?',
  reading:
    'Mean per worker, exact. It is part of TTFT. Near 0 is healthy; as long as prefill itself means that the workers are saturated. Real engines only.',
  absence: 'No real engine has scheduled a request in this time range.',
  series: [series(topEight(queueTime), '{{instance}}')],
  unit: 's',
});

const permitWaits = quantilesWithBands(worker.permitWait);

export const permitWait = timeseries({
  id: 'permit-wait',
  title: 'Permit wait',
  question: 'Do requests wait for a place in the pool of a worker?',
  reading:
    'Time between arrival at the worker and a free place in its pool. Healthy is below a millisecond. Lasting waits: the pool is full, see Pool use.',
  absence: 'No request has had to wait for a place in this time range.',
  series: permitWaits.series,
  overrides: permitWaits.overrides,
  unit: 's',
  interval: '1m',
  shortLegend: true,
});

export const workQueue = manyLines({
  id: 'work-queue',
  title: 'Dynamo queues',
  question: 'Do requests wait inside the worker before they reach the engine?',
  reading:
    'Requests over all workers. "work queue": received and not picked up. "engine limit": held back by --engine-request-limit. "engine": handed over. The first two at 0 are healthy.',
  series: [
    series(
      lines({
        'work queue': sum(value(worker.queueDepth)),
        'engine limit': sum(value(worker.queuedRequests)),
        engine: sum(value(worker.engineRequests)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'short',
});

const taken = (
  part: typeof worker.queueDepth | typeof worker.poolActiveTasks,
  whole: typeof worker.queueCapacity | typeof worker.poolCapacity
) => highest(per(sum(value(part), byWorker), sum(value(whole), byWorker)));

export const poolUse = timeseries({
  id: 'pool-use',
  title: 'Pool use',
  question: 'How close is the busiest worker to the limits of its pool and queue?',
  reading:
    'Share of the places taken, of the worker that is nearest to its limit. Near 1 new requests wait (pool) or are refused (queue): raise the limit or add workers.',
  series: [
    series(
      lines({
        pool: taken(worker.poolActiveTasks, worker.poolCapacity),
        queue: taken(worker.queueDepth, worker.queueCapacity),
      }),
      '{{line}}'
    ),
  ],
  unit: 'percentunit',
  max: 1,
  shortLegend: true,
});

export const refused = timeseries({
  id: 'worker-refusals',
  title: 'Refused by workers',
  question: 'Do workers turn requests away?',
  reading:
    'Good is 0. "full": engine and queue at their limit, the router tries another worker or answers 529. "stopped": a worker that shuts down still gets requests.',
  series: [
    series(lines({ full: sum(rate(worker.rejectedRequests)), stopped: sum(rate(worker.enqueueRejected)) }), '{{line}}'),
  ],
  unit: 'reqps',
  shortLegend: true,
});

export const heldBack = manyLines({
  id: 'held-back',
  title: 'Held back',
  question: 'Which requests cannot be scheduled although the engine has room?',
  reading:
    'SGLang only, over all workers. "grammar": compiling a grammar for structured output. "paused": weights are being exchanged. "retracted": put back for want of KV memory.',
  absence: 'No SGLang engine has reported in this time range.',
  series: [
    series(
      lines({
        grammar: sum(value(sglang.grammarQueued)),
        paused: sum(value(sglang.paused)),
        retracted: sum(value(sglang.retracted)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'short',
});
