import { FieldType, type DataFrame } from '@grafana/data';

import { isEarlier, seriesKey } from '../comparison/series-key.ts';

/** Some series of a panel, and how many there are. An earlier period of a series is no series of its own. */
export interface LargestSeries {
  readonly frames: DataFrame[];
  readonly total: number;
}

/**
 * The series with the largest last values, in their own order, with the earlier periods that belong to them. Frames that are not one
 * series each, such as tables, are all kept.
 */
export function largestSeries(frames: readonly DataFrame[], limit: number): LargestSeries {
  const series = frames.filter((frame) => isSeries(frame) && !isEarlier(frame));
  if (series.length <= limit) {
    return { frames: [...frames], total: series.length };
  }
  const largest = [...series].sort((a, b) => lastValue(b) - lastValue(a)).slice(0, limit);
  const drawn = new Set(largest.map(seriesKey));
  return { frames: frames.filter((frame) => !isSeries(frame) || drawn.has(seriesKey(frame))), total: series.length };
}

const numbers = ({ fields }: DataFrame) => fields.filter(({ type }) => type === FieldType.number);

const isSeries = (frame: DataFrame): boolean =>
  numbers(frame).length === 1 && frame.fields.some(({ type }) => type === FieldType.time);

function lastValue(frame: DataFrame): number {
  const values: readonly unknown[] = numbers(frame)[0]?.values ?? [];
  const last = values.findLast((value) => typeof value === 'number' && !Number.isNaN(value));
  return typeof last === 'number' ? last : -Infinity;
}
