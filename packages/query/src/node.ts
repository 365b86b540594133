import type { Metric, TargetLabel } from '@dynamo-observability/signals';

/** The part of a metric family that a selector reads. */
export type SeriesSuffix = '' | '_bucket' | '_sum' | '_count';

/**
 * How far back a range selector looks. `rate` and `range` are decided when the tree is printed: `$__rate_interval` and
 * `$__range` in a panel, a fixed duration in a rule.
 */
export type Window = 'rate' | 'range' | { readonly fixed: string };

export type MatchOperator = '=' | '!=' | '=~' | '!~';

/** A label matcher. A `template` holds Grafana variables and is printed as it stands; a `text` is escaped. */
export interface Matcher {
  readonly label: string;
  readonly op: MatchOperator;
  readonly value: { readonly text: string } | { readonly template: string };
}

/** A label by name: one of the series' own, or one that a scraper adds, by role. */
export type GroupLabel = { readonly own: string } | { readonly target: TargetLabel };

/** How long before: a duration, or the name of the dashboard variable that holds one. */
export type Offset = { readonly fixed: string } | { readonly variable: string };

export interface SelectorNode {
  readonly kind: 'selector';
  readonly metric: Metric;
  readonly suffix: SeriesSuffix;
  readonly matchers: readonly Matcher[];
  readonly window?: Window;
  /** Read that long before. */
  readonly offset?: Offset;
  /** Read at the end of the range at every step, so that all steps see the same values. */
  readonly atEnd?: true;
  /** Labels that the variables of a dashboard do not narrow here. */
  readonly unfiltered?: readonly GroupLabel[];
}

export type AggregateOperator =
  'sum' | 'min' | 'max' | 'avg' | 'count' | 'group' | 'quantile' | 'topk' | 'count_values';
export interface AggregateNode {
  readonly kind: 'aggregate';
  readonly op: AggregateOperator;
  readonly by: readonly GroupLabel[];
  /** A number, or the label that `count_values` makes of values. */
  readonly parameter?: number | string;
  readonly of: Node;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '>' | '<' | '>=' | '<=' | '!=' | 'and' | 'or' | 'unless';
export interface BinaryNode {
  readonly kind: 'binary';
  readonly op: BinaryOperator;
  /** Comparison that answers 0 or 1 in place of filtering. */
  readonly bool?: boolean;
  readonly on?: readonly GroupLabel[];
  readonly group?: 'left';
  readonly left: Node;
  readonly right: Node;
}

export interface CallNode {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: readonly Node[];
}

export interface NumberNode {
  readonly kind: 'number';
  readonly value: number;
}

export interface TextNode {
  readonly kind: 'text';
  readonly value: string;
}

/** A number that a dashboard variable supplies, such as the quantile of the page. */
export interface VariableNode {
  readonly kind: 'variable';
  readonly name: string;
}

export type Node = SelectorNode | AggregateNode | BinaryNode | CallNode | NumberNode | TextNode | VariableNode;

/** Every selector below a node, in the order in which it is printed. */
export function selectorsOf(node: Node): readonly SelectorNode[] {
  switch (node.kind) {
    case 'selector':
      return [node];
    case 'aggregate':
      return selectorsOf(node.of);
    case 'binary':
      return [...selectorsOf(node.left), ...selectorsOf(node.right)];
    case 'call':
      return node.arguments.flatMap(selectorsOf);
    case 'number':
    case 'text':
    case 'variable':
      return [];
  }
}

/** The families that a tree reads, each once, in the order of first use. */
export function metricsOf(node: Node): readonly Metric[] {
  return [...new Set(selectorsOf(node).map((s) => s.metric))];
}

/** The same tree with every selector replaced. */
export function replaceSelectors(node: Node, by: (selector: SelectorNode) => Node): Node {
  switch (node.kind) {
    case 'selector':
      return by(node);
    case 'aggregate':
      return { ...node, of: replaceSelectors(node.of, by) };
    case 'binary':
      return { ...node, left: replaceSelectors(node.left, by), right: replaceSelectors(node.right, by) };
    case 'call':
      return { ...node, arguments: node.arguments.map((argument) => replaceSelectors(argument, by)) };
    case 'number':
    case 'text':
    case 'variable':
      return node;
  }
}
