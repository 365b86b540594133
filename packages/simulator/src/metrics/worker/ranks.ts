/** Ranks of a worker share its work: simulated as one batch, reported as so many. */

/** The part of a whole number that a rank reports; the parts add up to it, and each only grows with it. */
export const partOf = (total: number, rank: number, ranks: number): number =>
  Math.floor((Math.floor(total) + rank) / ranks);

/** One entry a rank. */
export const eachRank = <T>(ranks: number, make: (rank: number) => T): readonly T[] =>
  Array.from({ length: ranks }, (_, rank) => make(rank));

/** Requests by rank. */
export function countByRank(
  requests: ReadonlyArray<{ readonly attempt: { readonly rank: number } }>,
  ranks: number
): readonly number[] {
  const counts = new Array<number>(ranks).fill(0);
  for (const { attempt } of requests) {
    const rank = attempt.rank % ranks;
    counts[rank] = (counts[rank] ?? 0) + 1;
  }
  return counts;
}
