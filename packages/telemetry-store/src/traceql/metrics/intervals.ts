import type { TimeRangeNs } from '../../traces/trace-store.ts';

/** The steps of a metrics query. Step `i` covers the spans that started in (start + i·step, start + (i+1)·step]. */
export interface Intervals {
  readonly startNs: bigint;
  readonly endNs: bigint;
  readonly stepNs: bigint;
  readonly count: number;
}

/** The whole range as one step, as an instant query takes it. */
export function instantInterval({ startNs, endNs }: TimeRangeNs): Intervals {
  return { startNs, endNs, stepNs: endNs - startNs, count: 1 };
}

/** Steps at multiples of `stepNs`: the start is rounded down, with one step before it, and the end up. */
export function alignedIntervals(range: TimeRangeNs, stepNs: bigint): Intervals {
  const startNs = range.startNs - (range.startNs % stepNs) - stepNs;
  const past = range.endNs % stepNs;
  const endNs = past === 0n ? range.endNs : range.endNs + stepNs - past;
  return { startNs, endNs, stepNs, count: Number((endNs - startNs) / stepNs) };
}

/** The step of a time; `undefined` outside of the range. */
export function intervalOf({ startNs, endNs, stepNs }: Intervals, timeNs: bigint): number | undefined {
  return timeNs <= startNs || timeNs > endNs ? undefined : Number((timeNs - startNs - 1n) / stepNs);
}

/** The time that Tempo writes beside a sample: the end of its step, in Unix milliseconds. */
export function timeOfInterval({ startNs, stepNs }: Intervals, index: number): number {
  return Number((startNs + (BigInt(index) + 1n) * stepNs) / 1_000_000n);
}

/** Down to which multiple a default step is rounded, the longest first, in nanoseconds. */
const GRANULARITIES = [3600n, 300n, 60n, 15n, 5n, 1n].map((seconds) => seconds * 1_000_000_000n);
const FINE_NS = 50_000_000n;
const POINTS = 240n;

/** The step that Tempo chooses where a request names none: about 240 points. */
export function defaultStepNs({ startNs, endNs }: TimeRangeNs): bigint {
  const range = endNs - startNs;
  const baseline = range / POINTS;
  const fine = range < 60_000_000_000n;
  const granularity = fine ? FINE_NS : GRANULARITIES.find((each) => baseline > each);
  if (granularity === undefined || baseline <= granularity) {
    return fine ? FINE_NS : 1_000_000_000n;
  }
  return baseline - (baseline % granularity);
}
