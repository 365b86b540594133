import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

import type { Matcher } from '../../labels/matcher.ts';
import type { Expr } from './ast.ts';
import { Builder } from './build.ts';
import { checkTypes } from './check.ts';
import { ParseError, UnsupportedError } from './errors.ts';

/** Functions of Prometheus 2.42 whose names the newer grammar no longer knows. */
const RENAMED = /^(?:holt_winters)$/;

/**
 * Parses and checks a PromQL query. Throws ParseError where Prometheus 2.42 would refuse it, and UnsupportedError
 * for what this store does not evaluate.
 */
export function parsePromql(query: string): Expr {
  const tree = parser.parse(query);
  tree.iterate({
    enter: ({ node }) => {
      if (node.type.isError) {
        throw syntaxError(query, node);
      }
    },
  });
  const top = tree.topNode.getChild('Expr');
  if (top === null) {
    throw new ParseError(query, { from: 0, to: query.length }, 'no expression found');
  }
  const expr = new Builder(query).expr(top);
  checkTypes(query, expr);
  return expr;
}

/** Parses a bare selector such as `up{job="a"}`. Throws ParseError for anything else. */
export function parseSelector(text: string): readonly Matcher[] {
  const expr = parsePromql(text);
  if (expr.kind !== 'selector' || expr.offsetMs !== undefined || expr.at !== undefined) {
    throw new ParseError(text, expr, 'expected a selector without modifiers');
  }
  return expr.matchers;
}

function syntaxError(query: string, node: SyntaxNode): Error {
  const { from } = node;
  const call = /([a-zA-Z_]\w*)\s*$/.exec(query.slice(0, from));
  if (call !== null && query[from] === '(') {
    const [, name = ''] = call;
    const span = { from: call.index, to: from };
    return RENAMED.test(name)
      ? new UnsupportedError(query, span, `function ${name}`)
      : new ParseError(query, span, `unknown function with name ${JSON.stringify(name)}`);
  }
  if (query.slice(from).trim() === '') {
    return new ParseError(
      query,
      { from, to: query.length },
      query.trim() === '' ? 'no expression found' : 'unexpected end of input'
    );
  }
  return new ParseError(query, { from, to: Math.max(node.to, from + 1) }, 'unexpected text');
}
