import { exists, highest, lines, onlyWhere, or, scale, stateOf, value, type Kind } from '@dynamo-observability/query';
import { sglang, vllm, worker } from '@dynamo-observability/signals';

import { series } from '../visual/panel.ts';
import { stateTimeline } from '../visual/state-timeline.ts';
import { manyLines, topEight, workerChart } from './worker-chart.ts';

const generate = { dynamo_endpoint: 'generate' } as const;
const byWorker = { by: ['instance'] } as const;

/** The frontend has an uptime too, and is no worker. */
const uptime = onlyWhere(
  highest(value(worker.uptime), byWorker),
  exists(value(worker.inflightRequests, generate), byWorker),
  ['instance']
);

/** The eight lowest: those whose negative is highest. */
const youngest = scale(topEight(scale(uptime, -1)), -1);

export const uptimePerWorker = workerChart({
  id: 'worker-uptime',
  title: 'Worker uptime',
  question: 'Which workers have restarted?',
  reading:
    'Each line rises with the clock; a fall to 0 is a restart, a gap is the time it was away. The eight youngest. Restarts without a deploy: look at memory, XID and the last log lines.',
  absence: 'No worker is scraped in this time range.',
  series: [series(youngest, '{{instance}}')],
  unit: 's',
});

export const startTime = workerChart({
  id: 'model-load-time',
  title: 'Model load time',
  question: 'How long does a worker take to be ready?',
  reading:
    'Loading the model, or starting the engine where SGLang tells it. This is how late an added worker helps: the planner must look further ahead than that. One slow worker: its disk or its image.',
  absence: 'No real engine is scraped in this time range.',
  series: [
    series(
      topEight(
        or<never, Kind>(
          highest(value(worker.modelLoadTime), byWorker),
          highest(value(sglang.engineStartupTime), byWorker)
        )
      ),
      '{{instance}}'
    ),
  ],
  unit: 's',
});

export const shutdownTime = manyLines({
  id: 'shutdown-time',
  title: 'Shutdown time',
  question: 'Do workers finish their requests before they go?',
  reading:
    'Set once while a worker leaves, so often never scraped. Draining close to the grace period of Kubernetes: requests are cut off. Raise terminationGracePeriodSeconds.',
  absence: 'No worker was scraped while it shut down.',
  series: [
    series(
      lines({ draining: highest(value(worker.drainTime)), 'cleaning up': highest(value(worker.cleanupTime)) }),
      '{{line}}'
    ),
  ],
  unit: 's',
});

export const sleepState = stateTimeline({
  id: 'engine-sleep',
  title: 'Sleep state',
  question: 'Which engines sleep?',
  reading:
    'vLLM only. An engine that sleeps has given up its KV cache, and at level 2 its weights: it answers nothing until it is woken. Asleep while requests wait: wake it.',
  absence: 'No vLLM engine reports a sleep state in this time range.',
  series: [
    series(
      stateOf(vllm.sleepState, 'sleep_state', ['awake', 'weights_offloaded', 'discard_all'], {
        by: ['instance', 'engine'],
      }),
      '{{instance}} {{engine}}'
    ),
  ],
  unit: 'none',
  states: [
    { value: 0, name: 'awake', color: 'green' },
    { value: 1, name: 'asleep, weights kept', color: 'blue' },
    { value: 2, name: 'asleep, weights gone', color: 'purple' },
  ],
});
