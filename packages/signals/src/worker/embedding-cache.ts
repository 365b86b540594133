/** The cache of image embeddings in multimodal workers (dynamo-facts.md a.10). */
import { endpointOfWorker } from '../label-sets.ts';
import { counter, gauge } from '../metric.ts';

const family = {
  process: 'worker',
  group: 'worker-embedding-cache',
  note: 'not seen 1.6.1 (multimodal workers only)',
  flag: 'Multimodal workers only',
  since: '1.1',
} as const;

export const embeddingCacheHits = counter(
  'dynamo_component_embedding_cache_hits_total',
  [...endpointOfWorker, 'dp_rank'],
  { ...family, unit: 'count', meaning: 'Embeddings found in the cache.' }
);

export const embeddingCacheMisses = counter(
  'dynamo_component_embedding_cache_misses_total',
  [...endpointOfWorker, 'dp_rank'],
  { ...family, unit: 'count', meaning: 'Embeddings that had to be computed.' }
);

export const embeddingCacheEvictions = counter(
  'dynamo_component_embedding_cache_evictions_total',
  [...endpointOfWorker, 'dp_rank'],
  { ...family, unit: 'count', meaning: 'Embeddings dropped to make room.' }
);

export const embeddingCacheUtilization = gauge(
  'dynamo_component_embedding_cache_utilization',
  [...endpointOfWorker, 'dp_rank'],
  { ...family, unit: 'ratio', meaning: 'Share of the cache in use.' }
);

export const embeddingCacheBytes = gauge(
  'dynamo_component_embedding_cache_current_bytes',
  [...endpointOfWorker, 'dp_rank'],
  { ...family, unit: 'bytes', meaning: 'Bytes that the cache holds.' }
);

export const embeddingCacheEntries = gauge(
  'dynamo_component_embedding_cache_entries',
  [...endpointOfWorker, 'dp_rank'],
  { ...family, unit: 'count', meaning: 'Embeddings that the cache holds.' }
);
