import { quantile } from '../../../number/quantile.ts';
import type { AggregationName } from '../../parse/ast.ts';

/** Makes one number of a group's samples (at least one). `parameter` is the quantile, NaN for the others. */
export type Reduce = (values: Float64Array, parameter: number) => number;

export type ReducingName = Exclude<AggregationName, 'topk' | 'bottomk' | 'count_values'>;

/** As Prometheus 2.42 adds and averages: plain sums, running means. */
export const REDUCERS: Readonly<Record<ReducingName, Reduce>> = {
  sum: (values) => {
    let total = values[0] ?? NaN;
    for (let i = 1; i < values.length; i++) {
      total += values[i] ?? NaN;
    }
    return total;
  },
  avg: average,
  min: (values) => extreme(values, (value, best) => value < best),
  max: (values) => extreme(values, (value, best) => value > best),
  count: (values) => values.length,
  group: () => 1,
  stddev: (values) => Math.sqrt(variance(values)),
  stdvar: variance,
  quantile: (values, q) => quantile(q, values.slice()),
};

function average(values: Float64Array): number {
  let mean = values[0] ?? NaN;
  for (let i = 1; i < values.length; i++) {
    const value = values[i] ?? NaN;
    const isInfinite = mean === Infinity || mean === -Infinity;
    // An infinite mean stays as it is unless NaN or the other infinity comes.
    if (!isInfinite || Number.isNaN(value) || value === -mean) {
      mean += value / (i + 1) - mean / (i + 1);
    }
  }
  return mean;
}

function extreme(values: Float64Array, isBetter: (value: number, best: number) => boolean): number {
  let best = values[0] ?? NaN;
  for (const value of values) {
    if (isBetter(value, best) || Number.isNaN(best)) {
      best = value;
    }
  }
  return best;
}

function variance(values: Float64Array): number {
  let mean = values[0] ?? NaN;
  let squares = 0;
  for (let i = 1; i < values.length; i++) {
    const value = values[i] ?? NaN;
    const distance = value - mean;
    mean += distance / (i + 1);
    squares += distance * (value - mean);
  }
  return squares / values.length;
}
