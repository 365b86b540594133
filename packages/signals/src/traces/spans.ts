/** The spans of a Dynamo request (captures/FINDINGS.md 7, dynamo-facts.md e.2). */
import type { SpanAttributeName } from './span-attributes.ts';

export type SpanKind = 'internal' | 'client' | 'server';

export interface Span {
  /** Where it is made. The service name itself is a setting (OTEL_SERVICE_NAME). */
  readonly process: 'frontend' | 'worker';
  readonly kind: SpanKind;
  /** Our own sentence: what its duration is. */
  readonly meaning: string;
  /** Spans that it is a child of. Empty for a root, which may be the child of a span of the caller. */
  readonly parents: readonly string[];
  /** Attributes of its own, beside `commonAttributes`. Not all are on every span. */
  readonly attributes: readonly SpanAttributeName[];
  /** Whether it is in the captures of Dynamo 1.6.1. */
  readonly seen: boolean;
  readonly traps?: readonly string[];
}

const identity = ['request_id', 'x_request_id', 'trace_id', 'parent_id', 'trace_flags', 'tracestate'] as const;
const attempt = [
  'request_id',
  'worker_id',
  'request.attempt',
  'request.outcome',
  'migration.is_retry',
  'migration.tokens_completed',
  'migration.reason',
  'migration.from_worker_id',
  'error.type',
  'cancellation.signal',
] as const;
const handler = { process: 'frontend', kind: 'internal', parents: ['http-request'], attributes: [] } as const;
const selection = {
  process: 'frontend',
  kind: 'internal',
  parents: ['kv_router.select_worker'],
  attributes: [],
  seen: true,
} as const;
const routeParents = ['http-request', 'completions_single', 'completions_batch'] as const;

/** Every span, by name. */
export const spans = {
  'http-request': {
    process: 'frontend',
    kind: 'internal',
    meaning: 'Time from the frontend taking the request to the end of the answer stream.',
    parents: [],
    attributes: [
      ...identity,
      'method',
      'uri',
      'version',
      'model',
      'input_tokens',
      'output_tokens',
      'image_count',
      'video_count',
      'audio_count',
      'ttft_ms',
      'avg_itl_ms',
      'prefill_worker_id',
      'decode_worker_id',
      'request.outcome',
    ],
    seen: true,
    traps: [
      'Its status is error after a migration that succeeded and unset after a cancellation: judge by request.outcome.',
      'On /v1/completions it has no model, tokens or ttft_ms.',
      'At debug level /metrics and /v1/models have it too, with target="system_span".',
    ],
  },
  completions: { ...handler, meaning: 'Handling of one /v1/completions request.', seen: true },
  completions_single: {
    ...handler,
    parents: ['completions'],
    meaning: 'Handling of its only prompt; the log line of the request is its span event.',
    seen: true,
  },
  completions_batch: { ...handler, parents: ['completions'], meaning: 'Handling of several prompts.', seen: false },
  embeddings: { ...handler, meaning: 'Handling of one /v1/embeddings request.', seen: true },
  classify: { ...handler, meaning: 'Handling of one classify request.', seen: false },
  pooling: { ...handler, meaning: 'Handling of one pooling request.', seen: false },
  'routed_engine.generate': {
    ...handler,
    meaning: 'Handing a request to the routed engine.',
    attributes: ['request_id'],
    seen: false,
  },
  'kv_router.select_worker': {
    process: 'frontend',
    kind: 'internal',
    meaning: 'Time to choose a worker, the wait in the router queue included.',
    parents: routeParents,
    attributes: [],
    seen: true,
  },
  'kv_router.compute_block_hashes': { ...selection, meaning: 'Time to hash the blocks of the prompt.' },
  'kv_router.compute_seq_hashes': { ...selection, meaning: 'Time to hash the sequence of the prompt.' },
  'kv_router.find_matches': { ...selection, meaning: 'Time to look the prompt up in the index of cached blocks.' },
  'kv_router.schedule': { ...selection, meaning: 'Time to choose among the workers: the wait in the router queue.' },
  'kv_router.shared_cache_check': { ...selection, meaning: 'Time to ask the shared cache.', seen: false },
  'kv_router.select_without_admission': { ...selection, meaning: 'Choosing a worker past the queue.', seen: false },
  'kv_router.route_request': {
    process: 'frontend',
    kind: 'client',
    meaning: 'One attempt at the request on one worker, from sending to the end of its answer.',
    parents: routeParents,
    attributes: [...attempt, 'dp_rank', 'overlap_blocks', 'phase'],
    seen: true,
    traps: ['Two of them in disaggregated serving, which overlap; one more for each migration.'],
  },
  'router.route_request': {
    process: 'frontend',
    kind: 'client',
    meaning: 'The same where KV routing is off.',
    parents: routeParents,
    attributes: [...attempt, 'router_mode'],
    seen: true,
  },
  'router.route_request_bidirectional': {
    process: 'frontend',
    kind: 'client',
    meaning: 'The same for requests that send while they receive.',
    parents: routeParents,
    attributes: [...attempt, 'router_mode'],
    seen: false,
  },
  handle_payload: {
    process: 'worker',
    kind: 'server',
    meaning: 'Time from the worker taking the request to the end of its answer.',
    parents: ['kv_router.route_request', 'router.route_request', 'router.route_request_bidirectional'],
    attributes: [...identity, 'namespace', 'component', 'endpoint', 'instance_id'],
    seen: true,
    traps: [
      'Roots with endpoint worker_kv_query_source_… are internal: keep endpoint="generate".',
      'That of a killed worker never arrives.',
    ],
  },
  'engine.generate': {
    process: 'worker',
    kind: 'internal',
    meaning: 'Time in the engine.',
    parents: ['handle_payload'],
    attributes: [
      'model',
      'input_tokens',
      'output_tokens',
      'ttft_ms',
      'avg_itl_ms',
      'disagg_role',
      'migration_trace_id',
      'migration_span_id',
      'finish_reason',
      'cancelled',
      'error_kind',
      'itl_p50_ms',
      'itl_p99_ms',
      'itl_max_ms',
    ],
    seen: false,
    traps: ['Only workers on the unified backend have it, the mocker does not.'],
  },
} as const satisfies { readonly [name: string]: Span };

export type SpanName = keyof typeof spans;
