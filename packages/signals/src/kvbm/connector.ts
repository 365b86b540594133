/** KV blocks that move between GPU, host, disk and object store (dynamo-facts.md a.12). No labels: only job, instance and pod tell deployments apart. */
import { counter, gauge } from '../metric.ts';

const family = {
  process: 'kvbm',
  group: 'kvbm',
  note: 'not seen 1.6.1 (needs KVBM)',
  flag: 'DYN_KVBM_METRICS=true',
} as const;
const noTotalSuffix = 'A counter without the suffix _total.';
const neverIncremented = 'Never incremented in the source that was read.';

export const offloadDeviceToHost = counter('kvbm_offload_blocks_d2h', [], {
  ...family,
  unit: 'blocks',
  meaning: 'Blocks moved from the GPU to host memory (G1 to G2).',
  traps: [noTotalSuffix],
});

export const offloadHostToDisk = counter('kvbm_offload_blocks_h2d', [], {
  ...family,
  unit: 'blocks',
  meaning: 'Blocks moved from host memory to disk (G2 to G3).',
  traps: ['Here h2d is host to disk; in onboard_blocks_h2d it is host to device.', noTotalSuffix],
});

export const offloadDeviceToDisk = counter('kvbm_offload_blocks_d2d', [], {
  ...family,
  unit: 'blocks',
  meaning: 'Blocks moved from the GPU to disk, past host memory (G1 to G3).',
  traps: ['d2d is device to disk.', noTotalSuffix],
});

export const offloadDeviceToObject = counter('kvbm_offload_blocks_d2o', [], {
  ...family,
  unit: 'blocks',
  meaning: 'Blocks moved to the object store (G4).',
  traps: [neverIncremented, noTotalSuffix],
});

export const onboardHostToDevice = counter('kvbm_onboard_blocks_h2d', [], {
  ...family,
  unit: 'blocks',
  meaning: 'Blocks brought back from host memory to the GPU (G2 to G1).',
  traps: ['Here h2d is host to device; in offload_blocks_h2d it is host to disk.', noTotalSuffix],
});

export const onboardDiskToDevice = counter('kvbm_onboard_blocks_d2d', [], {
  ...family,
  unit: 'blocks',
  meaning: 'Blocks brought back from disk to the GPU (G3 to G1).',
  traps: ['d2d is disk to device here.', noTotalSuffix],
});

export const onboardObjectToDevice = counter('kvbm_onboard_blocks_o2d', [], {
  ...family,
  unit: 'blocks',
  meaning: 'Blocks brought back from the object store to the GPU.',
  traps: [neverIncremented, noTotalSuffix],
});

export const objectReadFailures = counter('kvbm_object_read_failures', [], {
  ...family,
  unit: 'blocks',
  meaning: 'Blocks that could not be read from the object store.',
  traps: [neverIncremented, noTotalSuffix],
});

export const objectWriteFailures = counter('kvbm_object_write_failures', [], {
  ...family,
  unit: 'blocks',
  meaning: 'Blocks that could not be written to the object store.',
  traps: [neverIncremented, noTotalSuffix],
});

export const matchedTokens = counter('kvbm_matched_tokens', [], {
  ...family,
  unit: 'tokens',
  meaning: 'Prefix tokens that the block manager found in its tiers.',
  traps: [noTotalSuffix],
});

export const hostCacheHitRate = gauge('kvbm_host_cache_hit_rate', [], {
  ...family,
  unit: 'ratio',
  meaning: 'Share of lookups that host memory answered, over the last 1000 requests.',
  traps: ['A sliding window over requests (DYN_KVBM_CACHE_STATS_MAX_REQUESTS), not over time.'],
});

export const diskCacheHitRate = gauge('kvbm_disk_cache_hit_rate', [], {
  ...family,
  unit: 'ratio',
  meaning: 'Share of lookups that disk answered, over the last 1000 requests.',
  traps: ['A sliding window over requests (DYN_KVBM_CACHE_STATS_MAX_REQUESTS), not over time.'],
});

export const objectCacheHitRate = gauge('kvbm_object_cache_hit_rate', [], {
  ...family,
  unit: 'ratio',
  meaning: 'Share of lookups that the object store answered.',
  traps: ['Fixed at 0 in the source that was read.'],
});
