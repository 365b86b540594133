import { CompensatedSum } from '../../../number/compensated-sum.ts';
import type { Window, WindowFunction } from './window.ts';
import { timeAt, valueAt } from './window.ts';

/** The slope per second of the least-squares line. */
export const deriv: WindowFunction = (window) =>
  window.to - window.from < 2 ? undefined : leastSquares(window, timeAt(window, window.from)).slope;

/** The line's value `seconds` after the step. */
export const predictLinear: WindowFunction = (window, seconds) => {
  if (window.to - window.from < 2) {
    return undefined;
  }
  const { slope, intercept } = leastSquares(window, window.stepMs);
  return slope * seconds + intercept;
};

/** `intercept` is the line's value at `zeroMs`. */
function leastSquares(window: Window, zeroMs: number): { slope: number; intercept: number } {
  const first = valueAt(window, window.from);
  if (isConstant(window, first)) {
    return Number.isFinite(first) ? { slope: 0, intercept: first } : { slope: NaN, intercept: NaN };
  }
  const sums = { x: new CompensatedSum(), y: new CompensatedSum(), xy: new CompensatedSum(), xx: new CompensatedSum() };
  for (let index = window.from; index < window.to; index++) {
    const x = (timeAt(window, index) - zeroMs) / 1000;
    const y = valueAt(window, index);
    sums.x.add(x);
    sums.y.add(y);
    sums.xy.add(x * y);
    sums.xx.add(x * x);
  }
  const count = window.to - window.from;
  const [x, y] = [sums.x.exact(), sums.y.exact()];
  const slope = (sums.xy.exact() - (x * y) / count) / (sums.xx.exact() - (x * x) / count);
  return { slope, intercept: y / count - (slope * x) / count };
}

function isConstant(window: Window, first: number): boolean {
  for (let index = window.from + 1; index < window.to; index++) {
    if (valueAt(window, index) !== first) {
      return false;
    }
  }
  return true;
}
