import type { ArithmeticOperator, ComparisonOperator } from '../../parse/ast.ts';
import { mapSamples } from '../map-samples.ts';
import type { StepSeries } from '../value.ts';
import { COMPARE, combineWith, isComparison, keepsName } from './operators.ts';

type Operator = ArithmeticOperator | ComparisonOperator;

/** Scalar against scalar; a comparison always has `bool`. */
export function combineScalars(operator: Operator, left: Float64Array, right: Float64Array): Float64Array {
  const combine = combineWith(operator, true);
  return left.map((value, step) => combine(value, right[step] ?? NaN) ?? NaN);
}

/** Vector against scalar. A filter keeps the value of the vector, whichever side it stands on. */
export function combineWithScalar(
  operator: Operator,
  bool: boolean,
  operands: { readonly vector: readonly StepSeries[]; readonly scalar: Float64Array; readonly scalarIsLeft: boolean }
): readonly StepSeries[] {
  const { vector, scalar, scalarIsLeft } = operands;
  const combine = combineWith(operator, bool);
  const compute = (value: number, constant: number): number | undefined => {
    if (!scalarIsLeft) {
      return combine(value, constant);
    }
    if (isComparison(operator) && !bool) {
      return COMPARE[operator](constant, value) ? value : undefined;
    }
    return combine(constant, value);
  };
  return mapSamples(
    vector,
    scalar.length,
    (value, step) => compute(value, scalar[step] ?? NaN),
    keepsName(operator, bool)
  );
}
