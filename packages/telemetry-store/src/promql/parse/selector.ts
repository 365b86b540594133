import type { SyntaxNode } from '@lezer/common';

import { METRIC_NAME } from '../../labels/label-set.ts';
import type { MatchOperator } from '../../labels/matcher.ts';
import { Matcher } from '../../labels/matcher.ts';
import { RegexError } from '../../labels/regex-error.ts';
import type { VectorSelector } from './ast.ts';
import type { Source } from './source.ts';

const OPERATORS: readonly MatchOperator[] = ['=', '!=', '=~', '!~'];

/** Reads `name{label="value"}`, with the checks that Prometheus makes. */
export function buildSelector(source: Source, node: SyntaxNode): VectorSelector {
  const matchers =
    node
      .getChild('LabelMatchers')
      ?.getChildren('UnquotedLabelMatcher')
      .map((child) => buildMatcher(source, child)) ?? [];
  refuseQuotedNames(source, node);
  const identifier = node.getChild('Identifier');
  if (identifier !== null) {
    const name = source.text(identifier);
    const second = matchers.find((matcher) => matcher.name === METRIC_NAME);
    if (second !== undefined) {
      return source.fail(node, `metric name must not be set twice: ${name} or ${second.value}`);
    }
    matchers.push(new Matcher(METRIC_NAME, '=', name));
  }
  if (matchers.every((matcher) => matcher.matchesValue(''))) {
    return source.fail(node, 'a selector needs at least one matcher that does not match the empty value');
  }
  return { kind: 'selector', matchers, offsetMs: undefined, at: undefined, ...source.span(node) };
}

function refuseQuotedNames(source: Source, node: SyntaxNode): void {
  const matchers = node.getChild('LabelMatchers');
  const quoted = matchers?.getChild('QuotedLabelName') ?? matchers?.getChild('QuotedLabelMatcher');
  if (quoted != null) {
    source.unsupported(quoted, 'a quoted metric or label name');
  }
}

function buildMatcher(source: Source, node: SyntaxNode): Matcher {
  const label = node.getChild('LabelName') ?? source.fail(node, 'a label name is missing');
  const literal = node.getChild('StringLiteral') ?? source.fail(node, 'a label value is missing');
  const operatorNode = node.getChild('MatchOp') ?? source.fail(node, 'a matching operator is missing');
  const word = source.text(operatorNode);
  const operator =
    OPERATORS.find((candidate) => candidate === word) ?? source.fail(operatorNode, 'unknown matching operator');
  try {
    return new Matcher(source.text(label), operator, source.string(literal));
  } catch (error) {
    if (error instanceof RegexError) {
      return source.fail(literal, error.message);
    }
    throw error;
  }
}
