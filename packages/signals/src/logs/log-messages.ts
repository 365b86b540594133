/** Log lines that a dashboard or an alert can rely on (captures/FINDINGS.md 6, dynamo-facts.md d.3). */
import type { LogKeyName } from './log-keys.ts';

export const logLevels = ['ERROR', 'WARN', 'INFO', 'DEBUG', 'TRACE'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface LogMessage {
  /** The text of the line, or how it starts. */
  readonly message: string;
  readonly match: 'whole' | 'prefix';
  readonly process: 'frontend' | 'worker' | 'kvbm';
  readonly levels: readonly LogLevel[];
  /** Rust module or span target that writes it, which tells frontend and worker apart. A prefix. */
  readonly target: string;
  /** Our own sentence: what it says. */
  readonly meaning: string;
  /** Keys of the event and its span, beside those of every line. Not all are on every line. */
  readonly keys: readonly LogKeyName[];
  readonly traps?: readonly string[];
}

const everySpan = [
  'trace_id',
  'span_id',
  'parent_id',
  'span_name',
  'request_id',
  'x_request_id',
  'tracestate',
] as const;
const httpSpan = ['method', 'uri', 'version', 'trace_flags'] as const;
const summary = [
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
] as const;
const workerSpan = ['namespace', 'component', 'endpoint', 'instance_id', 'trace_flags', 'otel.kind'] as const;
const routeSpan = [
  'worker_id',
  'dp_rank',
  'overlap_blocks',
  'phase',
  'router_mode',
  'request.attempt',
  'request.outcome',
  'migration.is_retry',
  'migration.tokens_completed',
  'migration.reason',
  'migration.from_worker_id',
  'otel.kind',
] as const;

/** Every line that is known, by a name of our own. */
export const logMessages = {
  requestReceived: {
    message: 'request received',
    match: 'whole',
    process: 'frontend',
    levels: ['INFO'],
    target: 'dynamo_llm',
    meaning: 'The frontend accepted a request.',
    keys: [...everySpan, ...httpSpan, 'model', 'endpoint', 'request_type'],
  },
  requestCompleted: {
    message: 'request completed',
    match: 'whole',
    process: 'frontend',
    levels: ['INFO', 'ERROR'],
    target: 'dynamo_llm',
    meaning: 'A request ended: the one line that has model, tokens, latency, worker, outcome and trace together.',
    keys: [
      ...everySpan,
      ...httpSpan,
      ...summary,
      'model',
      'endpoint',
      'request_type',
      'status',
      'elapsed_ms',
      'error_type',
      'error_detail',
    ],
    traps: [
      'A cancelled request is INFO, with status="cancelled".',
      'On /v1/completions and /v1/embeddings it has no tokens, ttft_ms or worker.',
      'Over OTLP it has the fields of the event only: no tokens, latency or worker.',
      'Workers write the same text: tell them apart by target or span_name.',
    ],
  },
  responseSent: {
    message: 'http response sent',
    match: 'whole',
    process: 'frontend',
    levels: ['INFO', 'ERROR'],
    target: 'dynamo_llm',
    meaning: 'The headers of an answer went out; the stream may still run.',
    keys: [...everySpan, ...httpSpan, ...summary, 'model', 'status', 'latency_ms'],
    traps: [
      'Every scrape of /metrics writes it too, without trace, method or uri: leave lines without request_id out.',
    ],
  },
  workerRequestReceived: {
    message: 'request received',
    match: 'whole',
    process: 'worker',
    levels: ['INFO'],
    target: 'dynamo_runtime',
    meaning: 'A worker took a request.',
    keys: [...everySpan, ...workerSpan],
    traps: ['Internal endpoints write it too: keep endpoint="generate".'],
  },
  workerRequestCompleted: {
    message: 'request completed',
    match: 'whole',
    process: 'worker',
    levels: ['INFO'],
    target: 'dynamo_runtime',
    meaning: 'A worker ended a request.',
    keys: [...everySpan, ...workerSpan],
    traps: ['Internal endpoints write it too: keep endpoint="generate".'],
  },
  cancellationReceived: {
    message: 'request cancellation received',
    match: 'whole',
    process: 'worker',
    levels: ['INFO'],
    target: 'request_span',
    meaning: 'A worker was told to stop a request.',
    keys: [...everySpan, ...workerSpan, 'cancellation.signal', 'cancellation.source'],
  },
  workerSelected: {
    message: 'Selected worker',
    match: 'whole',
    process: 'frontend',
    levels: ['INFO'],
    target: 'dynamo_kv_router',
    meaning: 'The router chose a worker.',
    keys: [
      'request_id',
      'worker_id',
      'worker_type',
      'dp_rank',
      'router_mode',
      'logit',
      'host_pinned_blocks',
      'disk_blocks',
      'effective_cached_blocks',
      'total_kv_blocks',
    ],
    traps: ['It has no trace id: join by request_id.', 'worker_id is a JSON number above 2^53.'],
  },
  routeCompleted: {
    message: 'route request completed',
    match: 'whole',
    process: 'frontend',
    levels: ['INFO'],
    target: 'request_span',
    meaning: 'An attempt at a request succeeded.',
    keys: [...everySpan, ...routeSpan],
  },
  routeCancelled: {
    message: 'route request cancelled',
    match: 'whole',
    process: 'frontend',
    levels: ['INFO'],
    target: 'request_span',
    meaning: 'An attempt at a request was cancelled.',
    keys: [...everySpan, ...routeSpan, 'cancellation.signal'],
  },
  routeFailed: {
    message: 'route request failed',
    match: 'whole',
    process: 'frontend',
    levels: ['WARN'],
    target: 'request_span',
    meaning: 'An attempt at a request failed.',
    keys: [...everySpan, ...routeSpan, 'error.type', 'otel.status_code', 'otel.status_description'],
  },
  migrationScheduled: {
    message: 'migration retry scheduled',
    match: 'whole',
    process: 'frontend',
    levels: ['INFO'],
    target: 'request_span',
    meaning: 'A request is tried again on another worker.',
    keys: [
      ...everySpan,
      ...httpSpan,
      'model',
      'request.attempt',
      'migration.is_retry',
      'migration.reason',
      'migration.from_worker_id',
      'migration.tokens_completed',
    ],
  },
  trackerConflict: {
    message: 'Conflicting request tracker write',
    match: 'whole',
    process: 'frontend',
    levels: ['ERROR'],
    target: 'dynamo_llm',
    meaning: 'After a migration the worker of a request could not be noted.',
    keys: [...everySpan, ...httpSpan, 'model', 'field', 'existing', 'new'],
    traps: ['ERROR although the request may well succeed; it also marks the span as failed.'],
  },
  requestFailure: {
    message: 'Semantic request failure',
    match: 'whole',
    process: 'frontend',
    levels: ['ERROR', 'DEBUG'],
    target: 'dynamo_llm',
    meaning: 'A request failed before its answer began.',
    keys: [...everySpan, ...httpSpan, ...summary, 'model', 'class', 'reason', 'diagnostic'],
  },
  streamingFailure: {
    message: 'Semantic streaming failure',
    match: 'whole',
    process: 'frontend',
    levels: ['ERROR', 'DEBUG'],
    target: 'dynamo_llm',
    meaning: 'A request failed in the middle of its answer.',
    keys: [...everySpan, ...httpSpan, ...summary, 'model', 'class', 'reason', 'diagnostic'],
  },
  overlapRefreshed: {
    message: 'refreshed overlap scores after long queue wait',
    match: 'whole',
    process: 'frontend',
    levels: ['INFO', 'DEBUG'],
    target: 'dynamo_',
    meaning: 'A request waited so long in the router queue that its cached blocks were looked up again.',
    keys: [...everySpan, 'wait_ms'],
  },
  workerAdded: {
    message: 'Adding worker ',
    match: 'prefix',
    process: 'frontend',
    levels: ['WARN'],
    target: 'dynamo_kv_router',
    meaning: 'The router learned of a worker.',
    keys: [],
    traps: ['WARN although all is well; the worker id is only in the text.'],
  },
  workerRemoved: {
    message: 'Removing worker ',
    match: 'prefix',
    process: 'frontend',
    levels: ['WARN'],
    target: 'dynamo_kv_router',
    meaning: 'The router forgot a worker.',
    keys: [],
    traps: ['The worker id is only in the text.'],
  },
  clientGone: {
    message: 'Connection closed unexpectedly; issuing cancellation',
    match: 'whole',
    process: 'frontend',
    levels: ['WARN'],
    target: 'dynamo_llm',
    meaning: 'A client went away before its answer began.',
    keys: [],
    traps: ['It has no trace id.'],
  },
  clientLeftStream: {
    message: 'Stream closed unexpectedly; issuing cancellation',
    match: 'whole',
    process: 'frontend',
    levels: ['WARN'],
    target: 'dynamo_llm',
    meaning: 'A client went away in the middle of its answer.',
    keys: [],
    traps: ['It has no trace id.'],
  },
  spanClosed: {
    message: 'SPAN_CLOSED',
    match: 'whole',
    process: 'frontend',
    levels: ['INFO', 'DEBUG'],
    target: '',
    meaning: 'A span ended; only with DYN_LOGGING_SPAN_EVENTS.',
    keys: [...everySpan, 'time.busy_us', 'time.idle_us', 'time.duration_us'],
  },
  kvbmHitRates: {
    message: 'KVBM [',
    match: 'prefix',
    process: 'kvbm',
    levels: ['INFO'],
    target: 'dynamo_llm',
    meaning: 'Hits and lookups of the host and disk tiers of KVBM, as text: "Host: x% (a/b), Disk: y% (c/d)".',
    keys: [],
  },
} as const satisfies { readonly [name: string]: LogMessage };
