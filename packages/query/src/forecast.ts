import { binary, number } from './combine.ts';
import { expression, type Expr } from './expr.ts';

/**
 * How far a value is from another one, as a share of that: (of − from) / from. Above 0 it is higher. None where `from` is 0 or
 * absent: there is nothing to compare with (metric-science.md H1).
 */
export function deviation<L extends string>(of: Expr<L>, from: Expr<L>): Expr<L, 'share'> {
  return expression(binary('/', binary('-', of.node, from.node), binary('>', from.node, number(0))));
}

/** The value without its sign. */
export function magnitude<L extends string>(of: Expr<L, 'share'>): Expr<L, 'share'> {
  return expression({ kind: 'call', name: 'abs', arguments: [of.node] });
}

/** 1 while a value is above another with the same labels, 0 while it is not. */
export function isHigher<L extends string>(of: Expr<L>, than: Expr<L>): Expr<L, 'amount'> {
  return expression({ kind: 'binary', op: '>', bool: true, left: of.node, right: than.node });
}

/** The product of two amounts with the same labels: of answers to yes-or-no questions, whether both are yes. */
export function times<L extends string>(first: Expr<L, 'amount'>, second: Expr<L, 'amount'>): Expr<L, 'amount'> {
  return expression(binary('*', first.node, second.node));
}
