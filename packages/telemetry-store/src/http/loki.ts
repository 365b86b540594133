import { PipelineError } from '../logql/evaluate/pipeline-error.ts';
import { SeriesLimitError } from '../logql/evaluate/series-limit-error.ts';
import { QueryRangeError } from '../logql/query-range-error.ts';
import type { LogStore } from '../logs/log-store.ts';
import { EvaluationError } from '../promql/evaluate/evaluation-error.ts';
import { ParseError, UnsupportedError } from '../promql/parse/errors.ts';
import type { ApiRequest, ApiResponse } from './api.ts';
import { instantQuery, queryRange } from './loki/queries.ts';
import { RequestError } from './loki/request-error.ts';
import { indexStats, labelValues, labels, series } from './loki/streams.ts';
import { volume, volumeRange } from './loki/volume.ts';

/** The version of the API that is spoken. */
const BUILD_INFO = { version: '3.8.0', revision: 'embedded', branch: '', buildUser: '', buildDate: '', goVersion: '' };

type Handler = (store: LogStore, request: ApiRequest) => unknown;

const HANDLERS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['/loki/api/v1/query_range', queryRange],
  ['/loki/api/v1/query', instantQuery],
  ['/loki/api/v1/labels', labels],
  ['/loki/api/v1/label', labels],
  ['/loki/api/v1/series', series],
  ['/loki/api/v1/index/stats', indexStats],
  ['/loki/api/v1/index/volume', volume],
  ['/loki/api/v1/index/volume_range', volumeRange],
  ['/loki/api/v1/status/buildinfo', () => BUILD_INFO],
  ['/ready', () => 'ready\n'],
]);

/**
 * Answers a call of Loki's HTTP query API, as far as Grafana's data source and its panels use it. A query or parameter
 * that Loki would refuse, or this store does not know, is 400 with a text; a path that is not spoken here is 404.
 */
export function lokiApi(store: LogStore, request: ApiRequest): ApiResponse {
  try {
    const body = respond(store, request);
    return body === undefined ? { status: 404, body: '404 page not found\n' } : { status: 200, body };
  } catch (error) {
    if (error instanceof Error && isMistakeOfCaller(error)) {
      return { status: 400, body: error.message };
    }
    throw error;
  }
}

/** `undefined` for an unknown path. */
function respond(store: LogStore, request: ApiRequest): unknown {
  const [, label] = /^\/loki\/api\/v1\/label\/([^/]+)\/values$/.exec(request.path) ?? [];
  return label === undefined
    ? HANDLERS.get(request.path)?.(store, request)
    : labelValues(store, request, decodeURIComponent(label));
}

const MISTAKES = [
  ParseError,
  UnsupportedError,
  PipelineError,
  SeriesLimitError,
  EvaluationError,
  RequestError,
  QueryRangeError,
  URIError,
];

function isMistakeOfCaller(error: Error): boolean {
  return MISTAKES.some((mistake) => error instanceof mistake);
}
