import { FieldType, type DataFrame, type Field } from '@grafana/data';

export interface Bucket {
  /** `le`, as it stands in the data. */
  readonly upper: string;
  readonly lower: string | undefined;
  readonly field: Field;
  readonly counts: ReadonlyArray<number | null>;
}

/** Buckets from the lowest upwards, on one time axis. A cell reaches back from its time by `stepMs`. */
export interface Heatmap {
  readonly times: readonly number[];
  readonly stepMs: number;
  readonly buckets: readonly Bucket[];
  /** Over the cells that are drawn. */
  readonly lowest: number;
  readonly highest: number;
}

/**
 * Reads frames of one bucket a field. Several frames (one for each set of other labels) are laid over one another: counts of equal
 * times and bounds are added. Cells of `hideBelow` and less are not counted for the colour scale. Undefined when there is no bucket.
 */
export function readHeatmap(frames: readonly DataFrame[], hideBelow: number): Heatmap | undefined {
  const usable = frames.filter((frame) => frame.length > 0 && timeField(frame) !== undefined);
  const times = [...new Set(usable.flatMap((frame) => timesOf(frame)))].sort((a, b) => a - b);
  const buckets = mergeBuckets(usable, times);
  if (buckets.length === 0) {
    return undefined;
  }
  const drawn = buckets.flatMap(({ counts }) => counts.filter((c): c is number => c !== null && c > hideBelow));
  return {
    times,
    stepMs: timeField(usable[0])?.config.interval ?? smallestStep(times),
    buckets,
    lowest: drawn.reduce((a, b) => Math.min(a, b), Infinity),
    highest: drawn.reduce((a, b) => Math.max(a, b), -Infinity),
  };
}

const timeField = (frame: DataFrame | undefined): Field<number> | undefined =>
  frame?.fields.find((f) => f.type === FieldType.time);

const timesOf = (frame: DataFrame): number[] => timeField(frame)?.values ?? [];

function mergeBuckets(frames: readonly DataFrame[], times: readonly number[]): Bucket[] {
  const column = new Map(times.map((time, i) => [time, i]));
  const found = new Map<string, { field: Field; counts: Array<number | null> }>();
  for (const frame of frames) {
    const at = timesOf(frame);
    for (const field of frame.fields.filter((f) => f.type === FieldType.number)) {
      const upper = field.labels?.['le'] ?? field.config.displayNameFromDS ?? field.name;
      const bucket = found.get(upper) ?? { field, counts: times.map(() => null) };
      found.set(upper, bucket);
      addCounts(bucket.counts, field.values, at, column);
    }
  }
  const ordered = [...found].sort(([a], [b]) => boundOf(a) - boundOf(b));
  return ordered.map(([upper, bucket], i) => ({ upper, lower: ordered[i - 1]?.[0], ...bucket }));
}

function addCounts(
  counts: Array<number | null>,
  values: ReadonlyArray<number | null>,
  at: readonly number[],
  column: ReadonlyMap<number, number>
): void {
  values.forEach((value, row) => {
    const index = column.get(at[row] ?? NaN);
    if (index !== undefined && value !== null) {
      counts[index] = (counts[index] ?? 0) + value;
    }
  });
}

const boundOf = (le: string): number => (/^\+?inf$/i.test(le) ? Infinity : Number(le));

function smallestStep(times: readonly number[]): number {
  return times.slice(1).reduce((least, time, i) => Math.min(least, time - (times[i] ?? 0)), Infinity);
}

/** The column whose cell holds a time: the first that ends at or after it. Undefined beyond the last or in a gap. */
export function columnAt({ times, stepMs }: Pick<Heatmap, 'times' | 'stepMs'>, timeMs: number): number | undefined {
  const column = times.findIndex((time) => time >= timeMs);
  const end = times[column];
  return end !== undefined && timeMs > end - stepMs ? column : undefined;
}

/** The row of a mark, by the bucket that it names in `le`; undefined where the heatmap has no such bucket. */
export const middleOfBucket =
  ({ buckets }: Pick<Heatmap, 'buckets'>) =>
  ({ fields }: DataFrame, row: number): number | undefined => {
    const le: unknown = fields.find(({ name }) => name === 'le')?.values[row];
    const place = buckets.findIndex(({ upper }) => upper === le);
    return place === -1 ? undefined : place + 0.5;
  };
