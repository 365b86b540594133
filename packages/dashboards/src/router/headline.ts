import {
  gap,
  lines,
  not,
  observations,
  observedSum,
  per,
  rate,
  remainder,
  share,
  sum,
  value,
} from '@dynamo-observability/query';
import { frontend, kvIndexer, router } from '@dynamo-observability/signals';

import { bestTokens, observedHitRate, predictedTokenHitRate, selectedTokens } from '../cache/hit-rate.ts';
import { quantilesWithBands } from '../latency/quantiles.ts';
import { thresholds } from '../visual/panel.ts';
import { statWithChange } from '../visual/stat-with-change.ts';
import { timeseries } from '../visual/timeseries.ts';
import { verdict } from '../visual/verdict.ts';

/** Prompts and their cached parts are observed at different times, so a short window pairs the wrong ones. */
const aMinute = '1m';

export const hitRateNow = statWithChange({
  id: 'router-hit-rate-now',
  title: 'Observed hit rate',
  question: 'What share of prompt tokens do workers serve from their KV cache?',
  reading:
    'Observed, by tokens. No level is good of itself: compare with the same workload before. A fall after a deploy is a cold cache, a slow one eviction.',
  now: observedHitRate,
  unit: 'percentunit',
  decimals: 1,
  interval: aMinute,
});

export const predictionError = statWithChange({
  id: 'router-prediction-error',
  title: 'Prediction error',
  question: 'Does the router know what workers have in their caches?',
  reading:
    'In points of hit rate, by tokens. Near 0 is good. Above 0 for long: the index promises blocks that workers have evicted; look at the KV events. Below 0: workers have more than the router knows.',
  now: gap(predictedTokenHitRate, observedHitRate),
  unit: 'percentunit',
  decimals: 1,
  interval: aMinute,
});

export const cacheGivenUp = statWithChange({
  id: 'router-cache-given-up',
  title: 'Cache given up',
  question: 'What share of the cache that could have been hit does the router pass over?',
  reading:
    '1 − selected / best, in cached prefix tokens. It is the price of spreading load, and a choice: the overlap weight sets it. High without busy workers means that the weight is too low.',
  absence: 'No worker had a cached prefix in this time range.',
  now: remainder(per(selectedTokens, bestTokens)),
  unit: 'percentunit',
  decimals: 1,
  interval: aMinute,
});

export const waitingNow = statWithChange({
  id: 'router-waiting-now',
  title: 'Waiting',
  question: 'How many requests wait in the router because no worker has room?',
  reading:
    'Should be 0. What stays above it is added to TTFT: add workers, or see who takes their place. Bursts shorter than a scrape pass unseen.',
  now: sum(value(frontend.queuePendingRequests)),
  unit: 'short',
  decimals: 0,
  thresholds: thresholds(verdict.good, [10, verdict.watch], [50, verdict.bad]),
});

/** Milliseconds per second in the steps that compute; waiting in the queue is in none of them. */
const computing = sum(
  lines({
    hashing: observedSum(router.overheadBlockHashing),
    sequences: observedSum(router.overheadSeqHashing),
    matching: observedSum(router.overheadIndexerFindMatches),
  })
);

export const decisionCost = statWithChange({
  id: 'router-decision-cost',
  title: 'Cost of a decision',
  question: 'How long does the router compute to place one request?',
  reading:
    'Mean of hashing and matching; waiting in the queue is left out. Below a millisecond is usual. It grows with prompt length and with the size of the index.',
  now: per(computing, sum(observations(router.overheadTotal))),
  unit: 'ms',
  decimals: 2,
  interval: aMinute,
});

const applied = sum(rate(kvIndexer.eventsApplied));

export const eventsNotApplied = statWithChange({
  id: 'router-events-not-applied',
  title: 'Events not applied',
  question: 'What share of the cache events of workers can the index not apply?',
  reading:
    'Must be near 0. Above 1 % for ten minutes the index has diverged from the caches and predictions lie: restart the router, and find out which worker it is.',
  absence: 'No KV event has reached the router in this time range.',
  now: share(sum(rate(kvIndexer.eventsApplied, { status: not('ok') })), applied),
  unit: 'percentunit',
  decimals: 2,
  thresholds: thresholds(verdict.good, [0.01, verdict.bad]),
  interval: aMinute,
});

export const timeInRouter = timeseries({
  id: 'router-time',
  title: 'Time in router',
  question: 'How long does the router hold a request, waiting included?',
  reading:
    'The line is interpolated; the true quantile lies anywhere in its band. The dashed mean is exact. Waiting in the queue is part of it: far above the cost of a decision, workers are full.',
  ...quantilesWithBands(router.overheadTotal),
  unit: 'ms',
  interval: '30s',
});
