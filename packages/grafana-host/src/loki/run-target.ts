import type { DataFrame } from '@grafana/data';

import type { JsonApi } from '../api/json-api.ts';
import { toNanoseconds } from '../api/nanoseconds.ts';
import { fieldOf } from '../api/read.ts';
import type { TimeSpan } from '../prometheus/backend.ts';
import { readInstantResult, readMatrix } from '../prometheus/http-response.ts';
import { asRangeSeries } from '../prometheus/series-frames.ts';
import { logFrame } from './log-frame.ts';
import { expandMacros } from './macros.ts';
import { instantFrames, rangeFrames, type ExecutedQuery } from './metric-frames.ts';
import { stepOf } from './step.ts';
import type { LokiTarget } from './target.ts';

export interface RequestContext {
  readonly span: TimeSpan;
  /** What the panel computed from its width. */
  readonly intervalMs: number;
}

/** Runs one query and shapes the answer by what it is: lines, a metric over time, or a metric at one time. */
export async function runTarget(
  target: LokiTarget,
  { span, intervalMs }: RequestContext,
  api: JsonApi,
  signal?: AbortSignal
): Promise<DataFrame[]> {
  const rangeMs = span.endMs - span.startMs;
  const stepMs = stepOf({ ...target, intervalMs, rangeMs });
  const expr = expandMacros(target.expr, { kind: target.kind, intervalMs, stepMs, rangeMs });
  const query: ExecutedQuery = { target, expr, stepMs };
  const path = target.kind === 'range' ? 'query_range' : 'query';
  const data = fieldOf(await api.get(`/loki/api/v1/${path}`, paramsOf(query, span), signal), 'data');
  switch (fieldOf(data, 'resultType')) {
    case 'streams':
      return [logFrame(data, target, expr)];
    case 'matrix':
      return rangeFrames(readMatrix(data), data, query);
    default: {
      const series = asRangeSeries(readInstantResult(data));
      return target.kind === 'instant' ? instantFrames(series, query) : rangeFrames(series, data, query);
    }
  }
}

function paramsOf({ target, expr, stepMs }: ExecutedQuery, { startMs, endMs }: TimeSpan): URLSearchParams {
  const time: Record<string, string> =
    target.kind === 'range'
      ? { start: toNanoseconds(startMs), end: toNanoseconds(endMs), step: `${stepMs}ms` }
      : { time: toNanoseconds(endMs) };
  const limit: Record<string, string> = target.maxLines > 0 ? { limit: String(target.maxLines) } : {};
  return new URLSearchParams({ query: expr, direction: target.direction, ...limit, ...time });
}
