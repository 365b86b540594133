/** What one router process has routed (dynamo-facts.md a.8). One set of series a process: its labels name the first component it served. */
import { routerProcess, routerRequest } from '../label-sets.ts';
import { counter, gauge, histogram } from '../metric.ts';

const family = { process: ['frontend', 'router'], group: 'router' } as const;

export const requestsStarted = counter('dynamo_component_router_requests_started_total', routerRequest, {
  ...family,
  unit: 'requests',
  meaning: 'Requests that the scheduler of the router admitted.',
  traps: ['Disaggregated requests count twice (prefill and decode), migrated ones once for each attempt.'],
  note: 'seen 1.6.1; as requests_total',
});

export const requests = counter('dynamo_component_router_requests_total', routerRequest, {
  ...family,
  unit: 'requests',
  meaning: 'Requests that the router saw through to their end.',
  traps: [
    'Disaggregated requests count twice (prefill and decode), migrated ones once for each attempt.',
    'dynamo_namespace and dynamo_component name the first component of the process, whatever the request.',
    'worker_id is the router process, in hex.',
  ],
  note: 'seen 1.6.1; also counts in round-robin mode; twice per request in disagg (prefill + decode) and once per migration attempt',
});

export const timeToFirstToken = histogram('dynamo_component_router_time_to_first_token_seconds', routerRequest, {
  ...family,
  unit: 'seconds',
  meaning: 'Time to first token as the router sees it.',
  note: 'seen 1.6.1',
});

export const interTokenLatency = histogram('dynamo_component_router_inter_token_latency_seconds', routerRequest, {
  ...family,
  unit: 'seconds',
  meaning: 'Running average of the inter-token latency of a request.',
  traps: [
    'Stays empty in KV mode and on the standalone router; in round-robin mode once a request.',
    'An average of averages, not a latency of tokens.',
  ],
  note: 'seen 1.6.1; count stays 0 in KV mode and on the standalone router; observed once per request in round-robin',
});

export const kvTransferEstimatedLatency = histogram(
  'dynamo_component_router_kv_transfer_estimated_latency_seconds',
  routerRequest,
  {
    ...family,
    unit: 'seconds',
    meaning: 'Upper bound of the time to move the KV cache from prefill to decode.',
    flag: 'Disaggregated serving',
    traps: ['A bound, not a measurement.'],
    note: 'seen 1.6.1; with mocker observed as 0 only (disagg)',
  }
);

export const inputSequenceTokens = histogram(
  'dynamo_component_router_input_sequence_tokens',
  [...routerRequest, 'model', 'phase'],
  {
    ...family,
    unit: 'tokens',
    meaning: 'Prompt tokens of one routed request.',
    appears: 'first-event',
    traps: [
      'Disaggregated requests count in each phase; split by phase.',
      'The labels model and phase are new in 1.6.',
    ],
    note: 'seen 1.6.1; model and phase labels are new in 1.6; the other router_ families still lack them',
  }
);

export const outputSequenceTokens = histogram('dynamo_component_router_output_sequence_tokens', routerRequest, {
  ...family,
  unit: 'tokens',
  meaning: 'Generated tokens of one routed request.',
  note: 'seen 1.6.1',
});

export const workerRegistered = gauge(
  'dynamo_component_router_worker_registered',
  [...routerProcess, 'router_worker_id', 'dp_rank', 'worker_type'],
  {
    ...family,
    unit: 'bool',
    meaning: '1 for each worker and rank that the router knows.',
    since: '1.3',
    traps: ['router_worker_id (decimal) is the worker; worker_id (hex) is the router.'],
    note: 'seen 1.6.1; worker_id is the router process (hex); the worker is router_worker_id (decimal)',
  }
);

export const kvEventSourceMismatchWorkers = gauge(
  'dynamo_component_router_kv_event_source_mismatch_workers',
  [...routerProcess, 'model', 'worker_type', 'target_namespace', 'target_component', 'target_endpoint'],
  {
    ...family,
    unit: 'count',
    meaning: 'Workers that should publish KV events and offer nowhere to ask for them.',
    traps: ['target_namespace is raw (my-ns), dynamo_namespace is sanitised (my_ns).'],
    note: 'seen 1.6.1; target_namespace is raw (team-a) while dynamo_namespace is sanitised (team_a)',
  }
);

export const remoteIndexerQueryFailures = counter(
  'dynamo_component_router_remote_indexer_query_failures_total',
  routerRequest,
  {
    ...family,
    unit: 'count',
    meaning: 'Questions to the remote indexer that failed.',
    appears: 'first-event',
    flag: '--use-remote-indexer',
    note: 'not seen 1.6.1 (needs --use-remote-indexer)',
  }
);

export const remoteIndexerWriteFailures = counter(
  'dynamo_component_router_remote_indexer_write_failures_total',
  routerRequest,
  {
    ...family,
    unit: 'count',
    meaning: 'Writes to the remote indexer that failed.',
    appears: 'first-event',
    flag: '--use-remote-indexer',
    note: 'not seen 1.6.1 (needs --use-remote-indexer)',
  }
);
