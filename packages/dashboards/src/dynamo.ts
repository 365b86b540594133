import { defaultTargetLabels, type TargetLabelNames } from '@dynamo-observability/signals';

import * as cache from './cache/cache.ts';
import * as gpu from './gpu/gpu.ts';
import * as health from './health/health.ts';
import * as latency from './latency/latency.ts';
import { figures, halves, line, thirds } from './lines.ts';
import type { Dashboard, Row } from './model.ts';
import * as traffic from './traffic/traffic.ts';
import * as trouble from './trouble/trouble.ts';
import { dynamoVariables } from './variables.ts';
import { workerRoster } from './workers/roster.ts';
import * as workers from './workers/workers.ts';

const full = line(24, 8);

const rows: readonly Row[] = [
  {
    id: 'healthy',
    title: 'Healthy?',
    collapsed: false,
    panels: [
      ...figures(
        health.successRate,
        health.ttftObjective,
        health.itlObjective,
        health.offeredLoad,
        health.activeRequests,
        health.registeredWorkers
      ),
      ...thirds(health.offeredAndCompleted, health.requestsByStage, health.withinObjectives),
    ],
  },
  {
    id: 'latency',
    title: 'Latency',
    collapsed: false,
    panels: [
      ...halves(latency.timeToFirstToken, latency.interTokenLatency, latency.ttftByModel, latency.itlByModel),
      ...line(18, 10)(latency.requestDuration),
      ...line(6, 10)(latency.aboveLastBucket),
      ...thirds(latency.ttftHeatmap, latency.itlHeatmap, latency.durationHeatmap),
    ],
  },
  {
    id: 'trouble',
    title: 'Trouble',
    collapsed: false,
    panels: thirds(
      trouble.errorsByType,
      trouble.failuresByReason,
      trouble.rejections,
      trouble.cancellations,
      trouble.migrations,
      trouble.workerErrors
    ),
  },
  {
    id: 'traffic',
    title: 'Traffic',
    collapsed: true,
    panels: [
      ...halves(traffic.requestRate, traffic.tokenRate),
      ...thirds(traffic.meanLengths, traffic.inputLengthHeatmap, traffic.outputLengthHeatmap),
    ],
  },
  {
    id: 'cache',
    title: 'Cache and router',
    collapsed: true,
    panels: [
      ...halves(cache.cacheHitRate, cache.hitRateByModel),
      ...thirds(cache.promptTokenSources, cache.predictedHitRate, cache.kvEvents),
      ...thirds(cache.routerOverhead, workers.routerQueue, workers.workersOverTime),
    ],
  },
  {
    id: 'workers',
    title: 'Workers',
    collapsed: true,
    panels: [
      ...full(workerRoster),
      ...thirds(workers.kvUsePerWorker, workers.waitingPerWorker, workers.inFlightPerWorker),
      ...thirds(workers.slowestWorker, workers.itlPerWorker, workers.durationPerWorker),
      ...line(12, 8)(
        workers.requestsPerWorker,
        workers.bytesPerWorker,
        workers.routerDecodeLoad,
        workers.routerPrefillLoad
      ),
    ],
  },
  {
    id: 'gpu',
    title: 'GPU',
    collapsed: true,
    panels: thirds(
      gpu.gpuUtilisation,
      gpu.gpuPower,
      gpu.energyPerToken,
      gpu.gpuTemperature,
      gpu.gpuMemory,
      gpu.gpuThrottling
    ),
  },
];

/** The first page an on-call engineer opens: is it healthy, how slow, for whom, and where to look next. */
export const dynamoDashboard = (names: TargetLabelNames = defaultTargetLabels): Dashboard => ({
  uid: 'dynamo',
  title: 'Dynamo',
  description: 'Health, latency, traffic, cache, workers, GPUs and trouble of NVIDIA Dynamo deployments.',
  tags: ['dynamo'],
  from: 'now-1h',
  to: 'now',
  variables: dynamoVariables(names),
  rows,
});

export const dynamo = dynamoDashboard();
