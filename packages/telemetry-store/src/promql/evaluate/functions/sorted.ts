import { vectorOf } from '../value.ts';
import type { Implementation } from './implementation.ts';
import { argument } from './implementation.ts';

/** Orders an instant vector by value, NaN last; over a range the order of series has no meaning. */
export function sorted(compare: (a: number, b: number) => number): Implementation {
  return (call, evaluation) => {
    const series = [...evaluation.vector(argument(call, 0))];
    if (evaluation.steps.count > 1) {
      return vectorOf(series);
    }
    return vectorOf(series.sort((a, b) => nanLast(a.values[0] ?? NaN, b.values[0] ?? NaN, compare)));
  };
}

function nanLast(a: number, b: number, compare: (a: number, b: number) => number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) {
    return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  }
  // Two equal infinities subtract to NaN.
  return compare(a, b) || 0;
}
