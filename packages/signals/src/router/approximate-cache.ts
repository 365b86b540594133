/** The router's own guess at what workers cache, used when they publish no KV events (captures/FINDINGS.md 3). */
import { routerProcess } from '../label-sets.ts';
import { counter, gauge, histogram } from '../metric.ts';

const family = {
  process: ['frontend', 'router'],
  group: 'router',
  note: 'seen 1.6.1; new vs 1.5.0 source',
  since: '1.6',
} as const;

export const approximateCacheConfiguredPolicy = gauge(
  'dynamo_component_router_approximate_cache_configured_policy',
  [...routerProcess, 'policy'],
  { ...family, unit: 'one-hot', meaning: '1 on the policy that was asked for: disabled, lru or ttl.' }
);

export const approximateCacheEffectivePolicy = gauge(
  'dynamo_component_router_approximate_cache_effective_policy',
  [...routerProcess, 'policy'],
  { ...family, unit: 'one-hot', meaning: '1 on the policy in force.' }
);

export const approximateLruEvictedBlocks = counter(
  'dynamo_component_router_approximate_lru_evicted_blocks_total',
  routerProcess,
  { ...family, unit: 'blocks', meaning: 'Blocks that the guess dropped as least recently used.' }
);

export const approximateLruEvictionBatches = counter(
  'dynamo_component_router_approximate_lru_eviction_batches_total',
  routerProcess,
  { ...family, unit: 'count', meaning: 'Batches in which it dropped them.' }
);

export const approximateLruFallbackActivations = counter(
  'dynamo_component_router_approximate_lru_fallback_activations_total',
  routerProcess,
  { ...family, unit: 'count', meaning: 'Times the router fell back from LRU to another policy.' }
);

export const approximateLruLeases = gauge('dynamo_component_router_approximate_lru_leases', routerProcess, {
  ...family,
  unit: 'count',
  meaning: 'Leases held on guessed blocks by requests in progress.',
});

export const approximateLruMessagesPerRequest = histogram(
  'dynamo_component_router_approximate_lru_messages_per_request',
  routerProcess,
  { ...family, unit: 'count', meaning: 'Messages that one request caused in the guess.' }
);

export const approximateLruMutationQueueDepth = gauge(
  'dynamo_component_router_approximate_lru_mutation_queue_depth',
  routerProcess,
  { ...family, unit: 'count', meaning: 'Changes of the guess that wait to be applied.' }
);

export const approximateLruMutationWait = histogram(
  'dynamo_component_router_approximate_lru_mutation_wait_seconds',
  routerProcess,
  { ...family, unit: 'seconds', meaning: 'Time that a change waited to be applied.' }
);

export const approximateLruOutputBatches = counter(
  'dynamo_component_router_approximate_lru_output_batches_total',
  routerProcess,
  { ...family, unit: 'count', meaning: 'Batches of generated blocks taken into the guess.' }
);
