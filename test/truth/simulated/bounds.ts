import type { Seen, Weighted, Window } from './observations.ts';

/** What a true answer may be, both ends included. */
export interface Bound {
  readonly low: number;
  readonly high: number;
}

/** Nothing may be drawn: there was nothing to take a mean of. Drawing NaN is drawing nothing. */
export const nothing: Bound = { low: NaN, high: NaN };

/** Of the rate of a sum of values, each second. Values must not be negative. */
export function rateBound(seen: Seen, window: Window): Bound {
  const low = seen.certain.reduce((total, { value, count }) => total + value * count, 0);
  const high = seen.possible.reduce((total, { value, count, most }) => total + value * count * most, 0);
  return { low: low / window.seconds, high: high / window.seconds };
}

/** Sum, count and buckets of a young counter are not stretched alike. */
export const isUneven = (seen: Seen): boolean => !seen.settled(Infinity);

/** Of the mean value. Undefined when there may be none, `nothing` when there is none. */
export function meanBound(seen: Seen): Bound | undefined {
  if (seen.certain.length === 0) {
    return seen.possible.length === 0 ? nothing : undefined;
  }
  // Sum and count of a young counter are not stretched alike.
  const apart = seen.settled(Infinity) && seen.settledSum() ? 1 : Math.max(...seen.possible.map(({ most }) => most));
  return { low: extremeMean(seen, -1) / apart, high: extremeMean(seen, 1) * apart };
}

/**
 * The lowest (-1) or highest (1) mean that any moments of scrapes allow: what helps counts and weighs most, what does not is left
 * out where it may be, and weighs least where it may not. Which is which depends on the mean itself, so it is found in steps.
 */
function extremeMean({ certain, possible }: Seen, direction: 1 | -1): number {
  const optional = without(possible, certain);
  let mean = weightedMean(certain, () => 1);
  for (let step = 0; step < 50; step++) {
    const helps = ({ value }: Weighted): boolean => (value - mean) * direction > 0;
    const all = [...certain, ...optional.filter(helps)];
    const next = weightedMean(all, (each) => (helps(each) ? each.most : 1));
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
export function quantileBound(share: number, seen: Seen, bounds: readonly number[]): Bound | undefined {
  if (seen.certain.length === 0) {
    return seen.possible.length === 0 ? nothing : undefined;
  }
  const { low, high } = trueQuantile(share, seen);
  const top = bounds.at(-1) ?? Infinity;
  // The first bucket begins at 0.
  const from = bounds.filter((bound) => bound < low).at(-1) ?? 0;
  return { low: Math.min(from, low), high: settledEdge(seen, bounds, high) ?? top };
}

/** The first bucket from the one that holds a value whose counts are stretched as all others are: the quantile is found there at last. */
const settledEdge = (seen: Seen, bounds: readonly number[], value: number): number | undefined =>
  bounds.find((bound) => bound >= value && seen.settled(bound));

/** Of the lower or upper edge of the bucket that holds a quantile. Beyond the last bucket both are its upper bound, or there is none. */
export function edgeBound(
  share: number,
  seen: Seen,
  bounds: readonly number[],
  edge: 'lower' | 'upper'
): Bound | undefined {
  if (seen.certain.length === 0) {
    return undefined;
  }
  const { low, high: quantile } = trueQuantile(share, seen);
  const high = settledEdge(seen, bounds, quantile);
  if (high === undefined) {
    return undefined;
  }
  const at = (value: number): number =>
    edge === 'upper'
      ? (bounds.find((bound) => bound >= value) ?? Infinity)
      : (bounds.filter((bound) => bound < value).at(-1) ?? 0);
  return { low: at(low), high: at(high) };
}

/** Of the quantile itself, over all moments of the scrapes. */
export function trueQuantile(share: number, { certain, possible }: Seen): Bound {
  const optional = without(possible, certain);
  const values = [...new Set(possible.map(({ value }) => value))].sort((a, b) => a - b);
  const all = [...certain, ...optional];
  const weight = (list: readonly Weighted[], keep: (value: number) => boolean, stretched: boolean): number =>
    list.reduce((sum, { value, count, most }) => sum + (keep(value) ? count * (stretched ? most : 1) : 0), 0);
  const reaches = (value: number, favoured: boolean): boolean => {
    const under = weight(favoured ? all : certain, (each) => each <= value, favoured);
    const over = weight(favoured ? certain : all, (each) => each > value, !favoured);
    return under >= share * (under + over) - 1e-9;
  };
  const last = values.at(-1) ?? NaN;
  return {
    low: first(values, (value) => reaches(value, true)) ?? last,
    high: first(values, (value) => reaches(value, false)) ?? last,
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

export const difference = (a: Bound, b: Bound): Bound => ({ low: a.low - b.high, high: a.high - b.low });
export const sum = (a: Bound, b: Bound): Bound => ({ low: a.low + b.low, high: a.high + b.high });
