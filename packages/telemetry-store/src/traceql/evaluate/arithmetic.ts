import { exactInteger } from '../../traces/attribute-value.ts';
import type { Arithmetic } from '../parse/ast.ts';
import type { Value } from '../value.ts';
import { FALSE, numberOf } from '../value.ts';
import { TraceqlEvaluationError } from './evaluation-error.ts';

/** Two integers stay an integer of 64 bits, as in Go; anything else numeric becomes a float, a duration its nanoseconds. */
export function calculate(operator: Arithmetic, a: Value, b: Value): Value {
  if (a.type === 'int' && b.type === 'int') {
    return {
      type: 'int',
      value: exactInteger(BigInt.asIntN(64, integers(operator, BigInt(a.value), BigInt(b.value)))),
    };
  }
  const [left, right] = [numberOf(a), numberOf(b)];
  return left === undefined || right === undefined ? FALSE : { type: 'float', value: floats(operator, left, right) };
}

/** `-value`. Throws TraceqlEvaluationError for what is no number, as Tempo does. */
export function negate(value: Value): Value {
  switch (value.type) {
    case 'int':
      return { type: 'int', value: exactInteger(-BigInt(value.value)) };
    case 'float':
    case 'duration':
      return { type: value.type, value: -value.value };
    default:
      throw new TraceqlEvaluationError(`- expected a number, but got ${value.type}`);
  }
}

function integers(operator: Arithmetic, a: bigint, b: bigint): bigint {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
    case '%':
      if (b === 0n) {
        throw new TraceqlEvaluationError(operator === '/' ? 'division by zero' : 'modulo by zero');
      }
      return operator === '/' ? a / b : a % b;
  }
}

function floats(operator: Arithmetic, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
  }
}
