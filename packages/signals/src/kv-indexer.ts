/** The index of cached blocks, inside a router or standing alone (dynamo-facts.md a.9). */
import { routerProcess } from './label-sets.ts';
import { counter, gauge, histogram } from './metric.ts';

const family = { process: 'kv-indexer', group: 'kv-indexer-standalone', note: 'seen 1.6.1' } as const;
const noTotalSuffix = 'A counter without the suffix _total.';

export const eventsApplied = counter(
  'dynamo_component_kv_cache_events_applied',
  [...routerProcess, 'event_type', 'status'],
  {
    ...family,
    unit: 'events',
    process: ['frontend', 'router'],
    group: 'kv-indexer',
    meaning: 'KV events applied to the index of the router, by event and result.',
    traps: [noTotalSuffix],
  }
);

export const eventWarnings = counter('dynamo_component_kv_cache_event_warnings', [...routerProcess, 'warning_kind'], {
  ...family,
  unit: 'events',
  process: ['frontend', 'router'],
  group: 'kv-indexer',
  meaning: 'KV events that were odd, such as a block stored twice.',
  traps: [noTotalSuffix],
});

export const ckfMutations = counter('dynamo_component_ckf_mutation_total', [...routerProcess, 'outcome'], {
  ...family,
  unit: 'events',
  process: ['frontend', 'router'],
  group: 'kv-indexer',
  meaning: 'Changes of the CKF index that went wrong, by outcome.',
  traps: ['Stays 0 in current versions.'],
});

export const standaloneEventsApplied = counter('dynamo_kvrouter_kv_cache_events_applied', ['event_type', 'status'], {
  ...family,
  unit: 'events',
  meaning: 'KV events applied to the standalone index, by event and result.',
  traps: [noTotalSuffix, 'Only the device tier.'],
});

export const standaloneEventWarnings = counter('dynamo_kvrouter_kv_cache_event_warnings', ['warning_kind'], {
  ...family,
  unit: 'events',
  meaning: 'KV events that were odd, on the standalone index.',
  traps: [noTotalSuffix],
});

export const standaloneCkfMutations = counter('dynamo_kvrouter_ckf_mutation_total', ['outcome'], {
  ...family,
  unit: 'events',
  meaning: 'Changes of the CKF index that went wrong, on the standalone index.',
});

export const requestDuration = histogram('dynamo_kvindexer_request_duration_seconds', ['endpoint'], {
  ...family,
  unit: 'seconds',
  meaning: 'Time of one HTTP request to the indexer.',
  appears: 'first-event',
  since: '1.1',
});

export const requests = counter('dynamo_kvindexer_requests_total', ['endpoint', 'method'], {
  ...family,
  unit: 'requests',
  meaning: 'HTTP requests to the indexer.',
  appears: 'first-event',
});

export const errors = counter('dynamo_kvindexer_errors_total', ['endpoint', 'status_class'], {
  ...family,
  unit: 'count',
  meaning: 'HTTP requests to the indexer that failed, by class of status.',
  appears: 'first-event',
});

export const models = gauge('dynamo_kvindexer_models', [], {
  ...family,
  unit: 'count',
  meaning: 'Models in the index.',
});

export const workers = gauge('dynamo_kvindexer_workers', [], {
  ...family,
  unit: 'count',
  meaning: 'Workers in the index.',
});

export const listeners = gauge('dynamo_kvindexer_listeners', ['status'], {
  ...family,
  unit: 'count',
  meaning: 'Listeners for KV events, by state.',
});
