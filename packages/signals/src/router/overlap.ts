/** How well routing finds the cached prefix (dynamo-facts.md a.8, captures/FINDINGS.md 3). */
import { routerRequest } from '../label-sets.ts';
import { counter, histogram } from '../metric.ts';

const family = {
  process: ['frontend', 'router'],
  group: 'router',
  note: 'seen 1.6.1',
  flag: '--router-mode kv',
} as const;

export const kvHitRate = histogram('dynamo_component_router_kv_hit_rate', routerRequest, {
  ...family,
  unit: 'ratio',
  meaning: 'Share of the blocks of a request that the chosen worker was predicted to hold.',
  since: '1.0',
  traps: [
    'A prediction at routing time.',
    'One value a request: long prompts weigh as little as short ones.',
    'Its bucket bounds carry float noise; never match le as text.',
  ],
});

export const sharedCacheHitRate = histogram('dynamo_component_router_shared_cache_hit_rate', routerRequest, {
  ...family,
  unit: 'ratio',
  meaning: 'Share of the blocks of a request that the shared cache held.',
  flag: 'Shared cache (Mooncake)',
});

export const sharedCacheBeyondBlocks = histogram('dynamo_component_router_shared_cache_beyond_blocks', routerRequest, {
  ...family,
  unit: 'blocks',
  meaning: 'Blocks that the shared cache held beyond what the worker had.',
  flag: 'Shared cache (Mooncake)',
});

export const nonMaxOverlapSelections = counter(
  'dynamo_component_router_non_max_overlap_selections_total',
  [...routerRequest, 'worker_type'],
  { ...family, unit: 'count', meaning: 'Requests not sent to the worker with the longest cached prefix.' }
);

export const overlapBlocksLost = histogram(
  'dynamo_component_router_overlap_blocks_lost',
  [...routerRequest, 'worker_type'],
  { ...family, unit: 'blocks', meaning: 'Cached blocks given up by such a choice.' }
);

export const kvBestEligibleCachedPrefixTokens = counter(
  'dynamo_component_router_kv_best_eligible_cached_prefix_tokens_total',
  [...routerRequest, 'model', 'phase'],
  {
    ...family,
    unit: 'tokens',
    meaning: 'Cached prefix tokens that the best eligible worker had.',
    appears: 'first-event',
    since: '1.6',
    note: 'seen 1.6.1; new vs 1.5.0 source; phase = aggregated|prefill|decode; routing loss = 1 - selected/best',
  }
);

export const kvSelectedCachedPrefixTokens = counter(
  'dynamo_component_router_kv_selected_cached_prefix_tokens_total',
  [...routerRequest, 'model', 'phase'],
  {
    ...family,
    unit: 'tokens',
    meaning: 'Cached prefix tokens that the chosen worker had.',
    appears: 'first-event',
    since: '1.6',
    traps: ['The share that routing lost is 1 - selected / best.'],
    note: 'seen 1.6.1; new vs 1.5.0 source; phase = aggregated|prefill|decode',
  }
);

export const kvWorkerReusedTokens = counter(
  'dynamo_component_router_kv_worker_reused_tokens_total',
  [...routerRequest, 'model', 'phase'],
  {
    ...family,
    unit: 'tokens',
    meaning: 'Prefix tokens that the worker says it reused.',
    appears: 'first-event',
    since: '1.6',
    traps: ['Always 0 with the mocker.'],
    note: 'seen 1.6.1; new vs 1.5.0 source; phase = aggregated|prefill|decode; always 0 with the mocker although frontend cached_tokens moves',
  }
);
