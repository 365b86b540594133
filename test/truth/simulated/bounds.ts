import type { Seen, Weighted, Window } from './observations.ts';

/** What a true answer may be, both ends included. */
export interface Bound {
  readonly low: number;
  readonly high: number;
}

/** Nothing may be drawn: there was nothing to take a mean of. Drawing NaN is drawing nothing. */
export const nothing: Bound = { low: NaN, high: NaN };

/**
 * Prometheus sees the first and the last scrape of a window, which are up to one interval inside it, and stretches what
 * it saw to the whole window. So each process's counts weigh from 1 to this.
 */
export function stretch({ seconds, interval }: Window): number {
  return seconds > 2 * interval ? seconds / (seconds - 2 * interval) : Infinity;
}

/** Of the rate of a sum of values, each second. Values must not be negative. */
export function rateBound(seen: Seen, window: Window): Bound {
  const whole = stretch(window);
  const sum = (list: readonly Weighted[], most: number): number =>
    list.reduce(
      (total, each) => total + each.value * each.count * (most === 1 ? 1 : Math.max(most, each.most ?? 1)),
      0
    );
  return { low: sum(seen.certain, 1) / window.seconds, high: sum(seen.possible, whole) / window.seconds };
}

/** Sum, count and buckets are stretched alike; not so where a series begins in the window. */
export const isUneven = ({ possible }: Seen): boolean => possible.some(({ begins }) => begins === true);

/** Of the mean value. Undefined when there may be none or nothing can be said, `nothing` when there is none. */
export function meanBound(seen: Seen, window: Window): Bound | undefined {
  if (seen.certain.length === 0 || isUneven(seen)) {
    return seen.possible.length === 0 ? nothing : undefined;
  }
  return { low: extremeMean(seen, window, -1), high: extremeMean(seen, window, 1) };
}

/**
 * The lowest (-1) or highest (1) mean that any moments of scrapes allow: what helps counts and weighs most, what does not is left
 * out where it may be, and weighs least where it may not. Which is which depends on the mean itself, so it is found in steps.
 */
function extremeMean({ certain, possible }: Seen, window: Window, direction: 1 | -1): number {
  const most = stretch(window);
  const optional = without(possible, certain);
  let mean = weightedMean(certain, () => 1);
  for (let step = 0; step < 50; step++) {
    const helps = ({ value }: Weighted): boolean => (value - mean) * direction > 0;
    const all = [...certain, ...optional.filter(helps)];
    const next = weightedMean(all, (each) => (helps(each) ? Math.max(most, each.most ?? 1) : 1));
    if (Math.abs(next - mean) <= 1e-12 * Math.abs(mean)) {
      return next;
    }
    mean = next;
  }
  return mean;
}

function weightedMean(list: readonly Weighted[], weight: (each: Weighted) => number): number {
  let [sum, total] = [0, 0];
  for (const each of list) {
    const w = weight(each) * each.count;
    sum += w * each.value;
    total += w;
  }
  return sum / total;
}

/** Those of `all` that are not in `some`; both are slices of one list of objects. */
function without(all: readonly Weighted[], some: readonly Weighted[]): Weighted[] {
  const known = new Set(some);
  return all.filter((each) => !known.has(each));
}

/**
 * Of a quantile, read from a histogram: it is somewhere in the bucket that holds the true one. `bounds`: upper bounds of the
 * buckets, ascending, without +Inf. Beyond the last one Prometheus answers with it.
 */
export function quantileBound(share: number, seen: Seen, window: Window, bounds: readonly number[]): Bound | undefined {
  if (seen.certain.length === 0 || isUneven(seen)) {
    return seen.possible.length === 0 ? nothing : undefined;
  }
  const { low, high } = trueQuantile(share, seen, window);
  const top = bounds.at(-1) ?? Infinity;
  // The first bucket begins at 0.
  const from = bounds.filter((bound) => bound < low).at(-1) ?? 0;
  return { low: Math.min(from, low), high: bounds.find((bound) => bound >= high) ?? top };
}

/** Of the quantile itself, over all moments of the scrapes. */
export function trueQuantile(share: number, { certain, possible }: Seen, window: Window): Bound {
  const most = stretch(window);
  const optional = without(possible, certain);
  const values = [...new Set(possible.map(({ value }) => value))].sort((a, b) => a - b);
  const count = (list: readonly Weighted[], keep: (value: number) => boolean, weight: number): number =>
    list.reduce(
      (sum, each) => sum + (keep(each.value) ? each.count * (weight === 1 ? 1 : Math.max(weight, each.most ?? 1)) : 0),
      0
    );
  const reaches = (value: number, below: number, above: number, withBelow: boolean): boolean => {
    const [lower, upper] = withBelow ? [[...certain, ...optional], certain] : [certain, [...certain, ...optional]];
    const under = count(lower, (each) => each <= value, below);
    const over = count(upper, (each) => each > value, above);
    return under >= share * (under + over) - 1e-9;
  };
  const last = values.at(-1) ?? NaN;
  return {
    low: first(values, (value) => reaches(value, most, 1, true)) ?? last,
    high: first(values, (value) => reaches(value, 1, most, false)) ?? last,
  };
}

/** The first of ascending values that holds, where all after it do too. */
function first(values: readonly number[], holds: (value: number) => boolean): number | undefined {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(values[middle] ?? NaN)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return values[low];
}

export const scaled = ({ low, high }: Bound, factor: number): Bound => ({ low: low * factor, high: high * factor });

/** Of a quotient of two quantities that are not negative. Undefined when the lower one may be 0. */
export function quotient(above: Bound | undefined, below: Bound | undefined): Bound | undefined {
  return above === undefined || below === undefined || !(below.low > 0)
    ? undefined
    : { low: above.low / below.high, high: above.high / below.low };
}

export const sum = (a: Bound, b: Bound): Bound => ({ low: a.low + b.low, high: a.high + b.high });
export const difference = (a: Bound, b: Bound): Bound => ({ low: a.low - b.high, high: a.high - b.low });
