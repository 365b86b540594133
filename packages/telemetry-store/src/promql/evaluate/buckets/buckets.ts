/** Cumulative counts by upper bound, ascending, bounds distinct. */
export type Buckets = ReadonlyArray<{ readonly bound: number; readonly count: number }>;

/** Whether the last bucket holds everything; without it there is no answer. */
export function isComplete(buckets: Buckets): boolean {
  return buckets.at(-1)?.bound === Infinity;
}
