import type { LabelSet } from '../../../labels/label-set.ts';
import { parseFloatText } from '../../../number/go-float.ts';
import type { Buckets } from '../buckets/buckets.ts';
import { bucketFraction } from '../buckets/fraction.ts';
import { bucketQuantile } from '../buckets/quantile.ts';
import type { StepSeries, Value } from '../value.ts';
import { emptySeries, mergeSeries, vectorOf } from '../value.ts';
import type { Implementation } from './implementation.ts';
import { argument } from './implementation.ts';

const BOUND: ReadonlySet<string> = new Set(['le']);

export const histogramQuantile: Implementation = (call, evaluation) => {
  const q = evaluation.scalar(argument(call, 0));
  return ofHistograms(evaluation.vector(argument(call, 1)), evaluation.steps.count, (buckets, step) =>
    bucketQuantile(q[step] ?? NaN, buckets)
  );
};

/** On classic histograms as newer Prometheus answers it; 2.42 returns nothing (metric-science.md C4). */
export const histogramFraction: Implementation = (call, evaluation) => {
  const lower = evaluation.scalar(argument(call, 0));
  const upper = evaluation.scalar(argument(call, 1));
  return ofHistograms(evaluation.vector(argument(call, 2)), evaluation.steps.count, (buckets, step) =>
    bucketFraction(lower[step] ?? NaN, upper[step] ?? NaN, buckets)
  );
};

interface Histogram {
  readonly labels: LabelSet;
  readonly buckets: Array<{ readonly bound: number; readonly series: StepSeries }>;
}

function ofHistograms(
  series: readonly StepSeries[],
  steps: number,
  compute: (buckets: Buckets, step: number) => number
): Value {
  const outputs = groupByHistogram(series).map(({ labels, buckets }) => {
    const output = emptySeries(labels.withoutMetricName(), steps);
    for (let step = 0; step < steps; step++) {
      const present = bucketsAt(buckets, step);
      if (present.length > 0) {
        output.values[step] = compute(present, step);
        output.present[step] = 1;
      }
    }
    return output;
  });
  return vectorOf(mergeSeries(outputs, steps));
}

/** Series that differ in `le` only are one histogram, sorted by bound; a series whose `le` is no number is left out. */
function groupByHistogram(series: readonly StepSeries[]): Histogram[] {
  const histograms = new Map<string, Histogram>();
  for (const each of series) {
    const bound = parseFloatText(each.labels.get('le'));
    if (bound === undefined) {
      continue;
    }
    const labels = each.labels.without(BOUND);
    const histogram = histograms.get(labels.key) ?? { labels, buckets: [] };
    histogram.buckets.push({ bound, series: each });
    histograms.set(labels.key, histogram);
  }
  for (const { buckets } of histograms.values()) {
    buckets.sort((a, b) => a.bound - b.bound || 0);
  }
  return [...histograms.values()];
}

/** Bounds that are equal as numbers (`1` and `1.0`) are one bucket. */
function bucketsAt(buckets: Histogram['buckets'], step: number): Buckets {
  const present: Array<{ bound: number; count: number }> = [];
  for (const { bound, series } of buckets) {
    if (series.present[step] !== 1) {
      continue;
    }
    const count = series.values[step] ?? NaN;
    const last = present.at(-1);
    if (last?.bound === bound) {
      last.count += count;
    } else {
      present.push({ bound, count });
    }
  }
  return present;
}
