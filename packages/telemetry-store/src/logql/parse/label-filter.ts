import type { SyntaxNode } from '@lezer/common';

import type { MatchOperator } from '../../labels/matcher.ts';
import { Matcher } from '../../labels/matcher.ts';
import { RegexError } from '../../labels/regex-error.ts';
import { parseByteSize } from '../../number/byte-size.ts';
import { parseGoDuration } from '../../number/go-duration.ts';
import { parseDurationMs, parseNumberText } from '../../promql/parse/literals.ts';
import type { Source } from '../../promql/parse/source.ts';
import type { ComparingFilter, Comparison, LabelFilter } from './ast.ts';
import { children } from './nodes.ts';
import type { Row } from './precedence.ts';
import { foldRow } from './precedence.ts';

const MATCH_OPERATORS: readonly MatchOperator[] = ['=', '!=', '=~', '!~'];
const COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
  ['=', '=='],
  ['==', '=='],
  ['!=', '!='],
  ['>', '>'],
  ['>=', '>='],
  ['<', '<'],
  ['<=', '<='],
]);

/** Reads `label="value"`. */
export function buildMatcher(source: Source, node: SyntaxNode): Matcher {
  const [label, operatorNode, literal] = children(node);
  const operator = MATCH_OPERATORS.find(
    (candidate) => operatorNode !== undefined && candidate === source.text(operatorNode)
  );
  if (label === undefined || literal === undefined || operator === undefined) {
    return source.fail(node, 'a matcher is label, operator and text, such as level="error"');
  }
  try {
    return new Matcher(source.text(label), operator, source.string(literal));
  } catch (error) {
    if (error instanceof RegexError) {
      return source.fail(literal, error.message);
    }
    throw error;
  }
}

type Junction = 'and' | 'or' | ',';
const STRENGTH: Readonly<Record<Exclude<Junction, ','>, number>> = { or: 1, and: 2 };

/**
 * Reads `a="x" or b > 1, c < 2s`. A comma means "and", but as it has no precedence in Loki's grammar, whatever follows it
 * is taken together first: `a, b or c` is `a and (b or c)`.
 */
export function buildLabelFilter(source: Source, node: SyntaxNode): LabelFilter {
  return foldRow(
    rowOf(source, node),
    (operator, next) => operator !== ',' && next !== ',' && STRENGTH[operator] >= STRENGTH[next],
    (left, operator, right): LabelFilter => ({ kind: operator === 'or' ? 'or' : 'and', left, right })
  );
}

function rowOf(source: Source, node: SyntaxNode): Row<LabelFilter, Junction> {
  const [left, right] = node.getChildren('LabelFilter');
  if (left === undefined) {
    return { first: buildSingle(source, node), rest: [] };
  }
  if (right === undefined) {
    return { first: buildLabelFilter(source, left), rest: [] };
  }
  const operator = node.getChild('Or') !== null ? 'or' : node.getChild('And') !== null ? 'and' : ',';
  const [before, after] = [rowOf(source, left), rowOf(source, right)];
  return { first: before.first, rest: [...before.rest, { operator, operand: after.first }, ...after.rest] };
}

function buildSingle(source: Source, node: SyntaxNode): LabelFilter {
  const matcher = node.getChild('Matcher');
  if (matcher !== null) {
    return { kind: 'matcher', matcher: buildMatcher(source, matcher) };
  }
  const ip = node.getChild('IpLabelFilter');
  if (ip !== null) {
    return source.unsupported(ip, 'a filter by ip()');
  }
  const unit = node.getChild('UnitFilter');
  const comparing = node.getChild('NumberFilter') ?? unit?.getChild('DurationFilter') ?? unit?.getChild('BytesFilter');
  return comparing == null ? source.fail(node, 'this is no label filter') : buildComparing(source, comparing);
}

function buildComparing(source: Source, node: SyntaxNode): ComparingFilter {
  const [label, operatorNode, literal] = children(node);
  const comparison = operatorNode === undefined ? undefined : COMPARISONS.get(source.text(operatorNode));
  if (label === undefined || literal === undefined || comparison === undefined) {
    return source.fail(node, 'a comparison is label, operator and value, such as elapsed_ms >= 500');
  }
  const text = source.text(literal);
  const shared = { label: source.text(label), comparison };
  switch (node.name) {
    case 'DurationFilter':
      return {
        kind: 'duration',
        ...shared,
        value: parseNanoseconds(text) ?? source.fail(literal, 'this is no duration'),
      };
    case 'BytesFilter':
      return { kind: 'bytes', ...shared, value: parseByteSize(text) ?? source.fail(literal, 'this is no size') };
    default:
      return { kind: 'number', ...shared, value: parseSignedNumber(text) ?? source.fail(literal, 'this is no number') };
  }
}

/** A duration of Prometheus, such as `1d`, or else one of Go, such as `427.83ms`. */
export function parseNanoseconds(text: string): number | undefined {
  const milliseconds = parseDurationMs(text);
  return milliseconds === undefined ? parseGoDuration(text) : milliseconds * 1e6;
}

export function parseSignedNumber(text: string): number | undefined {
  const [, sign, digits = ''] = /^([+-]?)\s*(.*)$/s.exec(text) ?? [];
  const value = parseNumberText(digits);
  return value === undefined || sign !== '-' ? value : -value;
}
