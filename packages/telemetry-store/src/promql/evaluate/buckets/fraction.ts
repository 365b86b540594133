import type { Buckets } from './buckets.ts';
import { isComplete } from './buckets.ts';

/** The share of observations between two values, linear within a bucket; NaN without observations. */
export function bucketFraction(lower: number, upper: number, buckets: Buckets): number {
  const total = buckets.at(-1)?.count ?? NaN;
  if (!isComplete(buckets) || total === 0 || Number.isNaN(lower) || Number.isNaN(upper)) {
    return NaN;
  }
  return lower >= upper ? 0 : (countBelow(upper, buckets, total) - countBelow(lower, buckets, total)) / total;
}

/** Observations below a value. The first bucket reaches down to 0 if its bound is positive, else to -Inf. */
function countBelow(value: number, buckets: Buckets, total: number): number {
  let start = (buckets[0]?.bound ?? NaN) > 0 ? 0 : -Infinity;
  let below = 0;
  for (const { bound, count } of buckets) {
    if (start >= value) {
      return Math.min(below, total);
    }
    if (bound > value) {
      // A bucket that reaches down to -Inf cannot be shared out; all of it counts as below.
      const share = start === -Infinity ? 1 : (value - start) / (bound - start);
      return Math.min(below + (count - below) * share, total);
    }
    [start, below] = [bound, count];
  }
  return total;
}
