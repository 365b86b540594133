import { fold } from './aggregate.ts';
import { binary, number } from './combine.ts';
import { expression, groupLabels, type By, type Expr } from './expr.ts';
import type { BinaryOperator, Node } from './node.ts';

/** Turns a median absolute deviation into a standard deviation, for values that are spread normally. */
const normal = 1.4826;

/**
 * How far each series is from the median of its peers, in robust standard deviations: (x − median) / (1.4826 · MAD), where MAD is the
 * median of |x − median| (metric-science.md C11). Above 3.5 is an outlier, if it is also well above the median: in a quiet fleet
 * MAD is tiny. Needs five peers or more; peers that are all equal give no value.
 * @param peers labels that peers have in common, such as the role.
 */
export function outlierScore<L extends string, const B extends By<L>>(
  of: Expr<L>,
  peers: readonly B[]
): Expr<L, 'share'> {
  const beside = (op: BinaryOperator, left: Node, right: Node): Node => ({
    kind: 'binary',
    op,
    on: groupLabels(peers),
    group: 'left',
    left,
    right,
  });
  const distance = beside('-', of.node, fold('quantile', of.node, peers, 0.5));
  const spread = fold('quantile', { kind: 'call', name: 'abs', arguments: [distance] }, peers, 0.5);
  return expression(beside('/', distance, binary('>', binary('*', spread, number(normal)), number(0))));
}
