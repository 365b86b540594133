import type { Buckets } from './buckets.ts';
import { isComplete } from './buckets.ts';

/**
 * The q-quantile of a classic histogram, linear within a bucket, as Prometheus 2.42 computes it: counts that fall are
 * lifted to the one before, the first bucket starts at 0 if its bound is positive, and the last one answers with the
 * bound below it.
 */
export function bucketQuantile(q: number, buckets: Buckets): number {
  if (Number.isNaN(q)) {
    return NaN;
  }
  if (q < 0 || q > 1) {
    return q < 0 ? -Infinity : Infinity;
  }
  if (!isComplete(buckets) || buckets.length < 2) {
    return NaN;
  }
  const counts = rising(buckets);
  const observations = counts.at(-1) ?? NaN;
  return observations === 0 ? NaN : interpolate(buckets, counts, q * observations);
}

function interpolate(buckets: Buckets, counts: readonly number[], rank: number): number {
  const last = counts.length - 1;
  const index = firstAtLeast(counts, rank, last);
  const bound = buckets[index]?.bound ?? NaN;
  if (index === last) {
    return buckets[last - 1]?.bound ?? NaN;
  }
  if (index === 0) {
    return bound <= 0 ? bound : bound * (rank / (counts[0] ?? NaN));
  }
  const lowerBound = buckets[index - 1]?.bound ?? NaN;
  const below = counts[index - 1] ?? NaN;
  return lowerBound + (bound - lowerBound) * ((rank - below) / ((counts[index] ?? NaN) - below));
}

/** Binary, as in Prometheus: it decides which bucket answers when a count is NaN. */
function firstAtLeast(counts: readonly number[], rank: number, limit: number): number {
  let [low, high] = [0, limit];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((counts[middle] ?? NaN) >= rank) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

function rising(buckets: Buckets): number[] {
  let highest = buckets[0]?.count ?? NaN;
  return buckets.map(({ count }) => {
    if (count > highest) {
      highest = count;
    }
    return count < highest ? highest : count;
  });
}
