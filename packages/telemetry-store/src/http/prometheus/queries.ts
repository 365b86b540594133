import type { MetricStore } from '../../metrics/metric-store.ts';
import type { HttpData } from '../../promql/result/http.ts';
import { toHttpData } from '../../promql/result/http.ts';
import type { ApiRequest } from '../api.ts';
import { ApiError, invalidParameter } from './api-error.ts';
import { durationMs, timeMs } from './parameters.ts';

const MAX_POINTS = 11_000;

/** `/api/v1/query` */
export function instantQuery(store: MetricStore, { params, nowMs }: ApiRequest): HttpData {
  return toHttpData(store.query(params.get('query') ?? '', timeMs(params, 'time', nowMs)));
}

/** `/api/v1/query_range` */
export function rangeQuery(store: MetricStore, { params }: ApiRequest): HttpData {
  const [startMs, endMs] = [timeMs(params, 'start'), timeMs(params, 'end')];
  if (endMs < startMs) {
    throw invalidParameter('end', 'end timestamp must not be before start time');
  }
  const stepMs = durationMs(params, 'step');
  if (stepMs <= 0) {
    throw invalidParameter(
      'step',
      'zero or negative query resolution step widths are not accepted. Try a positive integer'
    );
  }
  if ((endMs - startMs) / stepMs > MAX_POINTS) {
    throw new ApiError(
      'bad_data',
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)'
    );
  }
  return toHttpData(store.queryRange(params.get('query') ?? '', { startMs, endMs, stepMs }));
}
