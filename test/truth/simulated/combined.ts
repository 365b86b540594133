import { nothing, quotient, type Bound } from './bounds.ts';
import type { LabelValues, Window } from './observations.ts';
import type { SeenStates } from './states.ts';
import type { Truth } from './truth.ts';

const difference = (a: Bound, b: Bound): Bound => ({ low: a.low - b.high, high: a.high - b.low });

const isNothing = ({ low }: Bound): boolean => Number.isNaN(low);

const mapped = (of: Truth, map: (bound: Bound) => Bound | undefined): Truth => ({
  bound: (labels, window) => {
    const bound = of.bound(labels, window);
    return bound === undefined || isNothing(bound) ? bound : map(bound);
  },
  expected: (window) => of.expected(window),
});

/** What is left of the whole. */
export const complement = (of: Truth): Truth => mapped(of, ({ low, high }) => ({ low: 1 - high, high: 1 - low }));

/** Of quantities that are not negative. */
export const product = (a: Truth, b: Truth): Truth =>
  pair(a, b, (x, y) => ({ low: x.low * y.low, high: x.high * y.high }));

export const total = (a: Truth, b: Truth): Truth =>
  pair(a, b, (x, y) => ({ low: x.low + y.low, high: x.high + y.high }));

/** The lower of two. */
export const lower = (a: Truth, b: Truth): Truth =>
  pair(a, b, (x, y) => ({ low: Math.min(x.low, y.low), high: Math.min(x.high, y.high) }));

/** How many of the one come on one of the other. */
export const per = (above: Truth, below: Truth): Truth => pair(above, below, quotient);

function pair(a: Truth, b: Truth, combine: (a: Bound, b: Bound) => Bound | undefined): Truth {
  return {
    bound: (labels, window) => {
      const [x, y] = [a.bound(labels, window), b.bound(labels, window)];
      return x === undefined || y === undefined ? undefined : isNothing(x) || isNothing(y) ? nothing : combine(x, y);
    },
    expected: (window) => a.expected(window).filter((labels) => b.bound(labels, window) !== undefined),
  };
}

const joins = {
  max: (values: readonly number[]): number => Math.max(...values),
  sum: (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0),
  /** Between the two in the middle, where there are two. */
  median: (values: readonly number[]): number => {
    const sorted = [...values].sort((a, b) => a - b);
    const at = (index: number): number => sorted[index] ?? NaN;
    return (at(Math.floor((sorted.length - 1) / 2)) + at(Math.ceil((sorted.length - 1) / 2))) / 2;
  },
};

/**
 * Of several series as one. Each join grows with each of its values, so bounds join as values do.
 * @param groups all series that there may be
 */
export function across(
  of: Truth,
  groups: (window: Window) => readonly LabelValues[],
  by: readonly string[],
  how: keyof typeof joins
): Truth {
  const bound = (labels: LabelValues, window: Window): Bound | undefined => {
    const bounds = groups(window)
      .filter((group) => by.every((name) => (group[name] ?? '') === (labels[name] ?? '')))
      .map((group) => of.bound(group, window));
    const known = bounds.flatMap((each) => (each === undefined ? [] : [each]));
    const some = known.filter((each) => !isNothing(each));
    if (known.length < bounds.length) {
      return undefined;
    }
    const join = joins[how];
    return some.length === 0
      ? nothing
      : { low: join(some.map(({ low }) => low)), high: join(some.map(({ high }) => high)) };
  };
  return {
    bound,
    expected: (window) => {
      const sets = groups(window).map((group) => Object.fromEntries(by.map((name) => [name, group[name] ?? ''])));
      const distinct = [...new Map(sets.map((labels) => [JSON.stringify(labels), labels])).values()];
      return distinct.filter((labels) => !Number.isNaN(bound(labels, window)?.low ?? NaN));
    },
  };
}

/**
 * How fast a meter grows that is read at each scrape: from the first to the last reading in the window, which is what Prometheus
 * stretches to all of it. Nothing is said while `steady`, such as which pod has a GPU, changes: its series is then another.
 */
export const growth = (of: SeenStates, steady?: SeenStates): Truth => ({
  bound: (labels, { at, seconds, interval }) => {
    const scrapes = Array.from({ length: Math.floor(seconds / interval) }, (_, index) => at - index * interval);
    const first = of.bound(labels, scrapes.at(-1) ?? at);
    const last = of.bound(labels, at);
    const holders = new Set(scrapes.map((when) => steady?.bound(labels, when)?.low));
    return first === undefined || last === undefined || seconds % interval !== 0 || holders.size > 1
      ? undefined
      : slope(first.low, last.low, seconds, interval);
  },
  expected: ({ at }) => of.expected(at),
});

/** Prometheus does not stretch a meter to before the moment at which it would have been 0. */
function slope(first: number, last: number, seconds: number, interval: number): Bound {
  const perSecond = (last - first) / (seconds - interval);
  return { low: first < perSecond * interval ? (last - first) / seconds : perSecond, high: perSecond };
}

const HOUR = 3600;

/** The change since an hour before, as a rise or a fall; nothing where there was no hour before. */
export const sinceHour = (of: Truth): Truth => ({
  bound: (labels, window) => {
    const then = { ...window, at: window.at - HOUR };
    if (then.at <= 0) {
      return nothing;
    }
    const [now, before] = [of.bound(labels, window), of.bound(labels, then)];
    return now === undefined || before === undefined || labels['line'] === 'vs 1 h before'
      ? undefined
      : difference(now, before);
  },
  expected: (window) => (window.at <= HOUR ? [{ line: 'vs 1 h before' }] : []),
});

/** A number that is told with each of these labels. */
export const withNow = (of: Truth): { readonly A: Truth; readonly B: Truth } => ({ A: of, B: sinceHour(of) });
