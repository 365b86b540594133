/** Tokens through an SGLang engine and the pools that hold their KV (dynamo-facts.md a.18). */
import { sglangScheduler, sglangTokenizer } from '../../label-sets.ts';
import { counter, gauge } from '../../metric.ts';

const family = { process: 'worker', group: 'sglang', flag: '--enable-metrics' } as const;

export const promptTokens = counter('sglang:prompt_tokens_total', sglangTokenizer, {
  ...family,
  unit: 'tokens',
  meaning: 'Prompt tokens of requests that ended.',
});

export const generationTokens = counter('sglang:generation_tokens_total', sglangTokenizer, {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens generated for requests that ended.',
  traps: ['Counted when a request ends; realtime_tokens_total moves as tokens come.'],
});

export const cachedTokens = counter('sglang:cached_tokens_total', sglangTokenizer, {
  ...family,
  unit: 'tokens',
  meaning: 'Prompt tokens that the cache held.',
  appears: 'first-event',
});

export const realtimeTokens = counter('sglang:realtime_tokens_total', [...sglangScheduler, 'mode'], {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens handled, by mode: prefill_compute, prefill_cache or decode.',
});

export const generationThroughput = gauge('sglang:gen_throughput', sglangScheduler, {
  ...family,
  unit: 'count',
  meaning: 'Tokens generated a second, as the engine computes it.',
  traps: ['Tokens a second, already a rate.'],
});

export const usedTokens = gauge('sglang:num_used_tokens', sglangScheduler, {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens whose KV is held.',
});

export const tokenUsage = gauge('sglang:token_usage', sglangScheduler, {
  ...family,
  unit: 'ratio',
  meaning: 'Share of the KV pool in use.',
  traps: ['From 0 to 1.'],
});

export const fullTokenUsage = gauge('sglang:full_token_usage', sglangScheduler, {
  ...family,
  unit: 'ratio',
  meaning: 'Share of the pool of full attention layers in use.',
});

export const swaTokenUsage = gauge('sglang:swa_token_usage', sglangScheduler, {
  ...family,
  unit: 'ratio',
  meaning: 'Share of the pool of sliding-window layers in use.',
});

export const mambaUsage = gauge('sglang:mamba_usage', sglangScheduler, {
  ...family,
  unit: 'ratio',
  meaning: 'Share of the pool of state-space layers in use.',
});

export const pendingPreallocTokenUsage = gauge('sglang:pending_prealloc_token_usage', sglangScheduler, {
  ...family,
  unit: 'ratio',
  meaning: 'Share of the pool that waiting requests will need.',
  flag: 'Disaggregated serving',
});

export const maxTotalTokens = gauge('sglang:max_total_num_tokens', sglangScheduler, {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens that the KV pool can hold.',
});

export const kvUsedTokens = gauge('sglang:kv_used_tokens', sglangScheduler, {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens of the pool held by requests.',
});

export const kvEvictableTokens = gauge('sglang:kv_evictable_tokens', sglangScheduler, {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens of the pool that are cached and may be evicted.',
});

export const kvAvailableTokens = gauge('sglang:kv_available_tokens', sglangScheduler, {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens of the pool that are free.',
});

export const pages = gauge('sglang:num_pages', sglangScheduler, {
  ...family,
  unit: 'count',
  meaning: 'Pages of the KV pool.',
});

export const pageSize = gauge('sglang:page_size', sglangScheduler, {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens in a page.',
});

export const streamingSessionHeldTokens = gauge('sglang:streaming_session_held_tokens', sglangScheduler, {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens held for streaming sessions.',
  flag: 'Streaming sessions',
});
