import { power } from '../../../number/go-math.ts';
import type { ArithmeticOperator, BinaryOperator, ComparisonOperator, SetOperator } from '../../parse/ast.ts';
import { COMPARISON, SET_OPERATORS } from '../../parse/ast.ts';

export const CALCULATE: Readonly<Record<ArithmeticOperator, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': power,
};

export const COMPARE: Readonly<Record<ComparisonOperator, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
};

export function isComparison(operator: BinaryOperator): operator is ComparisonOperator {
  return COMPARISON.some((comparison) => comparison === operator);
}

export function isSetOperator(operator: BinaryOperator): operator is SetOperator {
  return SET_OPERATORS.some((set) => set === operator);
}

/** What an operator makes of a pair of samples; `undefined` drops the pair. */
export type Combine = (left: number, right: number) => number | undefined;

/** A comparison keeps the left value where it holds, or gives 0 and 1 with `bool`. */
export function combineWith(operator: ArithmeticOperator | ComparisonOperator, bool: boolean): Combine {
  if (!isComparison(operator)) {
    return CALCULATE[operator];
  }
  const holds = COMPARE[operator];
  return bool ? (a, b) => Number(holds(a, b)) : (a, b) => (holds(a, b) ? a : undefined);
}

/** A filter keeps the metric name, everything else makes a new quantity. */
export function keepsName(operator: BinaryOperator, bool: boolean): boolean {
  return isSetOperator(operator) || (isComparison(operator) && !bool);
}
