/** What the engine wrapper of a worker reports of KV blocks, loading and leaving (dynamo-facts.md a.10). Real engines only. */
import { endpointOfWorker } from '../label-sets.ts';
import { gauge } from '../metric.ts';

const family = {
  process: 'worker',
  group: 'worker-engine',
  note: 'not seen 1.6.1 (real engine wrappers only)',
  flag: 'Real engines only',
} as const;

export const totalBlocks = gauge('dynamo_component_total_blocks', [...endpointOfWorker, 'dp_rank'], {
  ...family,
  unit: 'blocks',
  meaning: 'KV blocks that the GPU of the rank holds.',
});

export const gpuCacheUsage = gauge('dynamo_component_gpu_cache_usage_percent', [...endpointOfWorker, 'dp_rank'], {
  ...family,
  unit: 'ratio',
  meaning: 'Share of the KV blocks in use.',
  traps: ['From 0 to 1, although it is named percent.'],
});

export const kvCacheHitRate = gauge('dynamo_component_kv_cache_hit_rate', [...endpointOfWorker, 'dp_rank'], {
  ...family,
  unit: 'ratio',
  meaning: 'Share of prompt tokens found in the KV cache, as the engine reports it.',
  traps: ['A ratio made by the engine: averaging workers weighs idle ones like busy ones.'],
});

export const modelLoadTime = gauge('dynamo_component_model_load_time_seconds', endpointOfWorker, {
  ...family,
  unit: 'seconds',
  meaning: 'Time it took to load the model.',
});

export const cleanupTime = gauge('dynamo_component_cleanup_time_seconds', endpointOfWorker, {
  ...family,
  unit: 'seconds',
  meaning: 'Time it took to clean up at shutdown.',
  appears: 'first-event',
  traps: ['Set once, at shutdown: often never scraped.'],
});

export const drainTime = gauge('dynamo_component_drain_time_seconds', endpointOfWorker, {
  ...family,
  unit: 'seconds',
  meaning: 'Time it took to finish the open requests at shutdown.',
  appears: 'first-event',
  traps: ['Set once, at shutdown: often never scraped.'],
});
