import type { Log2Accumulator } from './accumulator.ts';
import type { Log2Histogram } from './log2.ts';
import { log2Quantile } from './log2.ts';
import type { Exemplar, Label, MetricSeries } from './series.ts';

/** What one group of spans gathered for its quantiles. */
export interface QuantileGroup {
  readonly labels: readonly Label[];
  readonly accumulator: Log2Accumulator;
  readonly exemplars: readonly Exemplar[];
}

/** A series for each group and quantile, labelled `p`. An exemplar goes to the quantile of all spans it lies next to. */
export function quantileSeries(groups: readonly QuantileGroup[], quantiles: readonly number[]): MetricSeries[] {
  const all = merged(groups);
  const typical = quantiles.map((q) => log2Quantile(q, all));
  return groups.flatMap(({ labels, accumulator, exemplars }) =>
    quantiles.map((q, index) => ({
      labels: [...labels, ['p', { type: 'float', value: q }] as const],
      values: accumulator.quantile(q),
      exemplars: exemplars.filter(({ value }) => nearest(typical, value) === index),
    }))
  );
}

function merged(groups: readonly QuantileGroup[]): Log2Histogram {
  const all: Log2Histogram = new Map();
  for (const histogram of groups.flatMap(({ accumulator }) => accumulator.histograms)) {
    histogram.forEach((count, bucket) => all.set(bucket, (all.get(bucket) ?? 0) + count));
  }
  return all;
}

function nearest(candidates: readonly number[], value: number): number {
  const distances = candidates.map((candidate) => Math.abs(candidate - value));
  return distances.indexOf(Math.min(...distances));
}
