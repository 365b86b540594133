import type { StepSeries } from '../value.ts';
import { vectorOf } from '../value.ts';
import type { Implementation } from './implementation.ts';
import { argument } from './implementation.ts';

/** Orders an instant vector by value, NaN last; over a range the order of series has no meaning. */
export function sorted(compare: (a: number, b: number) => number): Implementation {
  return (call, evaluation) => {
    const series = evaluation.vector(argument(call, 0));
    return vectorOf(evaluation.steps.count > 1 ? series : sortedByValue(series, compare));
  };
}

/** The series of an instant vector by value, NaN last. */
export function sortedByValue(series: readonly StepSeries[], compare: (a: number, b: number) => number): StepSeries[] {
  return [...series].sort((a, b) => nanLast(a.values[0] ?? NaN, b.values[0] ?? NaN, compare));
}

function nanLast(a: number, b: number, compare: (a: number, b: number) => number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) {
    return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  }
  // Two equal infinities subtract to NaN.
  return compare(a, b) || 0;
}
