import type { Gauge, LabelOf } from '@dynamo-observability/signals';

import { fold, type Grouping } from './aggregate.ts';
import { binary, number } from './combine.ts';
import { expression, type By, type Expr, type Grouped, type Kind } from './expr.ts';
import { matchersOf, type Where } from './match.ts';
import type { CallNode, Node } from './node.ts';
import { value } from './select.ts';

const call = (name: string, ...args: readonly Node[]): CallNode => ({ kind: 'call', name, arguments: args });

/**
 * The state that a one-hot family is in, as its place in the list, counted from 0: for a state timeline, whose value mappings give
 * the names back. A series of the family is 1 for the state that holds; none holding, or one outside the list, gives no value.
 * @throws RangeError when no state is named.
 */
export function stateOf<M extends Gauge, const B extends By<LabelOf<M>> = never>(
  metric: M,
  label: LabelOf<M>,
  states: readonly string[],
  grouping: Grouping<B> = {}
): Expr<Grouped<B>, 'share'> {
  const [first, ...rest] = states.map((state, place) => {
    const holds = binary('>', value<Gauge>(metric, { [label]: state }).node, number(0));
    return fold('max', binary('*', holds, number(place)), grouping.by);
  });
  if (first === undefined) {
    throw new RangeError(`stateOf() needs the states of ${metric.name}`);
  }
  return expression(rest.reduce<Node>((all, next) => binary('or', all, next), first));
}

/** 1 where a value is above a limit and 0 where it is not: summed, it counts the series that are. */
export function isAbove<L extends string>(of: Expr<L>, limit: number): Expr<L, 'amount'> {
  return expression({ kind: 'binary', op: '>', bool: true, left: of.node, right: number(limit) });
}

/** Only the series whose value is above a limit. */
export function onlyAbove<L extends string, K extends Kind>(of: Expr<L, K>, limit: number): Expr<L, K> {
  return expression(binary('>', of.node, number(limit)));
}

/** 1 where a bit of a set of bits is set and 0 where it is not. PromQL has no bit operations: ⌊x / 2ⁿ⌋ − 2·⌊x / 2ⁿ⁺¹⌋. */
export function bit<L extends string>(of: Expr<L>, place: number): Expr<L, 'amount'> {
  const shifted = (by: number) => call('floor', binary('*', of.node, number(2 ** -by)));
  return expression(binary('-', shifted(place), binary('*', shifted(place + 1), number(2))));
}

/** Seconds since a point in time that is given in Unix seconds. */
export function age<L extends string>(of: Expr<L, 'amount'>): Expr<L, 'amount'> {
  return expression(binary('-', call('time'), of.node));
}

/** 1 for every series that had a value in the time range, also where it has none any more. */
export function seenInRange<M extends Gauge>(metric: M, where?: Where<LabelOf<M>>): Expr<LabelOf<M>, 'amount'> {
  const selector = { kind: 'selector', metric, suffix: '', matchers: matchersOf(where), window: 'range' } as const;
  return expression(call('present_over_time', selector));
}

/** Adds a constant: where two systems count from different ends. */
export function plus<L extends string, K extends Kind>(of: Expr<L, K>, constant: number): Expr<L, K> {
  return expression(binary('+', of.node, number(constant)));
}
