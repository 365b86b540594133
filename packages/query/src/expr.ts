import type { Metric, MetricType, ShareUnit, TargetLabel } from '@dynamo-observability/signals';

import type { GroupLabel, Node } from './node.ts';

/**
 * What a value may be used for. An `amount` can be summed; a `share` (a ratio, a percentage, a quantile, a mean) cannot be
 * summed or averaged without a weight.
 */
export type Kind = 'amount' | 'share';

/**
 * A PromQL expression: the tree, with the labels of its series and the kind of its values known to the compiler.
 * `L` is the union of label names that survive so far, without those a scraper adds.
 */
export interface Expr<L extends string = string, K extends Kind = Kind> {
  readonly node: Node;
  /** Never set; carries the types. */
  readonly phantom?: { readonly labels: L; readonly kind: K };
}

/** Any expression, for code that only prints or inspects. */
export type AnyExpr = Expr;

/** The kind of a metric's own values. */
export type KindOf<M> =
  M extends Metric<string, MetricType, string, infer U> ? (U extends ShareUnit ? 'share' : 'amount') : never;

/** A label to group by: one that the expression has, or one that a scraper adds. */
export type By<L extends string> = L | TargetLabel;

/** Labels left after grouping by `B`. */
export type Grouped<B extends string> = Exclude<B, TargetLabel>;

const targetLabels: ReadonlySet<string> = new Set<TargetLabel>([
  'cluster',
  'namespace',
  'deployment',
  'pod',
  'job',
  'instance',
  'hostname',
]);

const isTargetLabel = (label: string): label is TargetLabel => targetLabels.has(label);

/** Turns the labels as written into grouping labels of the tree. */
export function groupLabels(by: readonly string[] = []): readonly GroupLabel[] {
  return by.map((label) => (isTargetLabel(label) ? { target: label } : { own: label }));
}

/** Wraps a tree; only this package's functions know its labels and kind. */
export const expression = <L extends string, K extends Kind>(node: Node): Expr<L, K> => ({ node });
