import type { Seen, Weighted, Window } from './observations.ts';

/** What a true answer may be, both ends included. */
export interface Bound {
  readonly low: number;
  readonly high: number;
}

/** Nothing may be drawn: there was nothing to take a mean of. Drawing NaN is drawing nothing. */
export const nothing: Bound = { low: NaN, high: NaN };

export const isNothing = ({ low }: Bound): boolean => Number.isNaN(low);

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

/** Of the lower or upper edge of the bucket that holds a quantile. Nothing can be said where its upper edge is beyond the last bucket. */
export function edgeBound(
  share: number,
  seen: Seen,
  bounds: readonly number[],
  edge: 'lower' | 'upper'
): Bound | undefined {
  if (seen.certain.length === 0) {
    return seen.possible.length === 0 ? nothing : undefined;
  }
  const { low, high } = trueQuantile(share, seen);
  const last = settledEdge(seen, bounds, high);
  const at = (value: number): number =>
    edge === 'upper'
      ? (bounds.find((bound) => bound >= value) ?? Infinity)
      : (bounds.filter((bound) => bound < value).at(-1) ?? 0);
  return last === undefined ? undefined : { low: at(low), high: at(last) };
}

/** Of the quantile itself, over all moments of the scrapes. */
export function trueQuantile(share: number, seen: Seen): Bound {
  const steps = stepsOf(seen);
  const total = steps.at(-1);
  const first = (below: 'most' | 'least', above: 'most' | 'least'): number => {
    const reached = steps.find((step) => {
      const under = step[below];
      return under >= share * (under + (total?.[above] ?? 0) - step[above]) - 1e-9;
    });
    return (reached ?? total)?.value ?? NaN;
  };
  return { low: first('most', 'least'), high: first('least', 'most') };
}

/** How much lies at or below a value: all of it stretched most, or only what is certain, unstretched. */
interface Step {
  readonly value: number;
  readonly most: number;
  readonly least: number;
}

const known = new WeakMap<Seen, readonly Step[]>();

/** By value, ascending. Reckoned once for all quantiles of a window. */
function stepsOf(seen: Seen): readonly Step[] {
  const before = known.get(seen);
  if (before !== undefined) {
    return before;
  }
  const sure = new Set(seen.certain);
  const steps: Step[] = [];
  for (const each of [...seen.possible].sort((a, b) => a.value - b.value)) {
    const last = steps.at(-1);
    const step = {
      value: each.value,
      most: (last?.most ?? 0) + each.count * each.most,
      least: (last?.least ?? 0) + (sure.has(each) ? each.count : 0),
    };
    if (last?.value === each.value) {
      steps.pop();
    }
    steps.push(step);
  }
  known.set(seen, steps);
  return steps;
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
