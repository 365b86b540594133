import { parser } from '@grafana/lezer-logql';
import type { SyntaxNode } from '@lezer/common';

import type { Matcher } from '../../labels/matcher.ts';
import { ParseError, UnsupportedError } from '../../promql/parse/errors.ts';
import { Source } from '../../promql/parse/source.ts';
import type { LogqlQuery } from './ast.ts';
import { buildLogQuery } from './log-query.ts';
import { buildMetricQuery } from './metric-query.ts';
import { misplacedOffset } from './range-aggregation.ts';

/** Functions of Loki that the grammar does not know. */
const NEWER = /^(?:approx_topk|variants)$/;

/**
 * Parses and checks a LogQL query. Throws ParseError where Loki 3 would refuse it, and UnsupportedError for what this
 * store does not evaluate.
 */
export function parseLogql(query: string): LogqlQuery {
  const tree = parser.parse(query);
  tree.iterate({
    enter: ({ node }) => {
      if (node.type.isError && (node.parent === null || misplacedOffset(node.parent) === undefined)) {
        throw syntaxError(query, node);
      }
    },
  });
  const source = new Source(query, 'Loki');
  const expr = tree.topNode.getChild('Expr');
  const [log, metric] = [expr?.getChild('LogExpr'), expr?.getChild('MetricExpr')];
  if (log != null) {
    return buildLogQuery(source, log);
  }
  return metric == null ? source.fail(tree.topNode, 'no expression found') : buildMetricQuery(source, metric);
}

/** Parses a bare selector such as `{level="error"}`. Throws ParseError for anything else. */
export function parseLogSelector(text: string): readonly Matcher[] {
  const query = parseLogql(text);
  if (query.kind !== 'log' || query.stages.length > 0) {
    throw new ParseError(text, query, 'only label matchers are supported');
  }
  return query.matchers;
}

function syntaxError(query: string, { from, to }: SyntaxNode): Error {
  if (query.trim() === '') {
    return new ParseError(query, { from: 0, to: query.length }, 'no expression found');
  }
  if (query.slice(from).trim() === '') {
    return new ParseError(query, { from, to: query.length }, 'unexpected end of input');
  }
  const [, name] = /^([a-zA-Z_]\w*)\s*\(/.exec(query.slice(from)) ?? [];
  if (name !== undefined) {
    const span = { from, to: from + name.length };
    return NEWER.test(name)
      ? new UnsupportedError(query, span, `function ${name}`, 'Loki')
      : new ParseError(query, span, `unexpected ${name}: no function of LogQL, or not in this place`);
  }
  return new ParseError(query, { from, to: Math.max(to, from + 1) }, 'unexpected text');
}
