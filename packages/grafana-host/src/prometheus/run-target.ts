import type { PrometheusBackend, TimeSpan } from './backend.ts';
import { formatDuration } from './duration.ts';
import type { PlainFrame } from './frame.ts';
import { heatmapFrames } from './heatmap-frames.ts';
import { expandMacros } from './macros.ts';
import { asRangeSeries, seriesFrames, type FrameContext } from './series-frames.ts';
import { alignToStep, stepOf } from './step.ts';
import { tableFrame } from './table-frame.ts';
import type { PrometheusTarget } from './target.ts';

/** What all queries of a request share. */
export interface RequestContext {
  readonly span: TimeSpan;
  readonly scrapeInterval: string;
  readonly requestIntervalMs: number;
  readonly maxDataPoints: number;
  /** Of the time zone that is shown. */
  readonly utcOffsetMs: number;
  readonly tablesInRequest: number;
}

/**
 * Runs one query, with its variables already filled in, and shapes the answer by the query's format.
 * Rejects with the backend's error, or a RangeError where an interval is no duration.
 */
export async function runTarget(
  target: PrometheusTarget,
  context: RequestContext,
  backend: PrometheusBackend,
  signal?: AbortSignal
): Promise<PlainFrame[]> {
  const { span } = context;
  const { stepMs, rateIntervalMs } = stepOf({ ...context, minStep: target.interval });
  const expr = expandMacros(target.expr, { stepMs, rateIntervalMs, rangeMs: span.endMs - span.startMs });
  const series = target.instant
    ? asRangeSeries(await backend.query({ expr, timeMs: span.endMs }, signal))
    : await backend.queryRange({ expr, stepMs, ...alignToStep(span, stepMs, context.utcOffsetMs) }, signal);
  const { refId, legendFormat } = target;
  const executedQuery = `Expr: ${expr}\nStep: ${formatDuration(stepMs)}`;
  const frame: FrameContext = { refId, legendFormat, expr, stepMs, executedQuery };
  switch (target.format) {
    case 'time_series':
      return seriesFrames(series, frame);
    case 'heatmap':
      return heatmapFrames(series, frame);
    case 'table':
      return [tableFrame(series, { refId, executedQuery, tablesInRequest: context.tablesInRequest })];
  }
}
