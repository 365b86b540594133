import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

/** A label matcher, its value without quotes. */
export interface Matcher {
  readonly label: string;
  readonly value: string;
}

/** A selector in a PromQL query and what is done with it. */
export interface Selector {
  /** Undefined for `{label="x"}` without a name. */
  readonly name: string | undefined;
  readonly matchers: readonly Matcher[];
  /** The window of a range selector, such as `5m`. */
  readonly window: string | undefined;
  /** The function or aggregation that it stands in, such as `rate` or `sum`, or undefined when it stands alone. */
  readonly inside: string | undefined;
}

const trees = new Map<string, ReturnType<typeof parser.parse>>();

/** Every rule looks at every query, so each is parsed once. */
function treeOf(query: string): ReturnType<typeof parser.parse> {
  const tree = trees.get(query) ?? parser.parse(query);
  trees.set(query, tree);
  return tree;
}

const unquoted = (literal: string) => literal.slice(1, -1);

function matchersOf(selector: SyntaxNode, query: string): readonly Matcher[] {
  const list = selector.getChild('LabelMatchers');
  return (list?.getChildren('UnquotedLabelMatcher') ?? []).flatMap((matcher) => {
    const [label, value] = [matcher.getChild('LabelName'), matcher.getChild('StringLiteral')];
    return label === null || value === null
      ? []
      : [{ label: query.slice(label.from, label.to), value: unquoted(query.slice(value.from, value.to)) }];
  });
}

function nameOf(selector: SyntaxNode, matchers: readonly Matcher[], query: string): string | undefined {
  const identifier = selector.getChild('Identifier');
  if (identifier !== null) {
    return query.slice(identifier.from, identifier.to);
  }
  const quoted = selector.getChild('LabelMatchers')?.getChild('QuotedLabelName');
  return quoted
    ? unquoted(query.slice(quoted.from, quoted.to))
    : matchers.find((matcher) => matcher.label === '__name__')?.value;
}

/** The nodes that stand between a selector and what is done with it. */
const wrappers: ReadonlySet<string> = new Set([
  'MatrixSelector',
  'OffsetExpr',
  'StepInvariantExpr',
  'ParenExpr',
  'FunctionCallBody',
]);

function insideOf(selector: SyntaxNode, query: string): string | undefined {
  let parent = selector.parent;
  while (parent !== null && wrappers.has(parent.name)) {
    parent = parent.parent;
  }
  const name = parent?.getChild('FunctionIdentifier') ?? parent?.getChild('AggregateOp');
  return name ? query.slice(name.from, name.to) : undefined;
}

function windowOf(selector: SyntaxNode, query: string): string | undefined {
  const duration = selector.parent?.name === 'MatrixSelector' ? selector.parent.getChild('DurationExpr') : null;
  return duration ? query.slice(duration.from, duration.to) : undefined;
}

/** Every selector of a query, in order. What does not parse is passed over; the rule valid-promql reports it. */
export function selectorsIn(query: string): readonly Selector[] {
  const selectors: Selector[] = [];
  treeOf(query).iterate({
    enter: ({ name, node }) => {
      if (name === 'VectorSelector') {
        const matchers = matchersOf(node, query);
        selectors.push({
          name: nameOf(node, matchers, query),
          matchers,
          window: windowOf(node, query),
          inside: insideOf(node, query),
        });
      }
    },
  });
  return selectors;
}

/** The windows of all subqueries, such as `1h` in `[1h:1m]`. */
export function subqueryWindows(query: string): readonly string[] {
  const windows: string[] = [];
  treeOf(query).iterate({
    enter: ({ name, node }) => {
      const duration = name === 'SubqueryExpr' ? node.getChild('DurationExpr') : null;
      if (duration) {
        windows.push(query.slice(duration.from, duration.to));
      }
    },
  });
  return windows;
}
