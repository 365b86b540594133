import type { Labels, RangeSeries } from './backend.ts';
import type { PlainField, PlainFrame } from './frame.ts';

export interface HeatmapContext {
  readonly refId: string;
  readonly stepMs: number;
  readonly executedQuery: string;
}

interface Bucket {
  readonly le: string;
  readonly bound: number;
  readonly series: RangeSeries;
}

/** Below this a bucket's rate is the noise of subtracting two floating-point numbers. */
const NOISE = 1e-9;

/**
 * Cumulative `le` buckets as one frame for each set of other labels: a time field and a field for each bucket, named by its upper
 * bound, from the lowest upwards, each holding only what lies in that bucket. Series without a numeric `le` are left out.
 */
export function heatmapFrames(series: readonly RangeSeries[], context: HeatmapContext): PlainFrame[] {
  return [...groupByOtherLabels(series).values()].map((buckets) => {
    buckets.sort((a, b) => a.bound - b.bound);
    const times = gridOf(buckets.map((b) => b.series));
    return {
      refId: context.refId,
      shape: 'heatmap-rows',
      executedQuery: context.executedQuery,
      fields: [
        { name: 'Time', kind: 'time', values: times, intervalMs: context.stepMs },
        ...deaccumulate(buckets, times),
      ],
    };
  });
}

function groupByOtherLabels(series: readonly RangeSeries[]): Map<string, Bucket[]> {
  const groups = new Map<string, Bucket[]>();
  for (const s of series) {
    const { le, ...others } = s.labels;
    const bound = le === undefined ? NaN : parseBound(le);
    if (le === undefined || Number.isNaN(bound)) {
      continue;
    }
    const key = JSON.stringify(Object.entries(others satisfies Labels).sort());
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push({ le, bound, series: s });
  }
  return groups;
}

/** The value of `le`: a number or `+Inf`; NaN where it is neither. */
export function parseBound(le: string): number {
  return /^\+?inf$/i.test(le) ? Infinity : le.trim() === '' ? NaN : Number(le);
}

function gridOf(series: readonly RangeSeries[]): number[] {
  return [...new Set(series.flatMap((s) => s.times))].sort((a, b) => a - b);
}

function deaccumulate(buckets: readonly Bucket[], times: readonly number[]): PlainField[] {
  let below: ReadonlyArray<number | null> = times.map(() => 0);
  return buckets.map(({ le, series }) => {
    const byTime = new Map(series.times.map((time, i) => [time, series.values[i] ?? null]));
    const cumulative = times.map((time) => byTime.get(time) ?? null);
    const values = cumulative.map((value, i) => inBucket(value, below[i] ?? null));
    // A bucket that misses a step must not hide what lies below it.
    below = cumulative.map((value, i) => value ?? below[i] ?? null);
    return { name: le, kind: 'number', values, labels: series.labels, displayName: le };
  });
}

function inBucket(cumulative: number | null, below: number | null): number | null {
  if (cumulative === null || Number.isNaN(cumulative)) {
    return null;
  }
  const own = cumulative - (below ?? 0);
  return own < NOISE ? 0 : own;
}
