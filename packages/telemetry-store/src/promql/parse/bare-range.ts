import type { Expr, MatrixSelector, Subquery } from './ast.ts';

/** The range vector that an expression is, in parentheses or without; `undefined` for any other expression. */
export function bareRange(expr: Expr): MatrixSelector | Subquery | undefined {
  if (expr.kind === 'paren') {
    return bareRange(expr.expr);
  }
  return expr.kind === 'range' || expr.kind === 'subquery' ? expr : undefined;
}
