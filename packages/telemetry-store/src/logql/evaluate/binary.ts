import { isSetOperator } from '../../promql/evaluate/binary/operators.ts';
import { combineScalars, combineWithScalar } from '../../promql/evaluate/binary/scalars.ts';
import { combineSets } from '../../promql/evaluate/binary/sets.ts';
import { combineVectors } from '../../promql/evaluate/binary/vectors.ts';
import type { StepSeries } from '../../promql/evaluate/value.ts';
import type { Binary } from '../parse/ast.ts';

type Value = readonly StepSeries[] | number;

/** Evaluates an operator as PromQL does, but for a division by 0, which is NaN in Loki. */
export function evaluateBinary({ operator, bool, matching }: Binary, left: Value, right: Value, steps: number): Value {
  const divisor = operator === '/' ? withoutZeros(right) : right;
  if (isSetOperator(operator)) {
    // The parser has refused literals.
    return combineSets(operator, matching, asVector(left), asVector(right), steps);
  }
  if (typeof left === 'number' && typeof divisor === 'number') {
    return combineScalars(operator, Float64Array.of(left), Float64Array.of(divisor))[0] ?? NaN;
  }
  if (typeof left !== 'number' && typeof divisor !== 'number') {
    return combineVectors(operator, bool, matching, left, divisor, steps);
  }
  const scalarIsLeft = typeof left === 'number';
  const [scalar, vector] = scalarIsLeft ? [left, asVector(divisor)] : [Number(divisor), left];
  return combineWithScalar(operator, bool, { vector, scalar: new Float64Array(steps).fill(scalar), scalarIsLeft });
}

function asVector(value: Value): readonly StepSeries[] {
  return typeof value === 'number' ? [] : value;
}

function withoutZeros(value: Value): Value {
  const nonZero = (each: number): number => (each === 0 ? NaN : each);
  return typeof value === 'number'
    ? nonZero(value)
    : value.map((series) => ({ ...series, values: series.values.map(nonZero) }));
}
