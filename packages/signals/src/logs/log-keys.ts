/**
 * The keys of a Dynamo log line written as JSON (captures/FINDINGS.md 6, dynamo-facts.md d.2). A stream is mixed: Python
 * warnings and engine lines are plain text, so a reader must bear lines that are not JSON.
 */

/** As written: fields of the innermost span are always text, fields of the event keep their type. */
export type LogValueType = 'text' | 'int' | 'number' | 'bool' | 'bool or text' | 'int or text';

export interface LogKey {
  readonly type: LogValueType;
  /** Our own sentence: what a value is. */
  readonly meaning: string;
  /** `always`: on every line. `in-span`: on lines inside a span. `event`: written by the event itself. `span`: a field of the span. */
  readonly from: 'always' | 'rust' | 'python' | 'in-span' | 'event' | 'span';
  readonly traps?: readonly string[];
}

const beyondDouble = 'A JSON number above 2^53: JSON.parse loses its last digits.';
const numberAsText = 'A number written as text; unwrap it in LogQL.';

/** Of every line, and of lines inside a span. */
const lineKeys = {
  time: { type: 'text', from: 'always', meaning: 'When, RFC 3339 with microseconds.' },
  level: { type: 'text', from: 'always', meaning: 'ERROR, WARN, INFO, DEBUG or TRACE.' },
  target: { type: 'text', from: 'always', meaning: 'Rust module, or log for lines of Python.' },
  message: { type: 'text', from: 'always', meaning: 'What happened.' },
  file: { type: 'text', from: 'rust', meaning: 'Source file.' },
  line: { type: 'int', from: 'rust', meaning: 'Line in the source file.' },
  'log.target': { type: 'text', from: 'python', meaning: 'Python module and function.' },
  'log.file': { type: 'text', from: 'python', meaning: 'Python source file.' },
  'log.line': { type: 'int', from: 'python', meaning: 'Line in the Python source file.' },
  trace_id: { type: 'text', from: 'in-span', meaning: 'Trace, 32 hex digits, also where the trace is not sampled.' },
  span_id: { type: 'text', from: 'in-span', meaning: 'Span, 16 hex digits.' },
  parent_id: { type: 'text', from: 'in-span', meaning: 'Parent of the span, if it has one.' },
  span_name: { type: 'text', from: 'in-span', meaning: 'Name of the innermost span.' },
  request_id: { type: 'text', from: 'in-span', meaning: 'Id of the request inside Dynamo (UUID).' },
  x_request_id: { type: 'text', from: 'in-span', meaning: 'The x-request-id header of the client.' },
  tracestate: { type: 'text', from: 'in-span', meaning: 'The tracestate header of the caller.' },
} as const satisfies { readonly [name: string]: LogKey };

/** Fields of spans: what the line is about. */
const spanKeys = {
  method: { type: 'text', from: 'span', meaning: 'HTTP method.' },
  uri: { type: 'text', from: 'span', meaning: 'Path of the request.' },
  version: { type: 'text', from: 'span', meaning: 'HTTP version.' },
  trace_flags: { type: 'text', from: 'span', meaning: 'Sampling flag of the caller.' },
  input_tokens: { type: 'text', from: 'span', meaning: 'Prompt tokens.', traps: [numberAsText] },
  output_tokens: { type: 'text', from: 'span', meaning: 'Generated tokens.', traps: [numberAsText] },
  image_count: { type: 'text', from: 'span', meaning: 'Images in the request.', traps: [numberAsText] },
  video_count: { type: 'text', from: 'span', meaning: 'Videos in the request.', traps: [numberAsText] },
  audio_count: { type: 'text', from: 'span', meaning: 'Audio parts in the request.', traps: [numberAsText] },
  ttft_ms: { type: 'text', from: 'span', meaning: 'Time to first token in milliseconds.', traps: [numberAsText] },
  avg_itl_ms: {
    type: 'text',
    from: 'span',
    meaning: 'Mean inter-token latency in milliseconds.',
    traps: [numberAsText],
  },
  prefill_worker_id: {
    type: 'text',
    from: 'span',
    meaning: 'Worker that prefilled, decimal.',
    traps: ['After a migration it names the first worker.'],
  },
  decode_worker_id: {
    type: 'text',
    from: 'span',
    meaning: 'Worker that decoded, decimal.',
    traps: ['After a migration it names the first worker.'],
  },
  namespace: { type: 'text', from: 'span', meaning: 'Dynamo namespace, raw.', traps: ['namespace_extracted in Loki.'] },
  component: { type: 'text', from: 'span', meaning: 'Component of the worker.' },
  instance_id: { type: 'text', from: 'span', meaning: 'Worker, decimal.' },
  dp_rank: { type: 'int or text', from: 'span', meaning: 'Data-parallel rank.' },
  overlap_blocks: { type: 'text', from: 'span', meaning: 'Blocks that the worker was believed to hold.' },
  phase: { type: 'text', from: 'span', meaning: 'Aggregated, Prefill or Decode.' },
  router_mode: { type: 'text', from: 'span', meaning: 'How workers are chosen.' },
  'otel.kind': { type: 'text', from: 'span', meaning: 'Kind of the span: client or server.' },
  'otel.status_code': { type: 'text', from: 'span', meaning: 'Status of the span.' },
  'otel.status_description': { type: 'text', from: 'span', meaning: 'Why the status is error.' },
} as const satisfies { readonly [name: string]: LogKey };

/** Fields of events: what happened to the request. */
const eventKeys = {
  model: { type: 'text', from: 'event', meaning: 'Model of the request.' },
  endpoint: {
    type: 'text',
    from: 'event',
    meaning: 'API of the request on the frontend, endpoint of the component on a worker.',
  },
  request_type: { type: 'text', from: 'event', meaning: 'unary or stream.' },
  status: {
    type: 'text',
    from: 'event',
    meaning: 'success, error or cancelled; of "http response sent" the HTTP code.',
  },
  elapsed_ms: {
    type: 'text',
    from: 'event',
    meaning: 'Time from entry to the end in milliseconds.',
    traps: [numberAsText],
  },
  latency_ms: {
    type: 'text',
    from: 'event',
    meaning: 'Time to the headers of the answer in milliseconds.',
    traps: [numberAsText],
  },
  error_type: { type: 'text', from: 'event', meaning: 'Kind of the failure, as in dynamo_frontend_requests_total.' },
  error_detail: { type: 'text', from: 'event', meaning: 'The failure in a sentence.' },
  'error.type': { type: 'text', from: 'event', meaning: 'Why an attempt failed: disconnected or cannot_connect.' },
  'request.outcome': { type: 'text', from: 'event', meaning: 'How the request, or the attempt, ended.' },
  'request.attempt': { type: 'int or text', from: 'event', meaning: 'Which attempt, from 0.' },
  'migration.is_retry': { type: 'bool or text', from: 'event', meaning: 'Whether the attempt follows a migration.' },
  'migration.reason': { type: 'text', from: 'event', meaning: 'Why it migrated.' },
  'migration.from_worker_id': {
    type: 'int or text',
    from: 'event',
    meaning: 'Worker that it left.',
    traps: [beyondDouble],
  },
  'migration.tokens_completed': {
    type: 'int or text',
    from: 'event',
    meaning: 'Tokens that earlier attempts had made.',
  },
  'cancellation.signal': {
    type: 'text',
    from: 'event',
    meaning: 'How it was cancelled: stream_drop, stop, kill or context.',
  },
  'cancellation.source': { type: 'text', from: 'event', meaning: 'Who cancelled it.' },
  class: { type: 'text', from: 'event', meaning: 'Class of the failure, as in dynamo_frontend_failures_total.' },
  reason: { type: 'text', from: 'event', meaning: 'Reason of the failure, as in dynamo_frontend_failures_total.' },
  diagnostic: { type: 'text', from: 'event', meaning: 'The failure as the program saw it.' },
  worker_id: { type: 'int or text', from: 'event', meaning: 'Worker that was chosen.', traps: [beyondDouble] },
  worker_type: { type: 'text', from: 'event', meaning: 'prefill or decode; aggregated workers are decode.' },
  logit: { type: 'number', from: 'event', meaning: 'Cost by which the worker was chosen.' },
  host_pinned_blocks: { type: 'int', from: 'event', meaning: 'Blocks of the prompt in host memory of the worker.' },
  disk_blocks: { type: 'int', from: 'event', meaning: 'Blocks of the prompt on the disk of the worker.' },
  effective_cached_blocks: { type: 'number', from: 'event', meaning: 'Cached blocks, weighted by where they are.' },
  total_kv_blocks: { type: 'text', from: 'event', meaning: 'KV blocks of the worker, if it said how many.' },
  field: { type: 'text', from: 'event', meaning: 'Field that was written twice.' },
  existing: { type: 'int', from: 'event', meaning: 'Worker that the field names.', traps: [beyondDouble] },
  new: { type: 'int', from: 'event', meaning: 'Worker that it should name now.', traps: [beyondDouble] },
  wait_ms: { type: 'number', from: 'event', meaning: 'Time in the router queue in milliseconds.' },
  'time.busy_us': { type: 'int', from: 'event', meaning: 'Microseconds in which the span ran.' },
  'time.idle_us': { type: 'int', from: 'event', meaning: 'Microseconds in which the span waited.' },
  'time.duration_us': { type: 'int', from: 'event', meaning: 'Microseconds from the start of the span to its end.' },
} as const satisfies { readonly [name: string]: LogKey };

/** Every log key that matters to a request, by name. Start-up lines have many more. */
export const logKeys = { ...lineKeys, ...spanKeys, ...eventKeys } as const satisfies {
  readonly [name: string]: LogKey;
};

export type LogKeyName = keyof typeof logKeys;
