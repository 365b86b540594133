import type { Binary } from '../../parse/ast.ts';
import { typeOf } from '../../parse/check.ts';
import type { Evaluation } from '../evaluation.ts';
import type { Value } from '../value.ts';
import { vectorOf } from '../value.ts';
import { isSetOperator } from './operators.ts';
import { combineScalars, combineWithScalar } from './scalars.ts';
import { combineSets } from './sets.ts';
import { DEFAULT_MATCHING } from './signature.ts';
import { combineVectors } from './vectors.ts';

/** Evaluates an operator between two expressions of whatever types. */
export function evaluateBinary(binary: Binary, evaluation: Evaluation): Value {
  const { operator, left, right, bool, matching = DEFAULT_MATCHING } = binary;
  const steps = evaluation.steps.count;
  if (isSetOperator(operator)) {
    return vectorOf(combineSets(operator, matching, evaluation.vector(left), evaluation.vector(right), steps));
  }
  const scalarIsLeft = typeOf(left) === 'scalar';
  if (!scalarIsLeft && typeOf(right) !== 'scalar') {
    return vectorOf(combineVectors(operator, bool, matching, evaluation.vector(left), evaluation.vector(right), steps));
  }
  if (scalarIsLeft && typeOf(right) === 'scalar') {
    return { type: 'scalar', values: combineScalars(operator, evaluation.scalar(left), evaluation.scalar(right)) };
  }
  const [scalar, vector] = scalarIsLeft ? [left, right] : [right, left];
  const operands = { vector: evaluation.vector(vector), scalar: evaluation.scalar(scalar), scalarIsLeft };
  return vectorOf(combineWithScalar(operator, bool, operands));
}
