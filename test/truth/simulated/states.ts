import type { Bound } from './bounds.ts';
import type { LabelValues, Observation, Window } from './observations.ts';

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
export type Join = 'sum' | 'max' | 'min' | 'mean' | 'count' | 'distinct' | 'median';

/** Older values are not shown. */
const LOOKBACK_SECONDS = 300;
const MOMENT = 1e-3;

/** States as they were at the last scrape of each target: a gauge shows exactly that. */
export class SeenStates {
  constructor(
    private readonly targets: readonly TargetReadings[],
    private readonly by: readonly string[],
    private readonly join: Join
  ) {}

  bound(labels: LabelValues, at: number): Bound | undefined {
    const values = this.at(at).filter((reading) =>
      this.by.every((name) => (reading.labels[name] ?? '') === (labels[name] ?? ''))
    );
    const value = joined(
      values.map((reading) => reading.value),
      this.join
    );
    return value === undefined ? undefined : { low: value, high: value };
  }

  expected(at: number): LabelValues[] {
    return this.setsOf(this.at(at));
  }

  expectedOver(window: Window): LabelValues[] {
    return this.setsOf(this.means(window));
  }

  private setsOf(readings: readonly Reading[]): LabelValues[] {
    const sets = readings.map(({ labels }) => Object.fromEntries(this.by.map((name) => [name, labels[name] ?? ''])));
    return [...new Map(sets.map((labels) => [JSON.stringify(labels), labels])).values()];
  }

  /** As `avg_over_time` shows it: each series' mean over the scrapes of the window, then joined. */
  over(labels: LabelValues, window: Window): Bound | undefined {
    const values = this.means(window).filter((reading) =>
      this.by.every((name) => (reading.labels[name] ?? '') === (labels[name] ?? ''))
    );
    const value = joined(
      values.map((reading) => reading.value),
      this.join
    );
    return value === undefined ? undefined : { low: value, high: value };
  }

  /** Readings of sums that only grow, as what was added between two scrapes. Each is counted with the later one. */
  growth(): Observation[] {
    return this.targets.flatMap(({ scrapes }, target) =>
      (scrapes[0]?.readings ?? []).flatMap(({ labels }) => {
        const key = JSON.stringify(labels);
        const values = scrapes.flatMap(({ at, readings }) =>
          readings.filter((each) => JSON.stringify(each.labels) === key).map(({ value }) => ({ at, value }))
        );
        const [first, last] = [values[0]?.at ?? 0, values.at(-1)?.at ?? 0];
        const interval = (last - first) / Math.max(1, values.length - 1);
        // Seen from the first scrape to the last: what is counted with any but the first lies between two.
        const source = { name: `${target} ${key}`, from: first - MOMENT, to: last + interval + MOMENT };
        return values.slice(1).map(({ at, value }, index) => ({
          at,
          value: value - (values[index]?.value ?? 0),
          labels,
          source,
        }));
      })
    );
  }

  private means({ at, seconds }: Window): Reading[] {
    return this.targets.flatMap(({ scrapes }) => {
      const series = new Map<string, { labels: LabelValues; values: number[] }>();
      for (const scrape of scrapes.filter((each) => each.at > at - seconds && each.at <= at)) {
        for (const { labels, value } of scrape.readings) {
          const known = series.get(JSON.stringify(labels)) ?? { labels, values: [] };
          known.values.push(value);
          series.set(JSON.stringify(labels), known);
        }
      }
      return [...series.values()].map(({ labels, values }) => ({
        labels,
        value: values.reduce((sum, value) => sum + value, 0) / values.length,
      }));
    });
  }

  private at(seconds: number): Reading[] {
    return lastReadings(this.targets, seconds);
  }
}

/** What each target had at its last scrape. */
export const lastReadings = (targets: readonly TargetReadings[], seconds: number): Reading[] =>
  targets.flatMap(({ scrapes }) => {
    const last = scrapes.findLast(({ at }) => at <= seconds);
    return last === undefined || seconds - last.at > LOOKBACK_SECONDS ? [] : last.readings;
  });

/** Undefined of none. */
export function joined(values: readonly number[], join: Join): number | undefined {
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
    case 'median':
      return median(values);
    case 'distinct':
      return new Set(values).size;
  }
}

/** As Prometheus reckons it: between the two middle ones when they are even. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}
