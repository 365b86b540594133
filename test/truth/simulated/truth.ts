import {
  difference,
  edgeBound,
  isNothing,
  isUneven,
  meanBound,
  nothing,
  quantileBound,
  quotient,
  rateBound,
  scaled,
  type Bound,
} from './bounds.ts';
import type { LabelValues, Observations, Weighted, Window } from './observations.ts';
import { median, type SeenStates } from './states.ts';

/**
 * What the values of a query must be, reckoned from what truly happened and not from what was scraped. It is made from the
 * panel's question; it knows nothing of its query.
 */
export interface Truth {
  /** For one series at one moment; undefined where nothing can be said, such as a mean without anything certain. */
  bound(labels: LabelValues, window: Window): Bound | undefined;
  /** The series that must be there. */
  expected(window: Window): readonly LabelValues[];
  /** Those that may be there, and what they may be then; left out where none is in doubt. */
  possible?(window: Window): ReadonlyArray<{ readonly labels: LabelValues; readonly bound: Bound }>;
}

/** Events each second, or of their values. */
export const rate = (of: Observations, factor = 1): Truth => ({
  bound: (labels, window) => scaled(rateBound(of.seen(labels, window), window), factor),
  expected: (window) => of.expected(window),
});

export const mean = (of: Observations): Truth => ({
  bound: (labels, window) => meanBound(of.seen(labels, window)),
  expected: (window) => of.expected(window),
  possible: (window) =>
    of.sets.flatMap((labels) => {
      const seen = of.seen(labels, window);
      const { possible } = seen;
      if (possible.length === 0 || meanBound(seen) !== undefined) {
        return [];
      }
      const values = possible.map(({ value }) => value);
      const uneven = isUneven(seen) ? Math.max(1, ...possible.map(({ most }) => most)) : 1;
      return [{ labels, bound: { low: Math.min(...values) / uneven, high: Math.max(...values) * uneven } }];
    }),
});

/** A share of events: values are 1 for those that count and 0 for the others. */
export const share = (of: Observations): Truth => mean(of);

export const quantile = (of: Observations, portion: number, bounds: readonly number[]): Truth => ({
  bound: (labels, window) => quantileBound(portion, of.seen(labels, window), bounds),
  expected: (window) => of.expected(window),
});

/** Exactly what a process had at its last scrape. */
export const state = (of: SeenStates): Truth => ({
  bound: (labels, { at }) => of.bound(labels, at),
  expected: ({ at }) => of.expected(at),
});

/** Two quantities as one; nothing where one of them is nothing. */
export const pair = (a: Truth, b: Truth, combine: (a: Bound, b: Bound) => Bound | undefined): Truth => ({
  bound: (labels, window) => {
    const [x, y] = [a.bound(labels, window), b.bound(labels, window)];
    return x === undefined || y === undefined ? undefined : isNothing(x) || isNothing(y) ? nothing : combine(x, y);
  },
  expected: (window) => a.expected(window).filter((labels) => b.bound(labels, window) !== undefined),
});

const mapped = (of: Truth, map: (bound: Bound) => Bound): Truth => ({
  bound: (labels, window) => {
    const bound = of.bound(labels, window);
    return bound === undefined || isNothing(bound) ? bound : map(bound);
  },
  expected: (window) => of.expected(window),
});

/** How many of the one come on one of the other. */
export const ratio = (above: Truth, below: Truth): Truth => pair(above, below, quotient);

/** `above - below`. */
export const minus = (above: Truth, below: Truth): Truth => pair(above, below, difference);

/** What is left of 1. */
export const complement = (of: Truth): Truth => mapped(of, ({ low, high }) => ({ low: 1 - high, high: 1 - low }));

/** The mean of a state over the scrapes of the window. */
export const stateOver = (of: SeenStates): Truth => ({
  bound: (labels, window) => of.over(labels, window),
  expected: (window) => of.expectedOver(window),
});

/** Events each second with values up to `le`, as a heatmap's rows are sent. */
export const upTo = (of: Observations): Truth => ({
  bound: (labels, window) => {
    const le = Number((labels['le'] ?? '').replace('+Inf', 'Infinity'));
    const within = (list: readonly Weighted[]) => list.filter(({ value }) => value <= le);
    const seen = of.seen({}, window);
    const { certain, possible } = seen;
    return rateBound({ ...seen, certain: ones(within(certain)), possible: ones(within(possible)) }, window);
  },
  expected: (window) => (of.expected(window).length > 0 ? [{ le: '+Inf' }] : []),
});

const ones = (list: readonly Weighted[]) => list.map((each) => ({ ...each, value: 1 }));

/** The highest, or the middle one, of several series with the same labels `by`. */
export const across = (of: Truth, by: readonly string[], take: 'max' | 'median'): Truth => ({
  bound: (labels, window) => {
    const same = (each: LabelValues): boolean => by.every((name) => (each[name] ?? '') === (labels[name] ?? ''));
    const sure = of
      .expected(window)
      .filter(same)
      .flatMap((each) => of.bound(each, window) ?? []);
    const doubtful = (of.possible?.(window) ?? []).filter((each) => same(each.labels)).map(({ bound }) => bound);
    return sure.length === 0 ? undefined : around(sure, doubtful, take);
  },
  expected: (window) =>
    of.expected(window).map((labels) => Object.fromEntries(by.map((name) => [name, labels[name] ?? '']))),
});

/** Whichever of the doubtful ones are there. The highest only rises with one more; the middle is tried with each number of them. */
function around(sure: readonly Bound[], doubtful: readonly Bound[], take: 'max' | 'median'): Bound {
  const lows = sure.map(({ low }) => low);
  const highs = sure.map(({ high }) => high);
  if (take === 'max') {
    return { low: Math.max(...lows), high: Math.max(...highs, ...doubtful.map(({ high }) => high)) };
  }
  const lowest = doubtful.map(({ low }) => low).sort((a, b) => a - b);
  const highest = doubtful.map(({ high }) => high).sort((a, b) => b - a);
  const counts = [...doubtful.keys(), doubtful.length];
  return {
    low: Math.min(...counts.map((count) => median([...lows, ...lowest.slice(0, count)]))),
    high: Math.max(...counts.map((count) => median([...highs, ...highest.slice(0, count)]))),
  };
}

/** How far each is above the middle one of its kind, in robust deviations (1.4826 times the median distance); only those above. */
export const outlierScore = (of: Truth, kind: readonly string[]): Truth => ({
  bound: (labels, window) => {
    const members = of.expected(window).flatMap((each) => {
      const bound = of.bound(each, window);
      return bound === undefined ? [] : [{ labels: each, bound }];
    });
    const own = members.find((each) => Object.entries(labels).every(([name, value]) => each.labels[name] === value));
    const group = members.filter((each) => kind.every((name) => each.labels[name] === own?.labels[name]));
    if (own === undefined || (of.possible?.(window) ?? []).length > 0) {
      return undefined;
    }
    const middle = around(
      group.map(({ bound }) => bound),
      [],
      'median'
    );
    const above = difference(own.bound, middle);
    const distances = group.map(({ bound }) => distance(difference(bound, middle)));
    const usual = scaled(around(distances, [], 'median'), 1.4826);
    return { low: Math.max(0, above.low) / usual.high, high: above.high / usual.low };
  },
  // Whoever is below the middle is not drawn.
  expected: () => [],
});

/** Of a difference of any sign. */
const distance = ({ low, high }: Bound): Bound => ({
  low: Math.max(0, low, -high),
  high: Math.max(Math.abs(low), Math.abs(high)),
});

/** One end of the bucket that holds a quantile: it is at least the lower one, and at most the upper one. */
export const bucketEnd = (
  of: Observations,
  portion: number,
  bounds: readonly number[],
  end: 'lower' | 'upper'
): Truth => ({
  bound: (labels, window) => edgeBound(portion, of.seen(labels, window), bounds, end),
  expected: (window) => of.expected(window),
});

const portions = { p50: 0.5, p90: 0.9, p99: 0.99 };

/** The lines of a distribution: quantiles and mean. */
export const distribution = (of: Observations, bounds: readonly number[], factor = 1): Truth =>
  lines({
    ...Object.fromEntries(
      Object.entries(portions).map(([name, portion]) => [name, times(quantile(of, portion, bounds), factor)])
    ),
    mean: times(mean(of), factor),
  });

/** The bands around its quantiles: the buckets that hold them. */
export const bands = (of: Observations, bounds: readonly number[], factor = 1): Truth =>
  lines(
    Object.fromEntries(
      Object.entries(portions).flatMap(([name, portion]) => [
        [`${name} at least`, times(bucketEnd(of, portion, bounds, 'lower'), factor)],
        [`${name} at most`, times(bucketEnd(of, portion, bounds, 'upper'), factor)],
      ])
    )
  );

/** In another unit. */
export const times = (of: Truth, factor: number): Truth => mapped(of, (bound) => scaled(bound, factor));

/** A panel of quantiles with their mean, and the band around them. */
export const quantilePanel = (
  of: Observations,
  bounds: readonly number[]
): { readonly A: Truth; readonly B: Truth } => ({
  A: distribution(of, bounds),
  B: bands(of, bounds),
});

/** A query of several lines, which are told apart by the label `line`. */
export function lines(each: { readonly [line: string]: Truth }): Truth {
  return {
    bound: (labels, window) => each[labels['line'] ?? '']?.bound(labels, window),
    expected: (window) =>
      Object.entries(each).flatMap(([line, truth]) => truth.expected(window).map((labels) => ({ ...labels, line }))),
  };
}

/** The first that has something to say of a series. */
export const either = (first: Truth, second: Truth): Truth => ({
  bound: (labels, window) => first.bound(labels, window) ?? second.bound(labels, window),
  expected: (window) => [...first.expected(window), ...second.expected(window)],
});

/** What happens so seldom, or belongs to so few series, that a missing one is no fault. */
export const optional = (truth: Truth): Truth => ({ ...truth, expected: () => [] });

/** Why nothing can be said of a query. */
export interface Untold {
  readonly reason: string;
}

/** By the refId of the panel's queries. */
export type PanelTruth = { readonly [refId: string]: Truth | Untold };

export const isTold = (truth: Truth | Untold): truth is Truth => 'bound' in truth;
