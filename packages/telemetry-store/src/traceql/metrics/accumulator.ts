import { CompensatedSum } from '../../number/compensated-sum.ts';
import type { MetricName } from '../parse/ast.ts';
import type { Intervals } from './intervals.ts';
import type { Log2Histogram } from './log2.ts';
import { log2Quantile } from './log2.ts';

/** Collects the spans of one series, step by step. */
export interface Accumulator {
  /** `value` is NaN for `rate` and `count_over_time`, a bucket for quantiles. */
  add(step: number, value: number): void;
  /** One value a step; NaN where there is none. */
  values(): Float64Array;
}

/** For every metric but `quantile_over_time`, which has a series for each of its quantiles. */
export function accumulatorOf(metric: Exclude<MetricName, 'quantile_over_time'>, intervals: Intervals): Accumulator {
  switch (metric) {
    case 'rate':
      return new Count(intervals.count, Number(intervals.stepNs) / 1e9);
    case 'count_over_time':
    case 'histogram_over_time':
      return new Count(intervals.count, 1);
    case 'min_over_time':
      return new Extreme(intervals.count, (value, known) => value < known);
    case 'max_over_time':
      return new Extreme(intervals.count, (value, known) => value > known);
    case 'sum_over_time':
      return new Sum(intervals.count, false);
    case 'avg_over_time':
      return new Sum(intervals.count, true);
  }
}

class Count implements Accumulator {
  private readonly counts: Float64Array;

  constructor(
    steps: number,
    private readonly divisor: number
  ) {
    this.counts = new Float64Array(steps);
  }

  add(step: number): void {
    this.counts[step] = (this.counts[step] ?? 0) + 1;
  }

  values(): Float64Array {
    return this.counts.map((count) => count / this.divisor);
  }
}

class Extreme implements Accumulator {
  private readonly extremes: Float64Array;

  constructor(
    steps: number,
    private readonly beats: (value: number, known: number) => boolean
  ) {
    this.extremes = new Float64Array(steps).fill(NaN);
  }

  add(step: number, value: number): void {
    const known = this.extremes[step] ?? NaN;
    if (Number.isNaN(known) || this.beats(value, known)) {
      this.extremes[step] = value;
    }
  }

  values(): Float64Array {
    return this.extremes;
  }
}

class Sum implements Accumulator {
  private readonly sums = new Map<number, { readonly sum: CompensatedSum; count: number }>();

  constructor(
    private readonly steps: number,
    private readonly mean: boolean
  ) {}

  add(step: number, value: number): void {
    const entry = this.sums.get(step) ?? { sum: new CompensatedSum(), count: 0 };
    this.sums.set(step, entry);
    entry.sum.add(value);
    entry.count++;
  }

  values(): Float64Array {
    const values = new Float64Array(this.steps).fill(NaN);
    for (const [step, { sum, count }] of this.sums) {
      values[step] = sum.total() / (this.mean ? count : 1);
    }
    return values;
  }
}

/** Power-of-two histograms of one series, step by step. */
export class Log2Accumulator {
  readonly histograms: Log2Histogram[];

  constructor(steps: number) {
    this.histograms = Array.from({ length: steps }, () => new Map<number, number>());
  }

  add(step: number, bucket: number): void {
    const histogram = this.histograms[step];
    histogram?.set(bucket, (histogram.get(bucket) ?? 0) + 1);
  }

  quantile(q: number): Float64Array {
    return Float64Array.from(this.histograms, (histogram) => log2Quantile(q, histogram));
  }
}
