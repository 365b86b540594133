import { RegexError } from '../../labels/regex-error.ts';
import type { MetricStore } from '../../metrics/metric-store.ts';
import { EvaluationError } from '../../promql/evaluate/evaluation-error.ts';
import { ParseError, UnsupportedError } from '../../promql/parse/errors.ts';
import type { ApiRequest, ApiResponse } from '../api.ts';
import { ApiError, invalidParameter } from './api-error.ts';
import { labelNames, labelValues, metadata, series } from './discovery.ts';
import { instantQuery, rangeQuery } from './queries.ts';

type Answer = (store: MetricStore, request: ApiRequest, segment: string) => unknown;

/** The version whose answers the store is held equal to. */
const BUILD_INFO = {
  version: '2.42.0',
  revision: '',
  branch: '',
  buildUser: 'embedded',
  buildDate: '',
  goVersion: '',
};

/** Below `/api/v1/`. */
const ROUTES: ReadonlyArray<readonly [pattern: RegExp, answer: Answer]> = [
  [/^query$/, instantQuery],
  [/^query_range$/, rangeQuery],
  [/^series$/, series],
  [/^labels$/, labelNames],
  [/^label\/([^/]+)\/values$/, (store, request, name) => labelValues(store, name, request)],
  [/^metadata$/, metadata],
  [/^query_exemplars$/, () => []],
  [/^rules$/, () => ({ groups: [] })],
  [/^alerts$/, () => ({ alerts: [] })],
  [/^status\/buildinfo$/, () => BUILD_INFO],
  [/^status\/config$/, () => ({ yaml: '' })],
];

const PREFIX = '/api/v1/';

/** Answers as Prometheus' HTTP API does, without the transport. There are no exemplars, rules and alerts. */
export function prometheusApi(store: MetricStore, request: ApiRequest): ApiResponse {
  if (request.path === '/-/ready' || request.path === '/-/healthy') {
    return { status: 200, body: `Prometheus Server is ${request.path === '/-/ready' ? 'Ready' : 'Healthy'}.` };
  }
  const path = request.path.startsWith(PREFIX) ? request.path.slice(PREFIX.length) : '';
  for (const [pattern, answer] of ROUTES) {
    const match = pattern.exec(path);
    if (match !== null) {
      const parsed = path.startsWith('query') ? 'query' : 'match[]';
      return answerOrError(parsed, () => answer(store, request, decodeSegment(match[1] ?? '')));
    }
  }
  return { status: 404, body: '404 page not found' };
}

/** `parsed` is the parameter that holds PromQL. */
function answerOrError(parsed: string, answer: () => unknown): ApiResponse {
  try {
    return { status: 200, body: { status: 'success', data: answer() } };
  } catch (error) {
    const { status, type, message } = toApiError(error, parsed);
    return { status, body: { status: 'error', errorType: type, error: message } };
  }
}

/** Anything but an error of the request is a mistake here, and is thrown on. */
function toApiError(error: unknown, parsed: string): ApiError {
  if (error instanceof ApiError) {
    return error;
  }
  if (error instanceof ParseError || error instanceof RegexError) {
    return invalidParameter(parsed, error.message);
  }
  if (error instanceof EvaluationError || error instanceof UnsupportedError) {
    return new ApiError('execution', error.message);
  }
  throw error;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new ApiError('bad_data', `the path has an invalid percent encoding: ${segment}`);
  }
}
