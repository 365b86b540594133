import { expression, groupLabels, type By, type Expr, type Grouped, type Kind } from './expr.ts';
import type { AggregateNode, AggregateOperator, Node } from './node.ts';

/** Labels to keep. Without it everything is folded into one series. */
export interface Grouping<B extends string> {
  readonly by?: readonly B[];
}

/** The tree of an aggregation, for idioms that are built of several. */
export function fold(
  op: AggregateOperator,
  of: Node,
  by: readonly string[] = [],
  parameter?: number | string
): AggregateNode {
  const base = { kind: 'aggregate', op, by: groupLabels(by), of } as const;
  return parameter === undefined ? base : { ...base, parameter };
}

const aggregate = (
  op: AggregateOperator,
  of: Expr,
  grouping: Grouping<string> | undefined,
  parameter?: number | string
) => fold(op, of.node, grouping?.by, parameter);

/** Adds amounts. A sum of shares has no meaning: use `weightedMean`. */
export function sum<L extends string, const B extends By<L> = never>(
  of: Expr<L, 'amount'>,
  grouping?: Grouping<B>
): Expr<Grouped<B>, 'amount'> {
  return expression(aggregate('sum', of, grouping));
}

/** The mean of amounts over series, each series with the same weight. Shares need `weightedMean`. */
export function average<L extends string, const B extends By<L> = never>(
  of: Expr<L, 'amount'>,
  grouping?: Grouping<B>
): Expr<Grouped<B>, 'amount'> {
  return expression(aggregate('avg', of, grouping));
}

/** The highest series. */
export function highest<L extends string, K extends Kind, const B extends By<L> = never>(
  of: Expr<L, K>,
  grouping?: Grouping<B>
): Expr<Grouped<B>, K> {
  return expression(aggregate('max', of, grouping));
}

/** The lowest series. */
export function lowest<L extends string, K extends Kind, const B extends By<L> = never>(
  of: Expr<L, K>,
  grouping?: Grouping<B>
): Expr<Grouped<B>, K> {
  return expression(aggregate('min', of, grouping));
}

/** The middle series: what a typical worker does, whatever one broken worker does. */
export function median<L extends string, K extends Kind, const B extends By<L> = never>(
  of: Expr<L, K>,
  grouping?: Grouping<B>
): Expr<Grouped<B>, K> {
  return expression(aggregate('quantile', of, grouping, 0.5));
}

/** How many series there are. */
export function count<L extends string, const B extends By<L> = never>(
  of: Expr<L>,
  grouping?: Grouping<B>
): Expr<Grouped<B>, 'amount'> {
  return expression(aggregate('count', of, grouping));
}

/** 1 for each group that exists. */
export function exists<L extends string, const B extends By<L> = never>(
  of: Expr<L>,
  grouping?: Grouping<B>
): Expr<Grouped<B>, 'amount'> {
  return expression(aggregate('group', of, grouping));
}

/** The `n` highest series, with all their labels. */
export function top<L extends string, K extends Kind>(n: number, of: Expr<L, K>): Expr<L, K> {
  return expression(aggregate('topk', of, undefined, n));
}

/** How many series have each value, with the value as a label. The only way for a value into the text of an annotation. */
export function countValues<L extends string, const N extends string, const B extends By<L> = never>(
  of: Expr<L, 'amount'>,
  label: N,
  grouping?: Grouping<B>
): Expr<Grouped<B> | N, 'amount'> {
  return expression(aggregate('count_values', of, grouping, label));
}
