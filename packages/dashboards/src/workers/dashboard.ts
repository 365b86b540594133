import { defaultTargetLabels, type TargetLabelNames } from '@dynamo-observability/signals';

import { registeredWorkers } from '../health/health.ts';
import { figures, halves, line, thirds } from '../lines.ts';
import type { Dashboard, Row } from '../model.ts';
import { workerErrors } from '../trouble/trouble.ts';
import { variablesUsedBy } from '../variables-used.ts';
import * as cache from './engine-cache.ts';
import * as settings from './engine-settings.ts';
import * as handling from './handling.ts';
import * as headline from './headline.ts';
import * as kvAgent from './kv-agent.ts';
import * as lifecycle from './lifecycle.ts';
import * as multimodal from './multimodal.ts';
import * as queues from './queues.ts';
import * as roles from './roles.ts';
import { workerRoster } from './roster.ts';
import * as sglang from './sglang.ts';
import * as throughput from './throughput.ts';
import * as transfer from './transfer.ts';
import * as workers from './workers.ts';

const rows: readonly Row[] = [
  {
    id: 'keeping-up',
    title: 'Do the workers keep up?',
    collapsed: false,
    panels: [
      ...figures(
        registeredWorkers,
        headline.runningNow,
        headline.waitingNow,
        headline.fullestCache,
        headline.slowestRatio,
        headline.workerErrorShare
      ),
      ...line(8, 11)(roles.loadByRole, workers.kvUsePerWorker, workers.slowestWorker),
    ],
  },
  {
    id: 'which-worker',
    title: 'Which worker is it?',
    collapsed: false,
    panels: [
      ...line(24, 8)(workerRoster),
      ...thirds(workers.workersOverTime, lifecycle.uptimePerWorker, handling.outliers),
    ],
  },
  {
    id: 'prefill-and-decode',
    title: 'Prefill or decode?',
    collapsed: false,
    panels: [
      ...halves(roles.prefillDuration, roles.decodeDuration),
      ...line(12, 8)(roles.ttftPerWorker, workers.itlPerWorker),
      ...thirds(roles.requestsByRole, roles.prefillToDecode, roles.transferQueues),
    ],
  },
  {
    id: 'where-requests-wait',
    title: 'Where do requests wait?',
    collapsed: false,
    panels: [
      ...thirds(workers.waitingPerWorker, queues.engineQueueTime, queues.permitWait),
      ...line(12, 8)(queues.workQueue, queues.poolUse),
    ],
  },
  {
    id: 'engine-caches',
    title: 'Does the cache of the engines help?',
    collapsed: true,
    panels: thirds(
      cache.hitRatePerWorker,
      cache.preemptionsPerWorker,
      cache.kvCapacity,
      cache.promptSources,
      cache.wastedPrefill,
      cache.externalCache
    ),
  },
  {
    id: 'kv-transfer',
    title: 'Does KV get from prefill to decode?',
    collapsed: true,
    panels: [
      ...thirds(transfer.transferTime, transfer.transferSpeed, transfer.transferRate),
      ...thirds(transfer.transferVolume, transfer.transferSize, transfer.transferSteps),
      ...halves(transfer.nixlTime, transfer.nixlPostTime),
      ...thirds(transfer.nixlThroughput, transfer.nixlPerAgent, transfer.nixlErrors),
      ...line(6, 8)(transfer.nixlTransfers, transfer.nixlSize, transfer.nixlBusy, transfer.nixlMemory),
    ],
  },
  {
    id: 'worker-load',
    title: 'How is the load spread?',
    collapsed: true,
    panels: [
      ...thirds(workers.inFlightPerWorker, throughput.runningPerWorker, workers.requestsPerWorker),
      ...thirds(throughput.promptPerWorker, throughput.generatedPerWorker, workers.bytesPerWorker),
      ...thirds(throughput.draftsAccepted, throughput.modelFlops, throughput.tokensPerStep),
    ],
  },
  {
    id: 'worker-latency',
    title: 'Where does the time go?',
    collapsed: true,
    panels: [
      ...halves(handling.firstResponse, handling.networkTransit),
      ...thirds(workers.durationPerWorker, throughput.engineDurationPerWorker, roles.tpotPerWorker),
      ...line(12, 8)(throughput.enginePhases, throughput.stageLatency),
    ],
  },
  {
    id: 'worker-failures',
    title: 'What fails at the workers?',
    collapsed: true,
    panels: thirds(
      workerErrors,
      handling.cancellationsPerWorker,
      queues.refused,
      handling.finished,
      lifecycle.startTime,
      lifecycle.shutdownTime
    ),
  },
  {
    id: 'only-sglang',
    title: 'SGLang: pools, scheduler, host tier, LoRA',
    collapsed: true,
    panels: thirds(
      sglang.tokenPool,
      sglang.poolShares,
      sglang.poolSize,
      sglang.tokensByMode,
      sglang.schedulerUse,
      queues.heldBack,
      sglang.hostCache,
      sglang.hostMoves,
      sglang.hostMoveTime,
      sglang.acceptRate,
      sglang.ownThroughput,
      sglang.loraSlots
    ),
  },
  {
    id: 'engine-settings',
    title: 'Settings, sleep and KV agents',
    collapsed: true,
    panels: [
      ...line(12, 8)(settings.cacheSettings, settings.pageSettings),
      ...line(6, 8)(settings.askedFor, lifecycle.sleepState, kvAgent.agentSlots, kvAgent.eventBuffer),
    ],
  },
  {
    id: 'multimodal',
    title: 'Images, embeddings and structured output',
    collapsed: true,
    panels: thirds(
      multimodal.embeddingCacheHits,
      multimodal.embeddingCacheUse,
      multimodal.embeddingCacheSize,
      multimodal.embeddingRequests,
      multimodal.specialRequests
    ),
  },
];

/** Whether the workers keep up, which one does not, and where its requests wait; for every engine and both roles. */
export const workersDashboard = (names: TargetLabelNames = defaultTargetLabels): Dashboard => ({
  uid: 'dynamo-workers',
  title: 'Workers',
  description:
    'Prefill, decode and aggregated workers of NVIDIA Dynamo, whatever their engine: load, queues, KV cache and KV transfer.',
  tags: ['dynamo'],
  from: 'now-1h',
  to: 'now',
  variables: variablesUsedBy(rows, names),
  rows,
});

export const workersPage = workersDashboard();
