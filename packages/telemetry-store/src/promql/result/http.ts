import type { Labels } from '../../labels/label-set.ts';
import { formatSample } from '../../number/go-float.ts';
import type { QueryResult } from './result.ts';

/** A sample as JSON: Unix seconds and the value as text. */
export type HttpSample = readonly [unixSeconds: number, value: string];

/** The `data` of Prometheus' `/api/v1/query` and `/api/v1/query_range`. */
export type HttpData =
  | {
      readonly resultType: 'matrix';
      readonly result: ReadonlyArray<{ readonly metric: Labels; readonly values: readonly HttpSample[] }>;
    }
  | {
      readonly resultType: 'vector';
      readonly result: ReadonlyArray<{ readonly metric: Labels; readonly value: HttpSample }>;
    }
  | { readonly resultType: 'scalar' | 'string'; readonly result: HttpSample };

/** Writes a result as Prometheus' HTTP API does. */
export function toHttpData(result: QueryResult): HttpData {
  switch (result.resultType) {
    case 'matrix':
      return {
        resultType: 'matrix',
        result: result.result.map(({ metric, timesMs, values }) => ({
          metric,
          values: timesMs.map((timeMs, index) => sample(timeMs, values[index] ?? NaN)),
        })),
      };
    case 'vector':
      return {
        resultType: 'vector',
        result: result.result.map(({ metric, timeMs, value }) => ({ metric, value: sample(timeMs, value) })),
      };
    case 'scalar':
      return { resultType: 'scalar', result: sample(result.result.timeMs, result.result.value) };
    case 'string':
      return { resultType: 'string', result: [result.result.timeMs / 1000, result.result.value] };
  }
}

function sample(timeMs: number, value: number): HttpSample {
  return [timeMs / 1000, formatSample(value)];
}
