import {
  add,
  highest,
  lines,
  lowest,
  median,
  observedSum,
  per,
  rate,
  regardlessOf,
  sum,
  value,
} from '@dynamo-observability/query';
import { frontend, kvbm } from '@dynamo-observability/signals';

import { band } from '../latency/bands.ts';
import { colours } from '../visual/colours.ts';
import { coloured, dashed, series, thresholds } from '../visual/panel.ts';
import { statWithChange } from '../visual/stat-with-change.ts';
import { timeseries } from '../visual/timeseries.ts';
import { verdict } from '../visual/verdict.ts';
import { matched, offloaded, onboarded } from './flow.ts';

/** Moves come in bursts of a request each, so a headline looks back a minute or more. */
const aMinute = '1m';
const never = 'No block manager has answered a lookup in this time range.';

/** The block manager names no model, so its tokens are held against the prompts of all models. */
const prompts = regardlessOf(sum(observedSum(frontend.inputSequenceTokens)), ['model']);

const windowOfRequests =
  'A window over the last 1000 requests (DYN_KVBM_CACHE_STATS_MAX_REQUESTS), not over time: without traffic it stands still. ';

export const hostHitRate = statWithChange({
  id: 'kvbm-host-hit-rate-now',
  title: 'Host hit rate',
  question: 'What share of lookups does host memory answer on a typical worker?',
  reading:
    windowOfRequests +
    'The median over workers: these shares have no weights, so they cannot be averaged. Compare with the same workload before; no level is good of itself.',
  absence: never,
  now: median(value(kvbm.hostCacheHitRate)),
  unit: 'percentunit',
  decimals: 1,
});

export const diskHitRate = statWithChange({
  id: 'kvbm-disk-hit-rate-now',
  title: 'Disk hit rate',
  question: 'What share of lookups does disk answer on a typical worker?',
  reading:
    windowOfRequests +
    'The median over workers. Disk is asked for what host memory does not have. Always 0 where there is no disk tier.',
  absence: never,
  now: median(value(kvbm.diskCacheHitRate)),
  unit: 'percentunit',
  decimals: 1,
});

export const matchedTokens = statWithChange({
  id: 'kvbm-matched-tokens-now',
  title: 'Matched tokens',
  question: 'How many prompt tokens per second need no prefill because a tier below the GPU has them?',
  reading:
    'This is what the tiers earn. Divided by the prefill speed of a GPU in tokens per second, it is the number of GPUs saved.',
  absence: never,
  now: matched,
  unit: 'count:tok/s',
  decimals: 0,
  interval: aMinute,
});

export const promptShare = statWithChange({
  id: 'kvbm-prompt-share',
  title: 'Share of prompts',
  question: 'What share of all prompt tokens do the tiers below the GPU provide?',
  reading:
    'Matched tokens over prompt tokens of the frontends, all models. Comparable over time only at the same workload. Near 0 while blocks are offloaded: the tiers cost bandwidth and earn nothing.',
  absence: 'No prompts in this time range.',
  now: per(matched, prompts),
  unit: 'percentunit',
  decimals: 1,
  interval: aMinute,
});

export const reuse = statWithChange({
  id: 'kvbm-reuse-now',
  title: 'Reuse',
  question: 'How many blocks come back to the GPU for each block that leaves it?',
  reading:
    'Onboarded over offloaded. Above 1 a block is used several times. Far below 0.1 the tiers are written and hardly read: make them larger, or offload less.',
  absence: 'Nothing was offloaded in this time range.',
  now: per(onboarded, offloaded),
  unit: 'none',
  decimals: 2,
  thresholds: thresholds(verdict.watch, [0.1, verdict.good]),
  interval: aMinute,
});

const failures = add(sum(rate(kvbm.objectReadFailures)), sum(rate(kvbm.objectWriteFailures)));

export const objectFailureRate = statWithChange({
  id: 'kvbm-object-failures-now',
  title: 'Object failures',
  question: 'Do blocks fail to reach the object store or to come back from it?',
  reading:
    'Blocks per second, reads and writes. Must be 0: each failed read is a prefill done again. Look at the credentials, limits and network of the store.',
  absence: 'No block manager counts object store failures.',
  now: failures,
  unit: 'count:blocks/s',
  decimals: 1,
  thresholds: thresholds(verdict.good, [0.001, verdict.bad]),
});

const hitRates = [
  ['host', kvbm.hostCacheHitRate],
  ['disk', kvbm.diskCacheHitRate],
  ['object', kvbm.objectCacheHitRate],
] as const;

export const hitRateByTier = timeseries({
  id: 'kvbm-hit-rate',
  title: 'Hit rate by tier',
  question: 'Which tier answers lookups, and do workers differ?',
  reading:
    windowOfRequests +
    'The line is the median worker, its band reaches from the lowest to the highest one. A wide band: a worker that restarted, or a router that does not keep prefixes together. ' +
    'The object store says 0 in the versions that were read, whatever it does.',
  absence: never,
  series: [
    series(lines(Object.fromEntries(hitRates.map(([tier, rate]) => [tier, median(value(rate))]))), '{{line}}'),
    series(
      lines(
        Object.fromEntries(
          hitRates.flatMap(([tier, rate]) => [
            [`${tier} at least`, lowest(value(rate))],
            [`${tier} at most`, highest(value(rate))],
          ])
        )
      ),
      '{{line}}'
    ),
  ],
  unit: 'percentunit',
  max: 1,
  overrides: hitRates.flatMap(([tier]) => [coloured(tier, colours.tier[tier]), ...band(tier, colours.tier[tier])]),
});

export const blockMoves = timeseries({
  id: 'kvbm-moves',
  title: 'Blocks off and on',
  question: 'How many blocks leave the GPU, and how many come back?',
  reading:
    'Offloaded is a cost, onboarded the gain. Both high while matched tokens stay flat is thrash: blocks are evicted before anyone asks for them. ' +
    'Offloads that are dropped are not counted anywhere.',
  absence: 'No block was moved in this time range.',
  series: [series(lines({ offloaded: offloaded, onboarded: onboarded }), '{{line}}')],
  unit: 'count:blocks/s',
  overrides: [coloured('offloaded', colours.offered), coloured('onboarded', colours.success)],
});

export const matchedAgainstPrompts = timeseries({
  id: 'kvbm-matched-tokens',
  title: 'Matched of prompt tokens',
  question: 'How much of the prompts do the tiers provide, and does it follow the traffic?',
  reading:
    'Dashed: prompt tokens of all models at the frontends. Matched tokens that fall while prompts do not: the tiers no longer hold what users ask again.',
  absence: never,
  series: [series(lines({ 'prompt tokens': prompts, 'matched tokens': matched }), '{{line}}')],
  unit: 'count:tok/s',
  interval: aMinute,
  overrides: [dashed('prompt tokens', colours.offered), coloured('matched tokens', colours.success)],
});
