/** The caches of a vLLM engine (dynamo-facts.md a.18). */
import { bridged, vllmEngine } from '../../label-sets.ts';
import { counter, gauge } from '../../metric.ts';

const family = { process: 'worker', group: 'vllm' } as const;

export const kvCacheUsage = gauge('vllm:kv_cache_usage_perc', vllmEngine, {
  ...family,
  unit: 'ratio',
  group: 'mocker-native',
  meaning: 'Share of the KV blocks in use.',
  appears: 'first-event',
  traps: ['From 0 to 1, although it is named perc.', 'The mocker gives it only the labels model_name and engine.'],
  note: 'seen 1.6.1',
});

export const gpuCacheUsage = gauge('vllm:gpu_cache_usage_perc', vllmEngine, {
  ...family,
  unit: 'ratio',
  group: 'mocker-native',
  meaning: 'The old name of kv_cache_usage_perc, kept by the mocker.',
  appears: 'first-event',
  deprecated: 'vllm:kv_cache_usage_perc',
  traps: ['From 0 to 1, although it is named perc.', 'Current vLLM no longer has it.'],
  note: 'seen 1.6.1',
});

export const prefixCacheQueries = counter('vllm:prefix_cache_queries_total', vllmEngine, {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens looked up in the prefix cache.',
});

export const prefixCacheHits = counter('vllm:prefix_cache_hits_total', vllmEngine, {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens found in the prefix cache.',
});

export const externalPrefixCacheQueries = counter('vllm:external_prefix_cache_queries_total', vllmEngine, {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens looked up in an external cache (a KV connector).',
  flag: 'A KV connector',
});

export const externalPrefixCacheHits = counter('vllm:external_prefix_cache_hits_total', vllmEngine, {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens found in an external cache (a KV connector).',
  flag: 'A KV connector',
});

export const multimodalCacheQueries = counter('vllm:mm_cache_queries_total', vllmEngine, {
  ...family,
  unit: 'count',
  meaning: 'Items looked up in the cache of multimodal inputs.',
});

export const multimodalCacheHits = counter('vllm:mm_cache_hits_total', vllmEngine, {
  ...family,
  unit: 'count',
  meaning: 'Items found in the cache of multimodal inputs.',
});

export const cacheConfig = gauge(
  'vllm:cache_config_info',
  [
    ...bridged,
    'engine',
    'block_size',
    'num_gpu_blocks',
    'cache_dtype',
    'gpu_memory_utilization',
    'enable_prefix_caching',
    'model',
  ],
  { ...family, unit: 'bool', meaning: 'Always 1; its labels tell how the cache is configured.' }
);
