import {
  attemptOutcome,
  cancellationSignal,
  lossOf,
  phaseName,
  retryOf,
  tokensBefore,
} from '../correlation/attempt-fields.ts';
import { callerOf } from '../correlation/caller.ts';
import { attemptSpanId, type AttemptSpan } from '../correlation/span-ids.ts';
import type { Attempt, RequestRecord } from '../ledger/request-record.ts';
import { attemptEnded, workerEnded, workerReceived } from '../logs/request-lines.ts';
import { routingParent } from '../logs/request-spans.ts';
import { skewOf } from '../logs/shipping.ts';
import { componentOf } from '../metrics/place.ts';
import type { WorkerState } from '../story/worker.ts';
import type { World } from '../story/world.ts';
import { text, texts, type OtlpAttribute, type SpanDraft, type SpanPlace } from './otlp-span.ts';
import { spanEvents } from './span-events.ts';
import { places } from './span-places.ts';

/** The least that choosing a worker takes: hashing, looking up, choosing. */
const choosingSeconds = 0.0006;

const identity = (request: RequestRecord): OtlpAttribute[] => {
  const { requestId } = callerOf(request);
  return [text('request_id', request.requestId), ...(requestId === undefined ? [] : [text('x_request_id', requestId)])];
};

/** Choosing a worker: hashing, looking up, and `schedule`, which holds the wait in the queue. */
export function selectionSpans(request: RequestRecord, attempt: Attempt, previous: Attempt | undefined): SpanDraft[] {
  const waitedFrom =
    attempt.number > 0
      ? (previous?.ended ?? attempt.sent)
      : attempt.phase === 'decode'
        ? attempt.sent
        : (request.queueStart ?? request.preprocessed ?? attempt.sent);
  const end = attempt.sent;
  const start = Math.min(waitedFrom, end - choosingSeconds);
  const id = attemptSpanId(request, attempt, 'select');
  const span = (name: string, ownId: string, parentId: string, place: SpanPlace, from: number, to: number) => ({
    traceId: request.traceId,
    spanId: ownId,
    parentId,
    name,
    kind: 'internal' as const,
    place,
    start: from,
    end: to,
    attributes: [],
  });
  const part = (name: string, kind: AttemptSpan, place: SpanPlace, from: number, to: number) =>
    span(name, attemptSpanId(request, attempt, kind), id, place, from, to);
  return [
    part('kv_router.compute_block_hashes', 'block-hashes', places.blockHashes, start + 0.00008, start + 0.0001),
    part('kv_router.compute_seq_hashes', 'seq-hashes', places.seqHashes, start + 0.0001, start + 0.000105),
    part('kv_router.find_matches', 'matches', places.findMatches, start + 0.000115, start + 0.00017),
    part('kv_router.schedule', 'schedule', places.schedule, start + 0.0002, end - 0.00002),
    span('kv_router.select_worker', id, routingParent(request), places.selectWorker, start, end),
  ];
}

/** One attempt, from sending to the end of its answer. */
export function routeSpan(
  request: RequestRecord,
  attempt: Attempt,
  worker: WorkerState,
  world: World,
  end: number
): SpanDraft {
  const line = attemptEnded(request, attempt, worker, end, world);
  return {
    traceId: request.traceId,
    spanId: attemptSpanId(request, attempt, 'route'),
    parentId: routingParent(request),
    name: 'kv_router.route_request',
    kind: 'client',
    place: places.routeRequest,
    start: attempt.sent,
    end,
    attributes: routeAttributes(request, attempt, worker, world),
    events: spanEvents([line], world.scenario.startMs),
    status: attempt.end === 'worker-lost' ? { message: lossOf(attempt), code: 2 } : {},
  };
}

function routeAttributes(
  request: RequestRecord,
  attempt: Attempt,
  worker: WorkerState,
  world: World
): readonly OtlpAttribute[] {
  const retry = retryOf(request, attempt, world);
  return [
    ...identity(request),
    ...texts({
      dp_rank: String(attempt.rank),
      overlap_blocks: String(attempt.predictedBlocks),
      phase: phaseName[attempt.phase],
      worker_id: worker.id,
      'request.attempt': String(attempt.number),
    }),
    { key: 'migration.is_retry', value: { boolValue: attempt.number > 0 } },
    ...(attempt.phase === 'prefill'
      ? []
      : [text('migration.tokens_completed', String(tokensBefore(request, attempt)))]),
    ...(retry === undefined
      ? []
      : texts({ 'migration.reason': retry.reason, 'migration.from_worker_id': retry.fromWorkerId })),
    text('request.outcome', attemptOutcome(attempt)),
    ...(attempt.end === 'worker-lost' ? [text('error.type', lossOf(attempt))] : []),
    ...(attempt.end === 'cancelled' ? [text('cancellation.signal', cancellationSignal(request))] : []),
  ];
}

/** The worker's part of it; undefined for a worker that was lost with it, whose span never arrives. */
export function payloadSpan(
  request: RequestRecord,
  attempt: Attempt,
  worker: WorkerState,
  world: World,
  end: number
): SpanDraft | undefined {
  if (attempt.end === 'worker-lost') {
    return undefined;
  }
  const parentId = attemptSpanId(request, attempt, 'route');
  // Both ends are told by the worker's own clock.
  const received = attempt.received + skewOf(world, worker, attempt.received);
  const done = end + skewOf(world, worker, attempt.received);
  const lines = [workerReceived(request, attempt, worker, received), ...workerEnded(request, attempt, worker, done)];
  return {
    traceId: request.traceId,
    spanId: attemptSpanId(request, attempt, 'payload'),
    parentId,
    remoteParent: true,
    name: 'handle_payload',
    kind: 'server',
    place: places.handlePayload,
    start: received,
    end: done,
    attributes: [
      text('trace_id', request.traceId),
      text('parent_id', parentId),
      text('trace_flags', '01'),
      ...identity(request),
      ...texts({
        component: componentOf(worker),
        endpoint: 'generate',
        namespace: worker.deployment.dynamoNamespace,
        instance_id: worker.id,
      }),
    ],
    events: spanEvents(lines, world.scenario.startMs),
  };
}
