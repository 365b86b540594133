/** Block pools of the second-generation block manager (dynamo-facts.md a.13). Only where an engine registers them. */
import { counter, gauge } from '../metric.ts';

const pool = ['pool', 'instance_id', 'worker_id'] as const;

const family = {
  process: 'kvbm',
  group: 'kvbm-v2',
  note: 'not seen 1.6.1 (needs KVBM)',
  appears: 'first-event',
  flag: 'An engine on KVBM v2',
} as const;

export const allocations = counter('kvbm_allocations_total', pool, {
  ...family,
  unit: 'blocks',
  meaning: 'Blocks handed out.',
});

export const allocationsFromReset = counter('kvbm_allocations_from_reset_total', pool, {
  ...family,
  unit: 'blocks',
  meaning: 'Blocks handed out that had been empty.',
});

export const evictions = counter('kvbm_evictions_total', pool, {
  ...family,
  unit: 'blocks',
  meaning: 'Blocks whose content was dropped to make room.',
});

export const registrations = counter('kvbm_registrations_total', pool, {
  ...family,
  unit: 'blocks',
  meaning: 'Blocks registered under their hash.',
});

export const duplicateBlocks = counter('kvbm_duplicate_blocks_total', pool, {
  ...family,
  unit: 'blocks',
  meaning: 'Blocks with content that another block already had.',
});

export const registrationDedups = counter('kvbm_registration_dedup_total', pool, {
  ...family,
  unit: 'blocks',
  meaning: 'Registrations answered by a block that existed.',
});

export const stagings = counter('kvbm_stagings_total', pool, {
  ...family,
  unit: 'blocks',
  meaning: 'Blocks completed and made ready to register.',
});

export const matchHashesRequested = counter('kvbm_match_hashes_requested_total', pool, {
  ...family,
  unit: 'blocks',
  meaning: 'Hashes looked for by prefix matching.',
});

export const matchBlocksReturned = counter('kvbm_match_blocks_returned_total', pool, {
  ...family,
  unit: 'blocks',
  meaning: 'Blocks found by prefix matching.',
  traps: ['Divide by match_hashes_requested_total for the hit rate of the pool.'],
});

export const scanHashesRequested = counter('kvbm_scan_hashes_requested_total', pool, {
  ...family,
  unit: 'blocks',
  meaning: 'Hashes looked for by scanning.',
});

export const scanBlocksReturned = counter('kvbm_scan_blocks_returned_total', pool, {
  ...family,
  unit: 'blocks',
  meaning: 'Blocks found by scanning.',
});

export const eagerPrimaryToInactive = counter('kvbm_eager_primary_to_inactive_total', pool, {
  ...family,
  unit: 'blocks',
  meaning: 'Primary blocks put into the inactive pool early.',
});

export const allocateAtomicRollbacks = counter('kvbm_allocate_atomic_rollback_total', pool, {
  ...family,
  unit: 'blocks',
  meaning: 'Allocations of several blocks undone because not all could be had.',
});

export const releasePrimaryNoops = counter('kvbm_release_primary_noop_total', pool, {
  ...family,
  unit: 'blocks',
  meaning: 'Releases of a primary block that changed nothing.',
});

export const releaseDuplicateNoops = counter('kvbm_release_duplicate_noop_total', pool, {
  ...family,
  unit: 'blocks',
  meaning: 'Releases of a duplicate block that changed nothing.',
});

export const inflightMutable = gauge('kvbm_inflight_mutable', pool, {
  ...family,
  unit: 'blocks',
  meaning: 'Blocks being written.',
});

export const inflightImmutable = gauge('kvbm_inflight_immutable', pool, {
  ...family,
  unit: 'blocks',
  meaning: 'Complete blocks held by requests.',
});

export const resetPoolSize = gauge('kvbm_reset_pool_size', pool, {
  ...family,
  unit: 'blocks',
  meaning: 'Empty blocks.',
});

export const inactivePoolSize = gauge('kvbm_inactive_pool_size', pool, {
  ...family,
  unit: 'blocks',
  meaning: 'Blocks with content that no request holds: cached, and free to be evicted.',
});
