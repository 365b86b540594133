/** Spans by power of two: the upper bound of a bucket and how many values are in it. */
export type Log2Histogram = Map<number, number>;

/** The next power of two of an integer; `undefined` below 2, which Tempo leaves out. */
export function log2Bucket(value: number): number | undefined {
  if (value < 2) {
    return undefined;
  }
  const power = 2 ** Math.ceil(Math.log2(value));
  // The logarithm of a large integer just above a power rounds down to it.
  return power < value ? power * 2 : power;
}

/**
 * The q-quantile of a histogram as Tempo computes it: the rank is rounded up, a bucket that ends exactly there answers
 * with its bound, and within a bucket values are taken to lie exponentially. 0 for no values.
 */
export function log2Quantile(q: number, histogram: Log2Histogram): number {
  const buckets = [...histogram].sort(([a], [b]) => a - b);
  const total = buckets.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) {
    return 0;
  }
  const rank = Math.max(1, Math.ceil(q * total));
  let below = 0;
  for (const [index, [bound, count]] of buckets.entries()) {
    if (below + count > rank) {
      const lower = buckets[index - 1]?.[0] ?? bound / 2;
      return interpolate(lower, bound, (rank - below) / count);
    }
    below += count;
    if (below === rank) {
      return bound;
    }
  }
  return NaN;
}

function interpolate(lower: number, upper: number, share: number): number {
  const [low, high] = [Math.log2(lower), Math.log2(upper)];
  return 2 ** (low + (high - low) * share);
}
