import type { SyntaxNode } from '@lezer/common';

import { RegexError } from '../../labels/regex-error.ts';
import { compileAnchored } from '../../labels/regex.ts';
import type { VectorMatching } from '../../promql/parse/ast.ts';
import { ARITHMETIC, COMPARISON, SET_OPERATORS } from '../../promql/parse/ast.ts';
import type { Source } from '../../promql/parse/source.ts';
import type { Binary, BinaryOperator, Grouping, LabelReplace, MetricQuery, VectorAggregation } from './ast.ts';
import { VECTOR_AGGREGATIONS } from './ast.ts';
import { parseSignedNumber } from './label-filter.ts';
import { children, descendants } from './nodes.ts';
import type { Row } from './precedence.ts';
import { foldRow } from './precedence.ts';
import { buildGrouping, buildRangeAggregation } from './range-aggregation.ts';

/** Reads a `MetricExpr`, in parentheses or without. */
export function buildMetricQuery(source: Source, node: SyntaxNode): MetricQuery {
  const [child] = children(node);
  switch (child?.name) {
    case 'MetricExpr':
      return buildMetricQuery(source, child);
    case 'RangeAggregationExpr':
      return buildRangeAggregation(source, child);
    case 'VectorAggregationExpr':
      return buildVectorAggregation(source, child);
    case 'BinOpExpr':
      return buildBinary(source, child);
    case 'LiteralExpr':
      return { kind: 'number', value: number(source, child), ...source.span(child) };
    case 'VectorExpr':
      return { kind: 'vector', value: number(source, child.getChild('Number') ?? child), ...source.span(child) };
    case 'LabelReplaceExpr':
      return buildLabelReplace(source, child);
    default:
      return source.unsupported(node, `expression ${source.text(node)}`);
  }
}

function number(source: Source, node: SyntaxNode): number {
  return parseSignedNumber(source.text(node)) ?? source.fail(node, 'this is no number');
}

function metricOperand(source: Source, node: SyntaxNode): MetricQuery {
  const metric = node.getChild('MetricExpr');
  return metric === null
    ? source.fail(node, 'expected a metric query here, not a log query')
    : buildMetricQuery(source, metric);
}

const NO_GROUPING: Grouping = { without: false, labels: [] };

function buildVectorAggregation(source: Source, node: SyntaxNode): VectorAggregation {
  const operator = node.getChild('VectorOp') ?? source.fail(node, 'an aggregation is missing');
  const word = source.text(operator);
  const name =
    VECTOR_AGGREGATIONS.find((candidate) => candidate === word.toLowerCase()) ??
    source.unsupported(operator, `aggregation ${word}`);
  const groupingNode = node.getChild('Grouping');
  const grouping = groupingNode === null ? undefined : buildGrouping(source, groupingNode);
  if (grouping !== undefined && grouping.labels.length > 0 && (name === 'sort' || name === 'sort_desc')) {
    return source.fail(node, `${name} does not allow grouping`);
  }
  return {
    kind: 'vector-aggregation',
    name,
    parameter: rankParameter(source, node, name),
    expr: metricOperand(source, node),
    grouping: grouping ?? NO_GROUPING,
    grouped: grouping !== undefined,
    ...source.span(node),
  };
}

function rankParameter(source: Source, node: SyntaxNode, name: string): number | undefined {
  const parameter = node.getChild('Number');
  if (name !== 'topk' && name !== 'bottomk') {
    return parameter === null ? undefined : source.fail(parameter, `${name} takes no parameter`);
  }
  if (parameter === null) {
    return source.fail(node, `parameter required for operation ${name}`);
  }
  const limit = number(source, parameter);
  return Number.isInteger(limit) && limit > 0
    ? limit
    : source.fail(parameter, `${name} needs a whole number greater than 0`);
}

const OPERATORS: readonly BinaryOperator[] = [...ARITHMETIC, ...COMPARISON, ...SET_OPERATORS];
const STRENGTH: ReadonlyMap<BinaryOperator, number> = new Map<BinaryOperator, number>([
  ['or', 1],
  ['and', 2],
  ['unless', 2],
  ...COMPARISON.map((operator): [BinaryOperator, number] => [operator, 3]),
  ['+', 4],
  ['-', 4],
  ['*', 5],
  ['/', 5],
  ['%', 5],
  ['^', 6],
]);

interface Junction {
  readonly operator: BinaryOperator;
  readonly bool: boolean;
  readonly matching: VectorMatching;
}

/** The precedences of the grammar are upside down, so the tree is read as a row and folded anew. */
function buildBinary(source: Source, node: SyntaxNode): MetricQuery {
  return foldRow(
    rowOf(source, node),
    ({ operator }, next) => {
      const [own, other] = [STRENGTH.get(operator) ?? 0, STRENGTH.get(next.operator) ?? 0];
      return own > other || (own === other && operator !== '^');
    },
    (left, junction, right) => combine(source, node, left, junction, right)
  );
}

function combine(source: Source, node: SyntaxNode, left: MetricQuery, junction: Junction, right: MetricQuery): Binary {
  const isSet = SET_OPERATORS.some((set) => set === junction.operator);
  if (isSet && (left.kind === 'number' || right.kind === 'number')) {
    return source.fail(node, `unexpected literal for a leg of the set operation ${junction.operator}`);
  }
  return { kind: 'binary', ...junction, left, right, from: left.from, to: right.to };
}

function rowOf(source: Source, node: SyntaxNode): Row<MetricQuery, Junction> {
  const [left, right] = node.getChildren('Expr');
  const [, operatorNode, modifier] = children(node);
  if (left === undefined || right === undefined || operatorNode === undefined) {
    return source.fail(node, 'an operand is missing');
  }
  const [before, after] = [rowOfOperand(source, left), rowOfOperand(source, right)];
  const junction = buildJunction(source, operatorNode, modifier);
  return { first: before.first, rest: [...before.rest, { operator: junction, operand: after.first }, ...after.rest] };
}

/** An operand without parentheses that is a binary expression itself belongs to the same row. */
function rowOfOperand(source: Source, node: SyntaxNode): Row<MetricQuery, Junction> {
  const inner = node.getChild('MetricExpr')?.getChild('BinOpExpr');
  return inner == null ? { first: metricOperand(source, node), rest: [] } : rowOf(source, inner);
}

function buildJunction(source: Source, operatorNode: SyntaxNode, modifier: SyntaxNode | undefined): Junction {
  const word = source.text(operatorNode).toLowerCase();
  const operator =
    OPERATORS.find((candidate) => candidate === word) ?? source.unsupported(operatorNode, `operator ${word}`);
  const clause = modifier?.getChild('OnOrIgnoringModifier');
  const many = modifier?.getChild('GroupLeft') != null;
  const group = many ? 'many-to-one' : modifier?.getChild('GroupRight') != null ? 'one-to-many' : 'one-to-one';
  const include = modifier?.getChild('GroupingLabels');
  const bool = modifier?.getChild('Bool') != null;
  const isComparison = COMPARISON.some((comparison) => comparison === operator);
  if (bool && !isComparison) {
    return source.fail(operatorNode, 'bool modifier can only be used on comparison operators');
  }
  const names = (list: SyntaxNode | null | undefined) =>
    list == null ? [] : descendants(list, 'LabelName').map((label) => source.text(label));
  const matching = {
    on: clause?.getChild('On') != null,
    labels: names(clause),
    group,
    include: names(include),
  } as const;
  return { operator, bool, matching };
}

function buildLabelReplace(source: Source, node: SyntaxNode): LabelReplace {
  const literals = node.getChildren('String');
  const [destination = '', replacement = '', label = '', pattern = ''] = literals.map((literal) =>
    source.string(literal)
  );
  try {
    const shared = { destination, replacement, source: label, regex: compileAnchored(pattern) };
    return { kind: 'label-replace', expr: metricOperand(source, node), ...shared, ...source.span(node) };
  } catch (error) {
    if (error instanceof RegexError) {
      return source.fail(literals.at(-1) ?? node, error.message);
    }
    throw error;
  }
}
