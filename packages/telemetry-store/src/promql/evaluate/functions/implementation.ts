import type { Call, Expr } from '../../parse/ast.ts';
import type { Evaluation } from '../evaluation.ts';
import type { Value } from '../value.ts';

/** How a function computes its value; the number and types of its arguments have been checked. */
export type Implementation = (call: Call, evaluation: Evaluation) => Value;

/** An argument that the check has proved to be there. */
export function argument(call: Call, index: number): Expr {
  const expr = call.args[index];
  if (expr === undefined) {
    throw new Error(`${call.name} was called without argument ${index + 1}`);
  }
  return expr;
}
