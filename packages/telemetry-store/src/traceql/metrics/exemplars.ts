import type { Span } from '../../traces/trace.ts';
import type { CompiledQuery } from '../evaluate/compiled-query.ts';
import type { Field, Metric } from '../parse/ast.ts';
import { printField } from '../print.ts';
import type { Intervals } from './intervals.ts';
import { intervalOf } from './intervals.ts';
import type { Measure } from './measure.ts';
import { valueOf } from './measure.ts';
import type { Exemplar, MetricSeries } from './series.ts';

const PER_BUCKET = 2;

/** Chooses few exemplars and spreads them over the range: at most two in each of `limit / 2` stretches of time. */
export class ExemplarChoice {
  private readonly used: Uint8Array;
  private readonly startMs: number;
  private readonly widthMs: number;
  private left: number;
  private readonly value: Measure;

  constructor(
    private readonly query: CompiledQuery,
    metric: Metric,
    { startNs, endNs }: Intervals,
    limit: number
  ) {
    const buckets = Math.max(1, Math.floor(limit / PER_BUCKET));
    this.used = new Uint8Array(buckets);
    this.startMs = Number(startNs / 1_000_000n);
    this.widthMs = Math.max(1, Math.floor((Number(endNs / 1_000_000n) - this.startMs) / buckets));
    this.left = limit;
    const isCount = metric.field === undefined || metric.name === 'histogram_over_time';
    this.value = isCount || metric.field === undefined ? () => NaN : valueOf(metric.field, query.view);
  }

  /** The span as an exemplar, if there is room for one at its time. */
  offer(span: Span): Exemplar | undefined {
    const timeMs = Number(span.startNs / 1_000_000n);
    const bucket = Math.min(this.used.length - 1, Math.floor((timeMs - this.startMs) / this.widthMs));
    const used = this.used[bucket] ?? 0;
    if (this.left <= 0 || used >= PER_BUCKET) {
      return undefined;
    }
    this.used[bucket] = used + 1;
    this.left--;
    const labels = this.query.shownFields(span).map(({ field, value }) => [printField(field), value] as const);
    return { labels, value: this.value(span) ?? NaN, timeMs };
  }
}

/** An exemplar of a count has no value of its own and takes that of the series at its time. */
export function placeExemplars(series: MetricSeries, intervals: Intervals): MetricSeries {
  const exemplars = series.exemplars.flatMap((exemplar): Exemplar[] => {
    const step = intervalOf(intervals, BigInt(exemplar.timeMs) * 1_000_000n);
    const there = step === undefined ? NaN : (series.values[step] ?? NaN);
    return Number.isNaN(there) ? [] : [{ ...exemplar, value: Number.isNaN(exemplar.value) ? there : exemplar.value }];
  });
  return { ...series, exemplars: exemplars.sort((a, b) => a.timeMs - b.timeMs) };
}

/** What an exemplar shows beside the conditions of the query. */
export function exemplarFields({ by, field }: Metric): Field[] {
  return [...by, ...(field === undefined ? [] : [field]), { kind: 'intrinsic', name: 'trace:id', from: 0, to: 0 }];
}
