import { expression, groupLabels, type By, type Expr, type Grouped, type Kind } from './expr.ts';
import type { BinaryOperator, Node } from './node.ts';

export const number = (value: number): Node => ({ kind: 'number', value });

export const binary = (op: BinaryOperator, left: Node, right: Node): Node => ({ kind: 'binary', op, left, right });

/** Multiplies by a constant: a change of unit. */
export function scale<L extends string, K extends Kind>(of: Expr<L, K>, factor: number): Expr<L, K> {
  return expression(binary('*', of.node, number(factor)));
}

/** Adds two amounts that have the same labels. */
export function add<L extends string>(left: Expr<L, 'amount'>, right: Expr<L, 'amount'>): Expr<L, 'amount'> {
  return expression(binary('+', left.node, right.node));
}

/** The difference of two amounts that have the same labels. */
export function subtract<L extends string>(left: Expr<L, 'amount'>, right: Expr<L, 'amount'>): Expr<L, 'amount'> {
  return expression(binary('-', left.node, right.node));
}

/** How far one share is above another with the same labels, in points; below 0 where it is lower. */
export function gap<L extends string>(of: Expr<L, 'share'>, to: Expr<L, 'share'>): Expr<L, 'share'> {
  return expression(binary('-', of.node, to.node));
}

/** The second expression where the first has no series. */
export function or<L extends string, K extends Kind>(first: Expr<L, K>, second: Expr<L, K>): Expr<L, K> {
  return expression(binary('or', first.node, second.node));
}

/**
 * The first expression while another one tells that it has something to say, and the second as a whole while not. `or` would choose
 * for each series, and two sources that share no labels would both be drawn. What decides stands twice, so it should be cheap.
 * @param told has series exactly where the first is to be used; its values do not matter.
 */
export function preferred<L extends string, K extends Kind>(
  first: Expr<L, K>,
  second: Expr<NoInfer<L>, K>,
  told: Expr
): Expr<L, K> {
  const decided: Node = { kind: 'aggregate', op: 'group', by: [], of: told.node };
  const restricted = (op: 'and' | 'unless', left: Node): Node => ({ kind: 'binary', op, on: [], left, right: decided });
  return expression(binary('or', restricted('and', first.node), restricted('unless', second.node)));
}

/** An expression only while another one has no series at all. */
export function unlessAny<L extends string, K extends Kind>(of: Expr<L, K>, told: Expr): Expr<L, K> {
  const decided: Node = { kind: 'aggregate', op: 'group', by: [], of: told.node };
  return expression({ kind: 'binary', op: 'unless', on: [], left: of.node, right: decided });
}

/**
 * `part`, and 0 where it has no series although `whole` has. A counter that is born with its first event is then 0 while the
 * thing it counts among is measured, and still absent when nothing is scraped (metric-science.md M16).
 */
export function zeroWhere<L extends string>(part: Expr<L, 'amount'>, whole: Expr<L, 'amount'>): Expr<L, 'amount'> {
  return expression(binary('or', part.node, binary('*', whole.node, number(0))));
}

/** One amount per unit of another; no series where the denominator is 0 (metric-science.md H1, C2). */
export function per<L extends string>(amount: Expr<L, 'amount'>, unit: Expr<L, 'amount'>): Expr<L, 'share'> {
  return expression(binary('/', amount.node, binary('>', unit.node, number(0))));
}

/** A part of a whole, 0 to 1. A part without series counts as 0 while the whole has some; no traffic gives no series. */
export function share<L extends string>(part: Expr<L, 'amount'>, whole: Expr<L, 'amount'>): Expr<L, 'share'> {
  return per(zeroWhere(part, whole), whole);
}

/** Only those series for which another expression has a series with the same values of the given labels. */
export function onlyWhere<L extends string, K extends Kind, const B extends By<L>>(
  of: Expr<L, K>,
  among: Expr,
  on: readonly B[]
): Expr<L, K> {
  return expression({ kind: 'binary', op: 'and', on: groupLabels(on), left: of.node, right: among.node });
}

/** Only those series for which another expression has none with the same values of the given labels. */
export function exceptWhere<L extends string, K extends Kind, const B extends By<L>>(
  of: Expr<L, K>,
  among: Expr,
  on: readonly B[]
): Expr<L, K> {
  return expression({ kind: 'binary', op: 'unless', on: groupLabels(on), left: of.node, right: among.node });
}

/** What is left of a share: 1 minus it. */
export function remainder<L extends string>(of: Expr<L, 'share'>): Expr<L, 'share'> {
  return expression(binary('-', number(1), of.node));
}

/** The label that tells the results of `lines` apart. */
const lineLabel = 'line';

/**
 * Several results in one query, told apart by the label `line`: one request to Prometheus in place of several. The legend is
 * `{{line}}`.
 * @throws RangeError when there is nothing to draw.
 */
export function lines<L extends string, K extends Kind>(named: {
  readonly [line: string]: Expr<L, K>;
}): Expr<L | 'line', K> {
  const [first, ...rest] = Object.entries(named).map(([name, of]) => labelled(of, lineLabel, name));
  if (first === undefined) {
    throw new RangeError('lines() needs at least one named expression');
  }
  return rest.reduce((all, next) => or(all, next), first);
}

/** The quotient of two shares with the same labels: how far the slowest is from the median. */
export function relative<L extends string>(of: Expr<L, 'share'>, to: Expr<L, 'share'>): Expr<L, 'share'> {
  return expression(binary('/', of.node, binary('>', to.node, number(0))));
}

/** That share of an amount with the same labels. */
export function portion<L extends string>(of: Expr<L, 'amount'>, part: Expr<L, 'share'>): Expr<L, 'amount'> {
  return expression(binary('*', of.node, part.node));
}

/** The mean of shares, each with the weight of its own series. */
export function weightedMean<L extends string, const B extends By<L> = never>(
  of: Expr<L, 'share'>,
  weight: Expr<L, 'amount'>,
  grouping: { readonly by?: readonly B[] } = {}
): Expr<Grouped<B>, 'share'> {
  const folded = (node: Node): Node => ({ kind: 'aggregate', op: 'sum', by: groupLabels(grouping.by), of: node });
  const denominator = binary('>', folded(weight.node), number(0));
  return expression(binary('/', folded(binary('*', of.node, weight.node)), denominator));
}

/** Adds a label made of the values of others, one behind the other. */
export function joined<L extends string, K extends Kind, const N extends string>(
  of: Expr<L, K>,
  name: N,
  separator: string,
  from: readonly NoInfer<L>[]
): Expr<L | N, K> {
  const texts = [name, separator, ...from].map((value) => ({ kind: 'text', value }) as const);
  return expression({ kind: 'call', name: 'label_join', arguments: [of.node, ...texts] });
}

/** Adds a label with a fixed value, so that two results can stand in one chart. */
export function labelled<L extends string, K extends Kind, const N extends string>(
  of: Expr<L, K>,
  name: N,
  text: string
): Expr<L | N, K> {
  // In a replacement `$` starts a group reference.
  const replacement = text.replaceAll('$', '$$$$');
  const texts = [name, replacement, '', ''].map((value) => ({ kind: 'text', value }) as const);
  return expression({ kind: 'call', name: 'label_replace', arguments: [of.node, ...texts] });
}
