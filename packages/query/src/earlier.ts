import { binary, number } from './combine.ts';
import { expression, type Expr, type Kind } from './expr.ts';
import { replaceSelectors, type Offset } from './node.ts';
import { isDuration } from './print.ts';

/**
 * The same expression, that long before.
 * @throws RangeError when a written offset is no PromQL duration.
 */
export function earlier<L extends string, K extends Kind>(of: Expr<L, K>, by: Offset): Expr<L, K> {
  if ('fixed' in by && !isDuration(by.fixed)) {
    throw new RangeError(`"${by.fixed}" is not a PromQL duration; write one such as 1h or 1d`);
  }
  return expression(replaceSelectors(of.node, (selector) => ({ ...selector, offset: by })));
}

/** How much an expression has risen (or, below 0, fallen) since that long before. Of shares in points, not in per cent of itself. */
export function changeSince<L extends string, K extends Kind>(of: Expr<L, K>, by: Offset): Expr<L, K> {
  return expression(binary('-', of.node, earlier(of, by).node));
}

/** Only where the value is 0 or higher. */
export function whereNotNegative<L extends string, K extends Kind>(of: Expr<L, K>): Expr<L, K> {
  return expression(binary('>=', of.node, number(0)));
}

/** Only where the value is below 0. */
export function whereNegative<L extends string, K extends Kind>(of: Expr<L, K>): Expr<L, K> {
  return expression(binary('<', of.node, number(0)));
}

/** Without a value (NaN) where there is something now and was nothing then: what has changed since is not known. */
export function unknownSince<L extends string, K extends Kind>(of: Expr<L, K>, by: Offset): Expr<L, K> {
  return expression(binary('unless', binary('*', of.node, number(Number.NaN)), earlier(of, by).node));
}
