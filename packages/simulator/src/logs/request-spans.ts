import { attemptOutcome, lossOf, phaseName, retryOf, tokensBefore } from '../correlation/attempt-fields.ts';
import { callerOf } from '../correlation/caller.ts';
import { pathOf } from '../correlation/http-codes.ts';
import { attemptSpanId, spanId } from '../correlation/span-ids.ts';
import { modelOf, outcomeOf, summaryOf, type TextFields } from '../correlation/summary.ts';
import type { Attempt, RequestRecord } from '../ledger/request-record.ts';
import { componentOf } from '../metrics/place.ts';
import type { WorkerState } from '../story/worker.ts';
import type { World } from '../story/world.ts';
import type { LineSpan } from './log-line.ts';

const ids = (request: RequestRecord): TextFields => {
  const { requestId } = callerOf(request);
  return requestId === undefined
    ? { request_id: request.requestId }
    : { request_id: request.requestId, x_request_id: requestId };
};

/** How much the span of a request knows by the time of the line. */
export type Known = 'path' | 'model' | 'end';

/** The span `http-request` around a line. */
export function httpSpan(request: RequestRecord, known: Known, world: World): LineSpan {
  const { parentId } = callerOf(request);
  return {
    traceId: request.traceId,
    spanId: spanId(request, 'http'),
    parentId,
    name: 'http-request',
    fields: {
      ...ids(request),
      ...(parentId === undefined ? {} : { trace_flags: '01' }),
      method: 'POST',
      uri: pathOf[request.endpoint],
      version: 'HTTP/1.1',
      ...(known === 'path' || request.endpoint === 'completions' ? {} : { model: modelOf(request) }),
      ...(known === 'end' ? { ...summaryOf(request, world), ...endedAs(request) } : {}),
    },
  };
}

const endedAs = (request: RequestRecord): TextFields =>
  request.endpoint === 'completions' ? {} : { 'request.outcome': outcomeOf(request) };

/** The span around the lines that begin and end a request: /v1/completions has one of its own for them. */
export function handlerSpan(request: RequestRecord, known: Known, world: World): LineSpan {
  if (request.endpoint !== 'completions') {
    return httpSpan(request, known, world);
  }
  return {
    traceId: request.traceId,
    spanId: spanId(request, 'completions_single'),
    parentId: spanId(request, 'completions'),
    name: 'completions_single',
    fields: ids(request),
  };
}

/** The span that routing and its attempts are children of. */
export const routingParent = (request: RequestRecord): string =>
  spanId(request, request.endpoint === 'completions' ? 'completions_single' : 'http');

/** The span `kv_router.route_request` around the line that ends an attempt. */
export function routeSpan(request: RequestRecord, attempt: Attempt, worker: WorkerState, world: World): LineSpan {
  const retry = retryOf(request, attempt, world);
  const lost = attempt.end === 'worker-lost';
  return {
    traceId: request.traceId,
    spanId: attemptSpanId(request, attempt, 'route'),
    parentId: routingParent(request),
    name: 'kv_router.route_request',
    fields: {
      ...ids(request),
      dp_rank: String(attempt.rank),
      overlap_blocks: String(attempt.predictedBlocks),
      phase: phaseName[attempt.phase],
      worker_id: worker.id,
      'otel.kind': 'client',
      'request.attempt': String(attempt.number),
      'migration.is_retry': String(attempt.number > 0),
      ...(attempt.phase === 'prefill' ? {} : { 'migration.tokens_completed': String(tokensBefore(request, attempt)) }),
      ...(retry === undefined
        ? {}
        : { 'migration.reason': retry.reason, 'migration.from_worker_id': retry.fromWorkerId }),
      'request.outcome': attemptOutcome(attempt),
      ...(lost
        ? {
            'error.type': lossOf(attempt),
            'otel.status_code': 'error',
            'otel.status_description': lossOf(attempt),
          }
        : {}),
    },
  };
}

const payloadSpans = new WeakMap<Attempt, LineSpan>();

/** The span `handle_payload` on the worker: the same from its first line to its last. */
export function payloadSpan(request: RequestRecord, attempt: Attempt, worker: WorkerState): LineSpan {
  let span = payloadSpans.get(attempt);
  if (span === undefined) {
    span = newPayloadSpan(request, attempt, worker);
    payloadSpans.set(attempt, span);
  }
  return span;
}

function newPayloadSpan(request: RequestRecord, attempt: Attempt, worker: WorkerState): LineSpan {
  return {
    traceId: request.traceId,
    spanId: attemptSpanId(request, attempt, 'payload'),
    parentId: attemptSpanId(request, attempt, 'route'),
    name: 'handle_payload',
    fields: {
      ...ids(request),
      component: componentOf(worker),
      endpoint: 'generate',
      instance_id: worker.id,
      namespace: worker.deployment.dynamoNamespace,
      'otel.kind': 'server',
      trace_flags: '01',
    },
  };
}
