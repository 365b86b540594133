import { defaultTargetLabels, type TargetLabelNames } from '@dynamo-observability/signals';

import * as cache from '../cache/cache.ts';
import { figures, line, thirds } from '../lines.ts';
import type { Dashboard, Row } from '../model.ts';
import * as services from '../operator/services.ts';
import { variablesUsedBy } from '../variables-used.ts';
import * as workers from '../workers/workers.ts';
import * as approximate from './approximate-cache.ts';
import * as balance from './balance.ts';
import * as cost from './cost.ts';
import * as headline from './headline.ts';
import * as index from './index-health.ts';
import * as overlap from './overlap.ts';
import * as queue from './queue.ts';
import * as replicas from './replica-sync.ts';
import * as routed from './routed.ts';
import * as shared from './shared-cache.ts';

const quarters = line(6, 8);

const rows: readonly Row[] = [
  {
    id: 'router-verdict',
    title: 'Does the router choose well?',
    collapsed: false,
    panels: [
      ...figures(
        headline.hitRateNow,
        headline.predictionError,
        headline.cacheGivenUp,
        headline.waitingNow,
        headline.decisionCost,
        headline.eventsNotApplied
      ),
      ...line(8, 11)(cache.cacheHitRate, headline.timeInRouter, workers.routerQueue),
    ],
  },
  {
    id: 'router-overlap-row',
    title: 'Is the cache found?',
    collapsed: false,
    panels: [
      ...line(12, 9)(cache.hitRateByModel, overlap.prefixTokensByPhase),
      ...quarters(overlap.overlapShare, cache.predictedHitRate, overlap.passedOver, overlap.blocksLost),
    ],
  },
  {
    id: 'router-waiting',
    title: 'Who waits, and who is refused?',
    collapsed: false,
    panels: thirds(queue.waitingTokens, queue.admission, queue.startedAndFinished),
  },
  {
    id: 'router-balance',
    title: 'Is the load even?',
    collapsed: false,
    panels: [...line(6, 10)(balance.loadSkew), ...line(9, 10)(workers.routerDecodeLoad, workers.routerPrefillLoad)],
  },
  {
    id: 'router-index',
    title: 'Is the index current?',
    collapsed: false,
    panels: thirds(cache.kvEvents, index.notAppliedByReason, balance.withoutEventSource),
  },
  {
    id: 'router-cost',
    title: 'What does a decision cost?',
    collapsed: true,
    panels: thirds(cache.routerOverhead, cost.matchingTime, cost.timeInRouterSpread),
  },
  {
    id: 'router-known-workers',
    title: 'Which workers does the router know?',
    collapsed: true,
    panels: [...line(16, 9)(balance.routedWorkers), ...line(8, 9)(workers.workersOverTime)],
  },
  {
    id: 'router-requests',
    title: 'What is routed?',
    collapsed: true,
    panels: quarters(routed.routedTtft, routed.routedItl, routed.routedLengths, routed.transferEstimate),
  },
  {
    id: 'router-events',
    title: 'Do events arrive?',
    collapsed: true,
    panels: thirds(
      index.eventSources,
      index.eventBatches,
      index.sourceLifecycle,
      index.eventLag,
      index.remoteIndexer,
      index.indexMutations
    ),
  },
  {
    id: 'router-replicas',
    title: 'Do router replicas agree?',
    collapsed: true,
    panels: quarters(replicas.replicas, replicas.eventsApplied, replicas.lostReports, replicas.reconnections),
  },
  {
    id: 'router-approximate',
    title: 'Guessing without events',
    collapsed: true,
    panels: thirds(
      approximate.policyOverTime,
      approximate.approximateEvictions,
      approximate.approximateWork,
      approximate.approximateWait,
      approximate.approximateMessages,
      approximate.approximateFallbacks
    ),
  },
  {
    id: 'router-shared',
    title: 'Shared cache',
    collapsed: true,
    panels: quarters(shared.sharedHitRate, shared.sharedBeyond, shared.sharedQueryTime, shared.sharedErrors),
  },
  {
    id: 'router-indexer',
    title: 'Standalone indexer',
    collapsed: true,
    panels: thirds(
      services.indexerDuration,
      services.indexerEvents,
      services.indexerContent,
      services.indexerRequests,
      services.indexerErrors
    ),
  },
];

/** Whether requests go where their cache is, what that costs, and whether the router still knows. */
export const routerDashboard = (names: TargetLabelNames = defaultTargetLabels): Dashboard => ({
  uid: 'dynamo-router',
  title: 'Router',
  description:
    'The KV router of NVIDIA Dynamo: overlap, predicted against observed hits, queue, cost of decisions, balance and the health of the index.',
  tags: ['dynamo'],
  from: 'now-1h',
  to: 'now',
  variables: variablesUsedBy(rows, names),
  rows,
});

export const router = routerDashboard();
