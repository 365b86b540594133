import type { SyntaxNode } from '@lezer/common';

import { parseDurationMs, parseNumberText } from '../../promql/parse/literals.ts';
import type { Source } from '../../promql/parse/source.ts';
import type { Grouping, RangeAggregation, RangeAggregationName, Unwrap } from './ast.ts';
import { RANGE_AGGREGATIONS } from './ast.ts';
import { parseNanoseconds } from './label-filter.ts';
import { buildLogQuery, buildUnwrap } from './log-query.ts';
import { children, descendants } from './nodes.ts';

/** What counts lines or bytes; `rate` and `absent_over_time` take both. */
const OF_LINES: ReadonlySet<RangeAggregationName> = new Set([
  'count_over_time',
  'rate',
  'bytes_over_time',
  'bytes_rate',
  'absent_over_time',
]);
const NOT_OF_VALUES: ReadonlySet<RangeAggregationName> = new Set(['count_over_time', 'bytes_over_time', 'bytes_rate']);
const GROUPED: ReadonlySet<RangeAggregationName> = new Set([
  'avg_over_time',
  'stddev_over_time',
  'stdvar_over_time',
  'quantile_over_time',
  'max_over_time',
  'min_over_time',
  'first_over_time',
  'last_over_time',
]);

export function buildRangeAggregation(source: Source, node: SyntaxNode): RangeAggregation {
  const operator = node.getChild('RangeOp') ?? source.fail(node, 'an aggregation is missing');
  const word = source.text(operator);
  const name =
    RANGE_AGGREGATIONS.find((candidate) => candidate === word.toLowerCase()) ??
    source.unsupported(operator, `function ${word}`);
  const range = rangeExpr(source, node);
  const unwrapNode = range.getChild('UnwrapExpr');
  const unwrap = unwrapNode === null ? undefined : buildUnwrap(source, unwrapNode);
  const groupingNode = node.getChild('Grouping');
  const grouping = groupingNode === null ? undefined : buildGrouping(source, groupingNode);
  checkUse(source, operator, name, unwrap, grouping);
  return {
    kind: 'range-aggregation',
    name,
    parameter: quantileParameter(source, node, name),
    log: buildLogQuery(source, range),
    unwrap,
    rangeMs: rangeMs(source, range),
    offsetMs: offsetMs(source, node, range),
    grouping,
    ...source.span(node),
  };
}

function checkUse(
  source: Source,
  operator: SyntaxNode,
  name: RangeAggregationName,
  unwrap: Unwrap | undefined,
  grouping: Grouping | undefined
): void {
  if (unwrap === undefined && !OF_LINES.has(name)) {
    source.fail(operator, `invalid aggregation ${name} without unwrap`);
  }
  if (unwrap !== undefined && NOT_OF_VALUES.has(name)) {
    source.fail(operator, `invalid aggregation ${name} with unwrap`);
  }
  if (grouping !== undefined && !GROUPED.has(name)) {
    source.fail(operator, `grouping not allowed for ${name} aggregation`);
  }
}

/** The innermost `LogRangeExpr`: parentheses nest it. */
function rangeExpr(source: Source, node: SyntaxNode): SyntaxNode {
  const inner = node.getChild('LogRangeExpr');
  if (inner === null) {
    return node.name === 'LogRangeExpr' ? node : source.fail(node, 'a range is missing, such as {…}[5m]');
  }
  return rangeExpr(source, inner);
}

function quantileParameter(source: Source, node: SyntaxNode, name: RangeAggregationName): number | undefined {
  const parameter = node.getChild('Number');
  if (name !== 'quantile_over_time') {
    return parameter === null ? undefined : source.fail(parameter, `${name} takes no parameter`);
  }
  return parameter === null
    ? source.fail(node, `parameter required for operation ${name}`)
    : (parseNumberText(source.text(parameter)) ?? source.fail(parameter, 'this is no number'));
}

function rangeMs(source: Source, node: SyntaxNode): number {
  const range = node.getChild('Range')?.getChild('Duration') ?? source.fail(node, 'a range is missing, such as [5m]');
  const milliseconds =
    parseDurationMs(source.text(range)) ?? source.fail(range, 'a range is whole numbers with units, such as 1h30m');
  return milliseconds > 0 ? milliseconds : source.fail(range, 'a range must be greater than 0');
}

function offsetMs(source: Source, node: SyntaxNode, range: SyntaxNode): number {
  const offset = range.getChild('OffsetExpr')?.getChild('Duration') ?? misplacedOffset(node);
  if (offset === undefined) {
    return 0;
  }
  return (parseNanoseconds(source.text(offset)) ?? source.fail(offset, 'this is no duration')) / 1e6;
}

/** Loki takes an offset behind `… | unwrap x [5m]`; the grammar sees two mistakes there, `offset` and its duration. */
export function misplacedOffset(node: SyntaxNode): SyntaxNode | undefined {
  const mistakes = node.name === 'RangeAggregationExpr' ? children(node).filter((child) => child.type.isError) : [];
  const [keyword, duration, ...more] = mistakes.map((mistake) => mistake.firstChild);
  return keyword?.name === 'Offset' && duration?.name === 'Duration' && more.length === 0 ? duration : undefined;
}

export function buildGrouping(source: Source, node: SyntaxNode): Grouping {
  return {
    without: node.getChild('Without') !== null,
    labels: descendants(node, 'Identifier').map((label) => source.text(label)),
  };
}
