import type { LabelValues, Window } from './observations.ts';
import { joined, lastReadings, type Join, type Reading, type TargetReadings } from './states.ts';
import { lines, type Truth } from './truth.ts';

/** What was true at the moments of scrapes, reckoned to one value for each label set at the end of a window. */
export type Figures = (window: Window) => readonly Reading[];

/** Prometheus reckons to the ends of a window unless the next scrape is further away than so many usual gaps. */
const GAP_TOLERANCE = 1.1;

interface Point {
  readonly at: number;
  readonly value: number;
}

const keyOf = (labels: LabelValues): string => JSON.stringify(Object.entries(labels).sort());

/** As each target had it at its last scrape. */
export const latest =
  (targets: readonly TargetReadings[]): Figures =>
  ({ at }) =>
    lastReadings(targets, at);

/** As each target had it when it last had it: what a process keeps showing. */
export const held =
  (targets: readonly TargetReadings[]): Figures =>
  ({ at }) =>
    targets.flatMap(
      ({ scrapes }) => scrapes.findLast((scrape) => scrape.at <= at && scrape.readings.length > 0)?.readings ?? []
    );

/** What a window's scrapes saw of every series. */
const seen = (targets: readonly TargetReadings[], { at, seconds }: Window) =>
  targets.flatMap(({ scrapes }) => {
    const series = new Map<string, { labels: LabelValues; points: Point[] }>();
    for (const scrape of scrapes.filter((each) => each.at > at - seconds && each.at <= at)) {
      for (const { labels, value } of scrape.readings) {
        const known = series.get(keyOf(labels)) ?? { labels, points: [] };
        known.points.push({ at: scrape.at, value });
        series.set(keyOf(labels), known);
      }
    }
    return [...series.values()];
  });

/** How much sums grow each second, from the first to the last scrape of a window and stretched to its ends as Prometheus does. */
export const growth =
  (targets: readonly TargetReadings[]): Figures =>
  (window) =>
    seen(targets, window).flatMap(({ labels, points }) =>
      points.length < 2 ? [] : [{ labels, value: stretchedGrowth(points, window) / window.seconds }]
    );

/** How much sums grow in a window. */
export const increase = (targets: readonly TargetReadings[]): Figures => {
  const each = growth(targets);
  return (window) => each(window).map(({ labels, value }) => ({ labels, value: value * window.seconds }));
};

function stretchedGrowth(points: readonly Point[], { at, seconds }: Window): number {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) {
    return NaN;
  }
  const grown = points.slice(1).reduce((sum, { value }, index) => {
    const before = points[index]?.value ?? 0;
    return sum + (value < before ? value : value - before);
  }, 0);
  const sampled = last.at - first.at;
  const gap = sampled / (points.length - 1);
  const within = (distance: number): number => (distance < GAP_TOLERANCE * gap ? distance : gap / 2);
  // A sum was not below 0 before.
  const sinceZero = grown > 0 ? (sampled * first.value) / grown : Infinity;
  const toStart = Math.min(within(first.at - (at - seconds)), sinceZero);
  return grown * ((sampled + toStart + within(at - last.at)) / sampled);
}

/** 1 for what is more than at the scrape before, else 0. */
export const grew =
  (targets: readonly TargetReadings[]): Figures =>
  ({ at }) =>
    targets.flatMap(({ scrapes }) => {
      const index = scrapes.findLastIndex((scrape) => scrape.at <= at);
      const before = new Map(
        (scrapes[index - 1]?.readings ?? []).map(({ labels, value }) => [keyOf(labels), value] as const)
      );
      return (scrapes[index]?.readings ?? []).map(({ labels, value }) => ({
        labels,
        value: value > (before.get(keyOf(labels)) ?? 0) ? 1 : 0,
      }));
    });

/** As it was so many seconds before. */
export const earlier =
  (of: Figures, seconds: number): Figures =>
  (window) =>
    of({ ...window, at: window.at - seconds });

/** One value of all that have the same labels. */
export const merged =
  (of: Figures, merge: Join, ...by: readonly string[]): Figures =>
  (window) => {
    const groups = new Map<string, { labels: LabelValues; values: number[] }>();
    for (const { labels: all, value } of of(window)) {
      const labels = Object.fromEntries(by.map((name) => [name, all[name] ?? '']));
      const group = groups.get(keyOf(labels)) ?? { labels, values: [] };
      group.values.push(value);
      groups.set(keyOf(labels), group);
    }
    return [...groups.values()].map(({ labels, values }) => ({ labels, value: joined(values, merge) ?? NaN }));
  };

/** Each value turned into another one; without those that become NaN. */
export const each =
  (of: Figures, change: (value: number) => number): Figures =>
  (window) =>
    of(window)
      .map(({ labels, value }) => ({ labels, value: change(value) }))
      .filter(({ value }) => !Number.isNaN(value));

export const scaledBy = (of: Figures, factor: number): Figures => each(of, (value) => value * factor);
export const zero = (of: Figures): Figures => each(merged(of, 'count'), () => 0);
/** Only those above 0. */
export const positive = (of: Figures): Figures => each(of, (value) => (value > 0 ? value : NaN));

/** Two values with the same labels made one, where both are; without those that become NaN. */
export const together =
  (a: Figures, b: Figures, combine: (a: number, b: number) => number): Figures =>
  (window) => {
    const others = new Map(b(window).map(({ labels, value }) => [keyOf(labels), value] as const));
    return a(window)
      .map(({ labels, value }) => ({ labels, value: combine(value, others.get(keyOf(labels)) ?? NaN) }))
      .filter(({ value }) => !Number.isNaN(value));
  };

/** Nothing where the lower one is not above 0. */
export const divided = (above: Figures, below: Figures): Figures =>
  together(above, below, (a, b) => (b > 0 ? a / b : NaN));
export const added = (a: Figures, b: Figures): Figures => together(a, b, (x, y) => x + y);

/** Exactly these values, and no series missing. Reckoned once for all series of a window. */
export const exactly = (of: Figures): Truth => {
  const known = new Map<string, readonly Reading[]>();
  const readings = (window: Window): readonly Reading[] => {
    const key = `${window.at} ${window.seconds}`;
    const found = known.get(key) ?? of(window);
    known.set(key, found);
    return found;
  };
  return {
    bound: (labels, window) => {
      const found = readings(window).find((reading) =>
        Object.entries(reading.labels).every(([name, value]) => (labels[name] ?? '') === value)
      );
      return found === undefined ? undefined : { low: found.value, high: found.value };
    },
    expected: (window) => readings(window).map(({ labels }) => labels),
  };
};

/** Lines that the label `line` tells apart. */
export const exactLines = (each: { readonly [line: string]: Figures }): Truth =>
  lines(Object.fromEntries(Object.entries(each).map(([line, figures]) => [line, exactly(figures)])));
