import { CompensatedSum } from '../../../number/compensated-sum.ts';
import { quantile } from '../../../number/quantile.ts';
import type { Window, WindowFunction } from './window.ts';
import { valueAt } from './window.ts';

export const sumOverTime: WindowFunction = (window) => {
  const sum = new CompensatedSum();
  for (let index = window.from; index < window.to; index++) {
    sum.add(valueAt(window, index));
  }
  return sum.total();
};

/** A running mean, which does not overflow where the sum would. */
export const avgOverTime: WindowFunction = (window) => {
  const mean = new CompensatedSum();
  for (let index = window.from; index < window.to; index++) {
    const value = valueAt(window, index);
    const count = index - window.from + 1;
    if (!isSettledInfinity(mean.sum, value)) {
      mean.add(value / count - mean.sum / count);
    }
  }
  return mean.total();
};

/** An infinite mean stays as it is unless NaN or the other infinity comes. */
function isSettledInfinity(mean: number, value: number): boolean {
  return !Number.isFinite(mean) && !Number.isNaN(mean) && (value === mean || Number.isFinite(value));
}

export const minOverTime: WindowFunction = (window) => extreme(window, (value, best) => value < best);

export const maxOverTime: WindowFunction = (window) => extreme(window, (value, best) => value > best);

function extreme(window: Window, isBetter: (value: number, best: number) => boolean): number {
  let best = valueAt(window, window.from);
  for (let index = window.from; index < window.to; index++) {
    const value = valueAt(window, index);
    if (isBetter(value, best) || Number.isNaN(best)) {
      best = value;
    }
  }
  return best;
}

export const countOverTime: WindowFunction = ({ from, to }) => to - from;

export const lastOverTime: WindowFunction = (window) => valueAt(window, window.to - 1);

export const presentOverTime: WindowFunction = () => 1;

export const quantileOverTime: WindowFunction = ({ values, from, to }, q) => quantile(q, values.slice(from, to));

export const stddevOverTime: WindowFunction = (window) => Math.sqrt(variance(window));

export const stdvarOverTime: WindowFunction = (window) => variance(window);

function variance(window: Window): number {
  const mean = new CompensatedSum();
  const squares = new CompensatedSum();
  let count = 0;
  for (let index = window.from; index < window.to; index++) {
    count++;
    const value = valueAt(window, index);
    const distance = value - mean.exact();
    mean.add(distance / count);
    squares.add(distance * (value - mean.exact()));
  }
  return squares.exact() / count;
}

export const changes: WindowFunction = (window) =>
  countSteps(window, (value, previous) => value !== previous && !(Number.isNaN(value) && Number.isNaN(previous)));

export const resets: WindowFunction = (window) => countSteps(window, (value, previous) => value < previous);

function countSteps(window: Window, counts: (value: number, previous: number) => boolean): number {
  let total = 0;
  for (let index = window.from + 1; index < window.to; index++) {
    if (counts(valueAt(window, index), valueAt(window, index - 1))) {
      total++;
    }
  }
  return total;
}
