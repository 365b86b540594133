import type { At, Expr, MatrixSelector, Span, Subquery } from './ast.ts';
import { ParseError } from './errors.ts';

/**
 * Modifiers that stand behind an expression. In PromQL they bind tighter than any operator; the grammar hangs them on
 * the whole of `a + b`, so they are handed down to its last operand here.
 */
function onLastOperand(expr: Expr, apply: (operand: Expr) => Expr): Expr {
  if (expr.kind === 'binary') {
    return { ...expr, right: onLastOperand(expr.right, apply) };
  }
  return expr.kind === 'unary' ? { ...expr, expr: onLastOperand(expr.expr, apply) } : apply(expr);
}

export function withRange(query: string, expr: Expr, rangeMs: number, span: Span): Expr {
  return onLastOperand(expr, (operand): MatrixSelector => {
    if (operand.kind !== 'selector') {
      throw new ParseError(query, span, 'ranges only allowed for vector selectors');
    }
    if (operand.offsetMs !== undefined || operand.at !== undefined) {
      throw new ParseError(query, span, 'offset and @ stand behind the range, not before it');
    }
    return { kind: 'range', selector: operand, rangeMs, from: operand.from, to: span.to };
  });
}

export function withSubquery(expr: Expr, window: Pick<Subquery, 'rangeMs' | 'stepMs'>, span: Span): Expr {
  return onLastOperand(expr, (operand) => ({
    kind: 'subquery',
    expr: operand,
    ...window,
    offsetMs: undefined,
    at: undefined,
    from: operand.from,
    to: span.to,
  }));
}

export function withOffset(query: string, expr: Expr, offsetMs: number, span: Span): Expr {
  return onLastOperand(expr, (operand) => {
    const selected = modified(query, operand, span, 'offset');
    if (selected.offsetMs !== undefined) {
      throw new ParseError(query, span, 'offset may not be set multiple times');
    }
    return put(operand, { offsetMs }, span);
  });
}

export function withAt(query: string, expr: Expr, at: At, span: Span): Expr {
  return onLastOperand(expr, (operand) => {
    const selected = modified(query, operand, span, '@');
    if (selected.at !== undefined) {
      throw new ParseError(query, span, '@ may not be set multiple times');
    }
    return put(operand, { at }, span);
  });
}

interface Shift {
  readonly offsetMs?: number;
  readonly at?: At;
}

function modified(
  query: string,
  operand: Expr,
  span: Span,
  modifier: string
): { offsetMs: number | undefined; at: At | undefined } {
  if (operand.kind === 'selector' || operand.kind === 'subquery') {
    return operand;
  }
  if (operand.kind === 'range') {
    return operand.selector;
  }
  throw new ParseError(query, span, `${modifier} must follow a selector, a range selector or a subquery`);
}

function put(operand: Expr, shift: Shift, { to }: Span): Expr {
  if (operand.kind === 'range') {
    return { ...operand, selector: { ...operand.selector, ...shift }, to };
  }
  return operand.kind === 'selector' || operand.kind === 'subquery' ? { ...operand, ...shift, to } : operand;
}
