import type { Moment } from '../evidence/moment.ts';

/** A search takes the newest it finds, so that a long range is searched in parts: requests from all of it are wanted. */
const parts = 10;

/**
 * Parts of equal length that cover a range. Their bounds are multiples of that length, so that most parts of a range that moves on, as
 * `now-1h` does, are those of before.
 */
export function cellsOf({ fromMs, toMs }: Moment): readonly Moment[] {
  const length = Math.max(1000, Math.ceil((toMs - fromMs) / parts));
  const first = Math.floor(fromMs / length);
  const last = Math.ceil(toMs / length);
  return Array.from({ length: last - first }, (_, i) => ({
    fromMs: (first + i) * length,
    toMs: Math.min((first + i + 1) * length, toMs),
  }));
}
