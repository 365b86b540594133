import { fold } from './aggregate.ts';
import { onlyWhere } from './combine.ts';
import { expression, type By, type Expr, type Kind } from './expr.ts';
import { replaceSelectors, type Node, type SelectorNode } from './node.ts';

/** What a selector reads, over the whole range and seen from its end: of a gauge its mean. */
function overRange(selector: SelectorNode): Node {
  const whole: SelectorNode = { ...selector, window: 'range', atEnd: true };
  return selector.window === undefined ? { kind: 'call', name: 'avg_over_time', arguments: [whole] } : whole;
}

/** The same seen from the end of the range of the dashboard over all of it: one value, equal at every step. */
export const overWholeRange = <L extends string, K extends Kind>(of: Expr<L, K>): Expr<L, K> =>
  expression(replaceSelectors(of.node, overRange));

/**
 * The `n` series that are highest over the whole range of the dashboard. They are the same at every step, unlike those of `top`,
 * which change with time and so are more than `n` in a chart.
 * @param by labels that tell the series apart.
 */
export function busiest<L extends string, K extends Kind, const B extends By<L>>(
  n: number,
  of: Expr<L, K>,
  by: readonly B[]
): Expr<L, K> {
  const chosen = fold('topk', overWholeRange(of).node, [], n);
  return onlyWhere(of, expression(chosen), by);
}
