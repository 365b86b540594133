import { RegexError } from '../../labels/regex-error.ts';
import { TraceqlEvaluationError } from '../../traceql/evaluate/evaluation-error.ts';
import type { Traces } from '../../traces/trace-store.ts';
import { TracesUntil } from '../../traces/traces-until.ts';
import type { ApiRequest, ApiResponse } from '../api.ts';
import { BadRequest } from './bad-request.ts';
import { queryInstant, queryRange } from './metrics.ts';
import { search } from './search.ts';
import { tagNamesV1, tagNamesV2 } from './tag-names.ts';
import { tagValuesV1, tagValuesV2 } from './tag-values.ts';
import { nanoseconds } from './times.ts';
import { resourceSpans, traceOfId } from './trace-by-id.ts';
import { traceByIdResponse, traceProtobuf } from './trace-protobuf.ts';

type Answer = (store: Traces, request: ApiRequest, segment: string) => ApiResponse;

const BUILD_INFO = {
  version: '3.1.0-embedded',
  revision: '',
  branch: '',
  buildUser: '',
  buildDate: '',
  goVersion: '',
};

/** Paths with at most one variable segment, which is percent-decoded before use. */
const ROUTES: ReadonlyArray<readonly [pattern: RegExp, answer: Answer]> = [
  [/^\/api\/search$/, (store, request) => ok(search(store, request))],
  [/^\/api\/search\/tags$/, (store, request) => ok(tagNamesV1(store, request))],
  [/^\/api\/v2\/search\/tags$/, (store, request) => ok(tagNamesV2(store, request))],
  [/^\/api\/search\/tag\/(.+)\/values$/, (store, request, name) => ok(tagValuesV1(store, name, request))],
  [/^\/api\/v2\/search\/tag\/(.+)\/values$/, (store, request, name) => ok(tagValuesV2(store, name, request))],
  [/^\/api\/traces\/([^/]+)$/, (store, request, id) => traceV1(store, request, id)],
  [/^\/api\/v2\/traces\/([^/]+)$/, (store, request, id) => traceV2(store, request, id)],
  [/^\/api\/metrics\/query_range$/, (store, request) => ok(queryRange(store, request))],
  [/^\/api\/metrics\/query$/, (store, request) => ok(queryInstant(store, request))],
  [/^\/api\/status\/buildinfo$/, () => ok(BUILD_INFO)],
  [/^\/api\/echo$/, () => ok('echo')],
  [/^\/ready$/, () => ok('ready')],
];

/**
 * Answers as Tempo's HTTP API does, without the transport. Spans that end after `nowMs` are not there yet. A body that is
 * a string is plain text; with `Accept: application/protobuf`, as Grafana's data source asks, a single trace is bytes.
 */
export function tempoApi(store: Traces, request: ApiRequest): ApiResponse {
  const known = new TracesUntil(store, nanoseconds(request.nowMs));
  for (const [pattern, answer] of ROUTES) {
    const match = pattern.exec(request.path);
    if (match !== null) {
      return answerOrError(() => answer(known, request, decodeSegment(match[1] ?? '')));
    }
  }
  return { status: 404, body: '404 page not found' };
}

function answerOrError(answer: () => ApiResponse): ApiResponse {
  try {
    return answer();
  } catch (error) {
    if (error instanceof BadRequest || error instanceof TraceqlEvaluationError || error instanceof RegexError) {
      return { status: 400, body: error.message };
    }
    throw error;
  }
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new BadRequest(`the path has an invalid percent encoding: ${segment}`);
  }
}

function traceV1(store: Traces, request: ApiRequest, id: string): ApiResponse {
  const trace = traceOfId(store, id);
  if (trace === undefined) {
    return { status: 404, body: '' };
  }
  return wantsProtobuf(request) ? protobuf(traceProtobuf(trace)) : ok({ batches: resourceSpans(trace) });
}

/** An unknown id is an empty trace, not an error. */
function traceV2(store: Traces, request: ApiRequest, id: string): ApiResponse {
  if ((request.params.get('q') ?? '') !== '') {
    throw new BadRequest('a filter of a trace by id is not supported by the embedded store; use a real Tempo for it');
  }
  const trace = traceOfId(store, id);
  if (wantsProtobuf(request)) {
    return protobuf(traceByIdResponse(trace));
  }
  return ok({ trace: trace === undefined ? {} : { resourceSpans: resourceSpans(trace) }, metrics: {} });
}

const PROTOBUF = 'application/protobuf';

function wantsProtobuf({ headers }: ApiRequest): boolean {
  return headers?.get('Accept') === PROTOBUF;
}

function protobuf(body: Uint8Array): ApiResponse {
  return { status: 200, body, contentType: PROTOBUF };
}

function ok(body: unknown): ApiResponse {
  return { status: 200, body };
}
