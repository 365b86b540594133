import type { Bound } from './bounds.ts';
import type { LabelValues } from './observations.ts';

/** What one target had at one scrape. */
export interface Reading {
  readonly labels: LabelValues;
  readonly value: number;
}

export interface TargetReadings {
  /** Ends of scrapes, seconds, ascending, with what was read then. A scrape that failed has no readings. */
  readonly scrapes: ReadonlyArray<{ readonly at: number; readonly readings: readonly Reading[] }>;
}

/** How readings of several targets, or of several series, become one. */
export type Join = 'sum' | 'max' | 'min' | 'mean' | 'count' | 'distinct';

/** Older values are not shown. */
const LOOKBACK_SECONDS = 300;

/** States as they were at the last scrape of each target: a gauge shows exactly that. */
export class SeenStates {
  constructor(
    private readonly targets: readonly TargetReadings[],
    private readonly by: readonly string[],
    private readonly join: Join
  ) {}

  bound(labels: LabelValues, at: number): Bound | undefined {
    const values = this.at(at).filter((reading) => this.by.every((name) => (reading.labels[name] ?? '') === (labels[name] ?? '')));
    const value = joined(values, this.join);
    return value === undefined ? undefined : { low: value, high: value };
  }

  expected(at: number): LabelValues[] {
    const sets = this.at(at).map(({ labels }) => Object.fromEntries(this.by.map((name) => [name, labels[name] ?? ''])));
    return [...new Map(sets.map((labels) => [JSON.stringify(labels), labels])).values()];
  }

  private at(seconds: number): Reading[] {
    return this.targets.flatMap(({ scrapes }) => {
      const last = scrapes.findLast(({ at }) => at <= seconds);
      return last === undefined || seconds - last.at > LOOKBACK_SECONDS ? [] : last.readings;
    });
  }
}

function joined(readings: readonly Reading[], join: Join): number | undefined {
  const values = readings.map(({ value }) => value);
  if (values.length === 0) {
    return undefined;
  }
  switch (join) {
    case 'sum':
      return values.reduce((sum, value) => sum + value, 0);
    case 'mean':
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    case 'max':
      return Math.max(...values);
    case 'min':
      return Math.min(...values);
    case 'count':
      return values.length;
    case 'distinct':
      return new Set(values).size;
  }
}
