import type { FamilyMetadata } from '../../ingest/exposition.ts';
import type { Labels } from '../../labels/label-set.ts';
import { LABEL_NAME } from '../../labels/label-set.ts';
import type { MetricStore } from '../../metrics/metric-store.ts';
import type { ApiRequest } from '../api.ts';
import { ApiError } from './api-error.ts';
import { limitOf, timeMs } from './parameters.ts';

/** `/api/v1/series` */
export function series(store: MetricStore, request: ApiRequest): Labels[] {
  const { matchers, startMs, endMs } = selection(request);
  if (matchers.length === 0) {
    throw new ApiError('bad_data', 'no match[] parameter provided');
  }
  return store.series(matchers, startMs, endMs).slice(0, limitOf(request.params));
}

/** `/api/v1/labels` */
export function labelNames(store: MetricStore, request: ApiRequest): string[] {
  const { matchers, startMs, endMs } = selection(request);
  return store.labelNames(matchers, startMs, endMs).slice(0, limitOf(request.params));
}

/** `/api/v1/label/<name>/values` */
export function labelValues(store: MetricStore, name: string, request: ApiRequest): string[] {
  if (!LABEL_NAME.test(name)) {
    throw new ApiError('bad_data', `invalid label name: ${JSON.stringify(name)}`);
  }
  const { matchers, startMs, endMs } = selection(request);
  return store.labelValues(name, matchers, startMs, endMs).slice(0, limitOf(request.params));
}

/** `/api/v1/metadata` */
export function metadata(
  store: MetricStore,
  { params }: ApiRequest
): { readonly [family: string]: readonly FamilyMetadata[] } {
  const wanted = params.get('metric') ?? '';
  const families = Object.entries(store.metadata()).filter(([family]) => wanted === '' || family === wanted);
  const listed = families.slice(0, limitOf(params));
  return Object.fromEntries(listed.map(([family, { type, help, unit }]) => [family, [{ type, help, unit }]]));
}

/** Without a range, of all time. */
function selection({ params }: ApiRequest): {
  readonly matchers: readonly string[];
  readonly startMs: number;
  readonly endMs: number;
} {
  const startMs = timeMs(params, 'start', -Infinity);
  return { matchers: params.getAll('match[]'), startMs, endMs: timeMs(params, 'end', Infinity) };
}
