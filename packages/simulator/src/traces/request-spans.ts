import { callerOf } from '../correlation/caller.ts';
import { pathOf } from '../correlation/http-codes.ts';
import { spanId } from '../correlation/span-ids.ts';
import { modelOf, outcomeOf, summaryOf } from '../correlation/summary.ts';
import type { RequestRecord } from '../ledger/request-record.ts';
import {
  answered,
  failureTold,
  migration,
  requestCompleted,
  requestReceived,
  streamBegun,
  trackerConflicts,
  type Told,
} from '../logs/request-lines.ts';
import type { World } from '../story/world.ts';
import { text, texts, type OtlpAttribute, type SpanDraft } from './otlp-span.ts';
import { spanEvents, statusFrom } from './span-events.ts';
import { places } from './span-places.ts';

/** The spans of a request itself: `http-request`, and on /v1/completions the two of its handler. */
export function handlerSpans(request: RequestRecord, arrived: boolean, world: World, end: number): SpanDraft[] {
  const { startMs } = world.scenario;
  const frame: readonly Told[] = arrived
    ? [requestReceived(request, world), requestCompleted(request, end, world)]
    : [];
  const between = arrived ? linesBetween(request, end, world) : [answered(request, end, 'path', world)];
  const ofCompletions = request.endpoint === 'completions' && arrived;
  const lines = ofCompletions ? between : inOrder([...frame, ...between]);
  const http = spanOf(request, 'http', 'http-request', end, {
    attributes: httpAttributes(request, arrived, world),
    events: spanEvents(lines, startMs),
    status: statusFrom(lines),
  });
  if (!ofCompletions) {
    return [http];
  }
  return [
    spanOf(request, 'completions_single', 'completions_single', end, {
      attributes: [],
      events: spanEvents(frame, startMs),
      status: statusFrom(frame),
    }),
    spanOf(request, 'completions', 'completions', end, { attributes: [] }),
    http,
  ];
}

const placeOf = {
  http: places.httpRequest,
  completions: places.completions,
  completions_single: places.completionsSingle,
} as const;

function spanOf(
  request: RequestRecord,
  kind: keyof typeof placeOf,
  name: string,
  end: number,
  rest: Pick<SpanDraft, 'attributes' | 'events' | 'status'>
): SpanDraft {
  const caller = callerOf(request).parentId;
  const parents = {
    http: caller,
    completions: spanId(request, 'http'),
    completions_single: spanId(request, 'completions'),
  };
  return {
    traceId: request.traceId,
    spanId: spanId(request, kind),
    parentId: parents[kind],
    remoteParent: kind === 'http' && caller !== undefined,
    name,
    kind: 'internal',
    place: placeOf[kind],
    start: request.arrival,
    end,
    ...rest,
  };
}

function httpAttributes(request: RequestRecord, arrived: boolean, world: World): readonly OtlpAttribute[] {
  const { parentId, requestId } = callerOf(request);
  return [
    ...texts({ method: 'POST', uri: pathOf[request.endpoint], version: 'HTTP/1.1' }),
    ...(parentId === undefined ? [] : texts({ trace_id: request.traceId, parent_id: parentId, trace_flags: '01' })),
    text('request_id', request.requestId),
    ...(requestId === undefined ? [] : [text('x_request_id', requestId)]),
    ...(!arrived || request.endpoint === 'completions'
      ? []
      : [
          text('model', modelOf(request)),
          ...texts(summaryOf(request, world)),
          text('request.outcome', outcomeOf(request)),
        ]),
  ];
}

/** What happened between the first and the last line, in order of time. */
function linesBetween(request: RequestRecord, end: number, world: World): readonly Told[] {
  const first = request.attempts[0];
  const begun = request.stream && first !== undefined;
  const { outcome } = request;
  const failure = failureTold(request, end, begun, world);
  return inOrder([
    ...(begun ? [streamBegun(request, first.sent, world)] : []),
    ...request.attempts.flatMap((attempt) => {
      const worker = world.workers[attempt.worker];
      return [
        ...(worker === undefined ? [] : trackerConflicts(request, attempt, worker, world)),
        ...(attempt.end === 'worker-lost' ? migration(request, attempt, attempt.ended ?? end, world) : []),
      ];
    }),
    ...(failure === undefined ? [] : [failure]),
    ...(begun || outcome === 'cancelled' ? [] : [answered(request, end, 'end', world)]),
  ]);
}

/** Lines of one moment stay in their order. */
const inOrder = (lines: readonly Told[]): readonly Told[] => [...lines].sort((one, other) => one.at - other.at);
