/**
 * What the attributes of Dynamo spans are called and what type they truly have (captures/FINDINGS.md 7, dynamo-facts.md e.2).
 * Every number of a request is text: TraceQL compares it as text, so `span.output_tokens > 100` matches nothing.
 */

/** As exported: `text` is an OTLP string, `int` an integer, `bool` a boolean. */
export type AttributeType = 'text' | 'int' | 'bool';

export interface SpanAttribute {
  readonly type: AttributeType;
  /** Our own sentence: what a value is. */
  readonly meaning: string;
  /** All values there are, where they are few. */
  readonly values?: readonly string[];
  readonly traps?: readonly string[];
}

const numberAsText = 'A number written as text, and TraceQL compares it as text.';
const firstWorker =
  'After a migration it still names the first worker, which may be dead; read the route_request spans.';

/** Of every span: where in the program it was made, and how long it was busy. */
export const commonAttributes = {
  target: { type: 'text', meaning: 'Module that made the span; request_span for those of a request.' },
  busy_ns: { type: 'int', meaning: 'Nanoseconds in which the span ran.' },
  idle_ns: { type: 'int', meaning: 'Nanoseconds in which the span waited.' },
  'code.file.path': { type: 'text', meaning: 'Source file.' },
  'code.module.name': { type: 'text', meaning: 'Rust module.' },
  'code.line.number': { type: 'int', meaning: 'Line in the source file.' },
  'thread.id': { type: 'int', meaning: 'Thread that began the span.' },
  'thread.name': { type: 'text', meaning: 'Name of that thread.' },
} as const satisfies { readonly [name: string]: SpanAttribute };

/** Who asked, and in which trace. */
const identityAttributes = {
  request_id: { type: 'text', meaning: 'Id of the request inside Dynamo (UUID), the same on frontend and worker.' },
  x_request_id: { type: 'text', meaning: 'The x-request-id header of the client, if it sent one.' },
  trace_id: { type: 'text', meaning: 'Trace that the caller began; only when a context came in.' },
  parent_id: { type: 'text', meaning: 'Span of the caller; only when a context came in.' },
  trace_flags: { type: 'text', meaning: 'Sampling flag of the caller; only when a context came in.' },
  tracestate: { type: 'text', meaning: 'The tracestate header of the caller.' },
} as const satisfies { readonly [name: string]: SpanAttribute };

/** What was asked for and what came of it. */
const requestAttributes = {
  method: { type: 'text', meaning: 'HTTP method.' },
  uri: { type: 'text', meaning: 'Path of the request.' },
  version: { type: 'text', meaning: 'HTTP version.' },
  model: { type: 'text', meaning: 'Model that was asked for; unknown_model if it is not registered.' },
  input_tokens: { type: 'text', meaning: 'Prompt tokens.', traps: [numberAsText] },
  output_tokens: { type: 'text', meaning: 'Generated tokens.', traps: [numberAsText] },
  image_count: { type: 'text', meaning: 'Images in the request.', traps: [numberAsText] },
  video_count: { type: 'text', meaning: 'Videos in the request.', traps: [numberAsText] },
  audio_count: { type: 'text', meaning: 'Audio parts in the request.', traps: [numberAsText] },
  ttft_ms: { type: 'text', meaning: 'Time to first token in milliseconds, two decimals.', traps: [numberAsText] },
  avg_itl_ms: { type: 'text', meaning: 'Mean inter-token latency in milliseconds.', traps: [numberAsText] },
  prefill_worker_id: { type: 'text', meaning: 'Worker that prefilled, decimal.', traps: [firstWorker] },
  decode_worker_id: { type: 'text', meaning: 'Worker that decoded, decimal.', traps: [firstWorker] },
  'request.outcome': {
    type: 'text',
    meaning: 'How the request, or this attempt at it, ended. Judge by it, not by the status of the span.',
    values: ['success', 'error', 'cancelled', 'worker_disconnected', 'connection_failed'],
    traps: ['The status of the span is also error after a migration that succeeded.'],
  },
} as const satisfies { readonly [name: string]: SpanAttribute };

/** Where the router sent it, and how often. */
const routingAttributes = {
  worker_id: { type: 'text', meaning: 'Worker that was chosen, decimal.', traps: [numberAsText] },
  dp_rank: { type: 'text', meaning: 'Data-parallel rank that was chosen.', traps: [numberAsText] },
  overlap_blocks: { type: 'text', meaning: 'Blocks that the worker was believed to hold.', traps: [numberAsText] },
  phase: { type: 'text', meaning: 'Part of the request.', values: ['Aggregated', 'Prefill', 'Decode'] },
  router_mode: { type: 'text', meaning: 'How workers are chosen where KV routing is off, such as RoundRobin.' },
  'request.attempt': { type: 'text', meaning: 'Which attempt, from 0.', traps: [numberAsText] },
  'migration.is_retry': { type: 'bool', meaning: 'Whether this attempt follows a migration.' },
  'migration.tokens_completed': {
    type: 'text',
    meaning: 'Tokens that earlier attempts had made.',
    traps: [numberAsText],
  },
  'migration.reason': { type: 'text', meaning: 'Why it migrated.', values: ['disconnected', 'cannot_connect'] },
  'migration.from_worker_id': { type: 'text', meaning: 'Worker that it left, decimal.' },
  'error.type': { type: 'text', meaning: 'Why the attempt failed.', values: ['disconnected', 'cannot_connect'] },
  'cancellation.signal': {
    type: 'text',
    meaning: 'How the attempt was cancelled.',
    values: ['stream_drop', 'stop', 'kill', 'context'],
  },
} as const satisfies { readonly [name: string]: SpanAttribute };

/** Which worker it is. */
const workerAttributes = {
  namespace: { type: 'text', meaning: 'Dynamo namespace, raw: my-ns.' },
  component: { type: 'text', meaning: 'Component: backend, prefill, router …; backend also decodes.' },
  endpoint: { type: 'text', meaning: 'Endpoint of the component; generate for requests of users.' },
  instance_id: { type: 'text', meaning: 'Worker, decimal.', traps: [numberAsText] },
} as const satisfies { readonly [name: string]: SpanAttribute };

/** Of the engine itself, in workers on the unified backend (dynamo-facts.md e.2; not in the captures). */
const engineAttributes = {
  disagg_role: { type: 'text', meaning: 'Part that the worker plays.', values: ['agg', 'prefill', 'decode'] },
  migration_trace_id: { type: 'text', meaning: 'Trace of the attempt before a migration.' },
  migration_span_id: { type: 'text', meaning: 'Span of the attempt before a migration.' },
  finish_reason: { type: 'text', meaning: 'Why the answer ended.' },
  cancelled: { type: 'text', meaning: 'Whether the request was cancelled.' },
  error_kind: { type: 'text', meaning: 'Kind of the error.' },
  itl_p50_ms: { type: 'text', meaning: 'Median inter-token latency of the request.', traps: [numberAsText] },
  itl_p99_ms: { type: 'text', meaning: '99th percentile of its inter-token latency.', traps: [numberAsText] },
  itl_max_ms: { type: 'text', meaning: 'Longest pause between two of its tokens.', traps: [numberAsText] },
} as const satisfies { readonly [name: string]: SpanAttribute };

/** Every span attribute, by name. */
export const spanAttributes = {
  ...commonAttributes,
  ...identityAttributes,
  ...requestAttributes,
  ...routingAttributes,
  ...workerAttributes,
  ...engineAttributes,
} as const satisfies { readonly [name: string]: SpanAttribute };

export type SpanAttributeName = keyof typeof spanAttributes;
