import { formatDurationNs } from '../../traceql/duration.ts';
import type { MetricResult } from '../../traceql/metrics/evaluate-metric.ts';
import { evaluateMetric } from '../../traceql/metrics/evaluate-metric.ts';
import type { Intervals } from '../../traceql/metrics/intervals.ts';
import { alignedIntervals, defaultStepNs, instantInterval, timeOfInterval } from '../../traceql/metrics/intervals.ts';
import type { Exemplar, MetricSeries } from '../../traceql/metrics/series.ts';
import type { Metric, Query } from '../../traceql/parse/ast.ts';
import type { TimeRangeNs, Traces } from '../../traces/trace-store.ts';
import type { ApiRequest } from '../api.ts';
import { BadRequest } from './bad-request.ts';
import type { ProtoJson } from './proto-json.ts';
import { double, integer64, keyValue, message } from './proto-json.ts';
import { parseQuery } from './query.ts';
import { metricsRange, nanoseconds, stepNs, unsigned } from './times.ts';

const MAX_RANGE_NS = 24n * 3600n * 1_000_000_000n;
const MAX_INTERVALS = 10_000n;
const MAX_EXEMPLARS = 100;

/** `/api/metrics/query_range`. Throws BadRequest. */
export function queryRange(store: Traces, request: ApiRequest): ProtoJson {
  const query = metricsQuery(request.params);
  const range = checkedRange(request);
  const step = stepNs(request.params) ?? defaultStepNs(range);
  if ((range.endNs - range.startNs) / step > MAX_INTERVALS) {
    const least = formatDurationNs(Number((range.endNs - range.startNs) / MAX_INTERVALS));
    const given = formatDurationNs(Number(step));
    throw new BadRequest(`step of ${given} is too small, minimum step for given range is ${least}`);
  }
  const intervals = untilNow(alignedIntervals(range, step), nanoseconds(request.nowMs));
  const result = evaluateMetric(store, query, intervals, exemplarLimit(query, request.params));
  return response(
    result,
    result.series.flatMap((series) => rangeSeries(series, intervals))
  );
}

/** `/api/metrics/query`: one value a series over the whole range. Throws BadRequest. */
export function queryInstant(store: Traces, request: ApiRequest): ProtoJson {
  const query = metricsQuery(request.params);
  const result = evaluateMetric(store, query, instantInterval(checkedRange(request)), 0);
  return response(
    result,
    result.series.flatMap(({ labels, values: [value = NaN] }) =>
      Number.isNaN(value) ? [] : [message({ labels: labels.map(([name, each]) => keyValue(name, each)), value })]
    )
  );
}

function metricsQuery(params: URLSearchParams): Query & { readonly metric: Metric } {
  // Grafana still sends `query`; `q` wins, as in Tempo.
  const query = parseQuery(params.get('q') || (params.get('query') ?? ''));
  const { metric } = query;
  if (metric === undefined) {
    throw new BadRequest('compiling query: not a metrics query');
  }
  return { ...query, metric };
}

function checkedRange(request: ApiRequest): TimeRangeNs {
  const { startNs, endNs } = metricsRange(request);
  const nowNs = nanoseconds(request.nowMs);
  const range = { startNs, endNs: endNs > nowNs ? nowNs : endNs };
  if (range.startNs >= range.endNs) {
    throw new BadRequest('end must be greater than start');
  }
  if (range.endNs - range.startNs > MAX_RANGE_NS) {
    throw new BadRequest('metrics query time range exceeds the maximum allowed duration of 24h0m0s');
  }
  return range;
}

/** A step that is not over yet is left out. */
function untilNow(intervals: Intervals, nowNs: bigint): Intervals {
  const { startNs, endNs, stepNs: step } = intervals;
  if (endNs <= nowNs) {
    return intervals;
  }
  const end = nowNs - (nowNs % step);
  return { ...intervals, endNs: end, count: Math.max(0, Number((end - startNs) / step)) };
}

/** The hint `with (exemplars=…)` wins over the parameter. */
function exemplarLimit({ hints }: Query, params: URLSearchParams): number {
  const hint = hints.get('exemplars');
  if (hint?.type === 'int') {
    return Math.max(0, Math.min(MAX_EXEMPLARS, Number(hint.value)));
  }
  if (hint?.type === 'bool' && !hint.value) {
    return 0;
  }
  return Math.min(MAX_EXEMPLARS, unsigned(params, 'exemplars') || MAX_EXEMPLARS);
}

function response({ inspectedTraces, inspectedSpans }: MetricResult, series: readonly ProtoJson[]): ProtoJson {
  const metrics = message({
    inspectedTraces,
    completedJobs: 1,
    totalJobs: 1,
    inspectedSpans: integer64(inspectedSpans),
  });
  return { series, metrics };
}

function rangeSeries({ labels, values, exemplars }: MetricSeries, intervals: Intervals): ProtoJson[] {
  const samples: ProtoJson[] = [];
  values.forEach((value, step) => {
    if (!Number.isNaN(value)) {
      samples.push(message({ timestampMs: String(timeOfInterval(intervals, step)), value: double(value) }));
    }
  });
  if (samples.length === 0) {
    return [];
  }
  const keyed = labels.map(([name, value]) => keyValue(name, value));
  return [
    message({ labels: keyed, samples, exemplars: exemplars.length > 0 ? exemplars.map(exemplarMessage) : undefined }),
  ];
}

function exemplarMessage({ labels, value, timeMs }: Exemplar): ProtoJson {
  return message({
    labels: labels.map(([name, each]) => keyValue(name, each)),
    value: double(value),
    timestampMs: String(timeMs),
  });
}
