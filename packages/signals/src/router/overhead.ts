/** What routing itself costs (dynamo-facts.md a.7). In milliseconds, on the frontend, without a model label. */
import { counter, histogram } from '../metric.ts';

const family = { process: 'frontend', group: 'router-overhead', note: 'seen 1.6.1', flag: '--router-mode kv' } as const;

export const overheadBlockHashing = histogram('dynamo_router_overhead_block_hashing_ms', ['router_id'], {
  ...family,
  unit: 'milliseconds',
  meaning: 'Time to hash the blocks of one prompt.',
});

export const overheadSeqHashing = histogram('dynamo_router_overhead_seq_hashing_ms', ['router_id'], {
  ...family,
  unit: 'milliseconds',
  meaning: 'Time to hash the sequence of one prompt.',
});

export const overheadIndexerFindMatches = histogram('dynamo_router_overhead_indexer_find_matches_ms', ['router_id'], {
  ...family,
  unit: 'milliseconds',
  meaning: 'Time to look one prompt up in the index of cached blocks.',
});

export const overheadScheduling = histogram('dynamo_router_overhead_scheduling_ms', ['router_id'], {
  ...family,
  unit: 'milliseconds',
  meaning: 'Time to choose a worker for one request.',
  traps: ['Includes the wait in the router queue: not a cost of computing.'],
  note: 'seen 1.6.1; includes waiting in the router queue',
});

export const overheadTotal = histogram('dynamo_router_overhead_total_ms', ['router_id'], {
  ...family,
  unit: 'milliseconds',
  meaning: 'Time that routing added to one request.',
  traps: ['Includes the wait in the router queue: not a cost of computing.', 'Stays 0 in other router modes.'],
  note: 'seen 1.6.1; includes waiting in the router queue; not pure CPU cost',
});

export const overheadSharedCacheQuery = histogram('dynamo_router_overhead_shared_cache_query_ms', ['router_id'], {
  ...family,
  unit: 'milliseconds',
  meaning: 'Time to ask the shared cache for one prompt.',
  flag: 'Shared cache (Mooncake)',
});

export const sharedCacheErrors = counter('dynamo_router_shared_cache_errors_total', ['router_id'], {
  ...family,
  unit: 'count',
  meaning: 'Questions to the shared cache that failed.',
  flag: 'Shared cache (Mooncake)',
});
