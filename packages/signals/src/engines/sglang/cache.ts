/** The prefix cache of an SGLang engine and its host tier, HiCache (dynamo-facts.md a.18). */
import { sglangScheduler } from '../../label-sets.ts';
import { counter, gauge, histogram } from '../../metric.ts';

const family = { process: 'worker', group: 'sglang', flag: '--enable-hierarchical-cache' } as const;

export const cacheHitRate = gauge('sglang:cache_hit_rate', sglangScheduler, {
  ...family,
  unit: 'ratio',
  group: 'mocker-native',
  meaning: 'Share of prompt tokens found in the prefix cache, in the last batches.',
  appears: 'first-event',
  flag: '--enable-metrics',
  traps: [
    'A ratio made by the engine: averaging workers weighs idle ones like busy ones.',
    'The mocker gives it none of the labels that Dynamo adds, and no dp_rank.',
  ],
  note: 'seen 1.6.1',
});

export const hostUsedTokens = gauge('sglang:hicache_host_used_tokens', sglangScheduler, {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens whose KV is in host memory.',
});

export const hostTotalTokens = gauge('sglang:hicache_host_total_tokens', sglangScheduler, {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens whose KV host memory can hold.',
});

export const evictedTokens = counter('sglang:evicted_tokens_total', [...sglangScheduler, 'cache_type'], {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens moved from the GPU to the host.',
});

export const loadBackTokens = counter('sglang:load_back_tokens_total', [...sglangScheduler, 'cache_type'], {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens moved back from the host to the GPU.',
});

export const evictionDuration = histogram('sglang:eviction_duration_seconds', [...sglangScheduler, 'cache_type'], {
  ...family,
  unit: 'seconds',
  meaning: 'Time of one move from the GPU to the host.',
});

export const loadBackDuration = histogram('sglang:load_back_duration_seconds', [...sglangScheduler, 'cache_type'], {
  ...family,
  unit: 'seconds',
  meaning: 'Time of one move from the host to the GPU.',
});

export const prefetchedTokens = counter('sglang:prefetched_tokens_total', sglangScheduler, {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens fetched from storage ahead of need.',
});

export const backedUpTokens = counter('sglang:backuped_tokens_total', sglangScheduler, {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens written to storage.',
});
