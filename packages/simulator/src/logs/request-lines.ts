import { cancellationSignal, lossOf, tokensBefore } from '../correlation/attempt-fields.ts';
import { statusCode } from '../correlation/http-codes.ts';
import { modelOf, trackedAttempt } from '../correlation/summary.ts';
import type { Attempt, Outcome, RequestRecord } from '../ledger/request-record.ts';
import { failureOf } from '../metrics/frontend/failures.ts';
import type { WorkerState } from '../story/worker.ts';
import type { World } from '../story/world.ts';
import { Float, type Fields, type LineSpan, type LogSource } from './log-line.ts';
import { handlerSpan, httpSpan, payloadSpan, routeSpan } from './request-spans.ts';
import { sources } from './sources.ts';

/** A line before it is known who writes it. */
export interface Told {
  readonly at: number;
  readonly source: LogSource;
  readonly event: Fields;
  readonly span: LineSpan | undefined;
}

const milliseconds = (seconds: number): string => String(Math.max(0, Math.floor(seconds * 1000)));
/** What an event of a request always says. */
const identity = (request: RequestRecord): Fields => ({
  request_id: request.requestId,
  model: modelOf(request),
  endpoint: request.endpoint,
  request_type: request.stream ? 'stream' : 'unary',
});

export const requestReceived = (request: RequestRecord, world: World): Told => ({
  at: request.arrival,
  source: sources.requestReceived,
  event: identity(request),
  span: handlerSpan(request, 'model', world),
});

const detail: { readonly [O in Outcome]?: string } = {
  cancelled: 'cancelled before completion',
  validation: 'invalid request parameters',
  not_found: 'model or resource not found',
  overload: 'service overloaded or rate limited',
  unavailable: 'no backend worker available',
  internal: 'internal server error during processing',
  response_timeout: 'backend stream inactivity timeout',
};

/** The one line that has model, tokens, latency, worker, outcome and trace together. */
export function requestCompleted(request: RequestRecord, at: number, world: World): Told {
  const { outcome = 'internal' } = request;
  const failed = outcome !== 'success' && outcome !== 'cancelled';
  return {
    at,
    source: failed
      ? sources.requestFailed
      : outcome === 'cancelled'
        ? sources.requestCancelled
        : sources.requestSucceeded,
    event: {
      ...identity(request),
      status: failed ? 'error' : outcome,
      ...(outcome === 'success' ? {} : { error_type: outcome, error_detail: detail[outcome] ?? '' }),
      elapsed_ms: milliseconds(at - request.arrival),
    },
    span: handlerSpan(request, 'end', world),
  };
}

/** A stream's answer begins once it has a worker. */
export const streamBegun = (request: RequestRecord, at: number, world: World): Told => ({
  at,
  source: sources.responseSent,
  event: { status: '200', latency_ms: milliseconds(at - request.arrival) },
  span: httpSpan(request, 'model', world),
});

/** Any other answer goes out when all of it is there; `known` is `path` for a body that did not parse. */
export function answered(request: RequestRecord, at: number, known: 'path' | 'end', world: World): Told {
  const { outcome = 'internal' } = request;
  return {
    at,
    source: outcome === 'success' ? sources.responseSent : sources.errorSent,
    event: { status: statusCode[outcome], latency_ms: milliseconds(at - request.arrival) },
    span: httpSpan(request, known, world),
  };
}

/** Failures that are not the caller's fault are told at ERROR. */
export function failureTold(request: RequestRecord, at: number, begun: boolean, world: World): Told | undefined {
  const failure = failureOf(request);
  if (failure === undefined || failure.class === 'InvalidRequest' || failure.class === 'NotFound') {
    return undefined;
  }
  return {
    at,
    source: begun ? sources.streamingFailure : sources.requestFailure,
    event: {
      class: failure.class,
      reason: failure.reason,
      diagnostic: `Some("${detail[request.outcome ?? 'internal'] ?? ''}")`,
    },
    span: httpSpan(request, 'model', world),
  };
}

export function workerSelected(request: RequestRecord, attempt: Attempt, worker: WorkerState): Told {
  const { blockSize } = worker.deployment;
  const prefill = attempt.phase === 'prefill';
  const blocks = attempt.promptTokens / blockSize;
  return {
    at: attempt.sent,
    source: prefill ? sources.prefillWorkerSelected : sources.workerSelected,
    event: {
      router_mode: 'kv',
      request_id: request.requestId,
      worker_id: BigInt(worker.id),
      worker_type: prefill ? 'prefill' : 'decode',
      dp_rank: String(attempt.rank),
      logit: new Float(Math.max(0, blocks - attempt.predictedBlocks)),
      ...(prefill ? { effective_cached_blocks: new Float(attempt.predictedBlocks) } : {}),
      host_pinned_blocks: 0,
      disk_blocks: 0,
      ...(prefill ? { total_kv_blocks: `Some(${worker.totalBlocks})` } : {}),
    },
    span: undefined,
  };
}

/** Above so many seconds in the queue the router looks the cached blocks up again. */
const longWait = 10;
export function overlapRefreshed(request: RequestRecord, attempt: Attempt): Told | undefined {
  const waited = request.queueStart === undefined || attempt.number > 0 ? 0 : attempt.sent - request.queueStart;
  return waited < longWait || attempt.phase === 'decode'
    ? undefined
    : {
        at: attempt.sent,
        source: sources.overlapRefreshed,
        event: { wait_ms: Math.floor(waited * 1000) },
        span: undefined,
      };
}

export function attemptEnded(
  request: RequestRecord,
  attempt: Attempt,
  worker: WorkerState,
  at: number,
  world: World
): Told {
  const span = routeSpan(request, attempt, worker, world);
  const outcome = { 'request.outcome': span.fields['request.outcome'] ?? '' };
  if (attempt.end === 'worker-lost') {
    return { at, source: sources.routeFailed, event: { ...outcome, 'error.type': lossOf(attempt) }, span };
  }
  return attempt.end === 'cancelled'
    ? {
        at,
        source: sources.routeCancelled,
        event: { ...outcome, 'cancellation.signal': cancellationSignal(request) },
        span,
      }
    : { at, source: sources.routeCompleted, event: outcome, span };
}

/** The request leaves a lost worker for another: what is tried, and the stream that broke. None when it may not any more. */
export function migration(request: RequestRecord, lost: Attempt, at: number, world: World): readonly Told[] {
  if (request.migrations <= lost.number) {
    return [];
  }
  const reason = lossOf(lost);
  const worker = world.workers[lost.worker];
  const span = httpSpan(request, 'model', world);
  const completed = tokensBefore(request, lost) + lost.generated;
  const disconnected = reason === 'disconnected';
  return [
    {
      at,
      source: sources.migrationScheduled,
      event: {
        'request.attempt': lost.number + 1,
        'migration.is_retry': true,
        'migration.reason': reason,
        ...(worker === undefined ? {} : { 'migration.from_worker_id': BigInt(worker.id) }),
        'migration.tokens_completed': completed,
      },
      span,
    },
    {
      at,
      source: disconnected ? sources.streamRecreated : sources.streamRetried,
      event: {
        error: disconnected
          ? 'Unavailable: Stream ended before generation completed'
          : `Unavailable: TCP connection to ${worker?.instance ?? 'the worker'} failed`,
      },
      span,
    },
  ];
}

/** After a migration the tracker holds on to the first worker, and says so at ERROR, which marks the span as failed. */
export function trackerConflicts(
  request: RequestRecord,
  attempt: Attempt,
  worker: WorkerState,
  world: World
): readonly Told[] {
  if (attempt.number === 0) {
    return [];
  }
  return (['prefill', 'decode'] as const).flatMap((kind): Told[] => {
    const concerned = attempt.phase === 'aggregated' || attempt.phase === kind;
    const first = trackedAttempt(request, kind);
    const existing = first === undefined ? undefined : world.workers[first.worker];
    if (!concerned || existing === undefined || existing === worker) {
      return [];
    }
    const event = { field: `${kind}_worker_id`, existing: BigInt(existing.id), new: BigInt(worker.id) };
    return [{ at: attempt.sent, source: sources.trackerConflict, event, span: httpSpan(request, 'model', world) }];
  });
}

export const workerReceived = (request: RequestRecord, attempt: Attempt, worker: WorkerState, at: number): Told => ({
  at,
  source: sources.workerReceived,
  event: { request_id: request.requestId },
  span: payloadSpan(request, attempt, worker),
});

/** A lost worker says nothing any more. */
export function workerEnded(
  request: RequestRecord,
  attempt: Attempt,
  worker: WorkerState,
  at: number
): readonly Told[] {
  const span = payloadSpan(request, attempt, worker);
  const completed: Told = { at, source: sources.workerCompleted, event: { request_id: request.requestId }, span };
  const cancelled: Told = {
    at,
    source: sources.cancellationReceived,
    event: { 'cancellation.signal': 'kill', 'cancellation.source': 'upstream' },
    span,
  };
  return attempt.end === 'worker-lost' ? [] : attempt.end === 'cancelled' ? [cancelled, completed] : [completed];
}
