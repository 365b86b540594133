import { expression, groupLabels, type Expr, type Kind } from './expr.ts';
import { replaceSelectors } from './node.ts';

/**
 * The same expression, not narrowed by the dashboard's variables for these labels: for comparing with what has no such label, such
 * as the tokens of all models with those of a block manager that names no model.
 */
export function regardlessOf<L extends string, K extends Kind>(of: Expr<L, K>, labels: readonly string[]): Expr<L, K> {
  return expression(replaceSelectors(of.node, (selector) => ({ ...selector, unfiltered: groupLabels(labels) })));
}
