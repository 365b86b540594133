import type { Value } from '../value.ts';
import type { Field, Query } from './ast.ts';
import { parseField, wordValue } from './field-expression.ts';
import { parseMetric, parseSeriesStages } from './metric.ts';
import { parsePipeline } from './stages.ts';
import { TokenStream } from './token-stream.ts';

/**
 * Parses and checks a TraceQL query. Throws ParseError where Tempo refuses it, and UnsupportedError for what this store
 * does not evaluate. `@grafana/lezer-traceql` is not used: it refuses `nestedSetParent`, `rate() > 1`, `1h30m` and
 * hints other than `most_recent`, and binds `&&`, `||` and arithmetic otherwise than Tempo.
 */
export function parseTraceql(query: string): Query {
  const tokens = new TokenStream(query);
  const stages = parsePipeline(tokens);
  const metric = tokens.skip('|') ? parseMetric(tokens) : undefined;
  const seriesStages = metric === undefined ? [] : parseSeriesStages(tokens);
  const hints = tokens.skip('with') ? parseHints(tokens) : new Map<string, Value>();
  if (tokens.peek().kind !== 'end') {
    tokens.unexpected('the end of the query');
  }
  return { stages, metric, seriesStages, hints };
}

/** Parses the name of a tag, e.g. `span.model` or `event:name`. Throws ParseError. */
export function parseTagName(name: string): Field {
  const tokens = new TokenStream(name);
  const field = parseField(tokens);
  return tokens.peek().kind === 'end' ? field : tokens.unexpected('the end of the name');
}

function parseHints(tokens: TokenStream): ReadonlyMap<string, Value> {
  const hints = new Map<string, Value>();
  tokens.expect('(');
  do {
    const name = tokens.next();
    tokens.expect('=');
    const value = tokens.next();
    const read = value.kind === 'literal' ? value.value : value.kind === 'word' ? wordValue(value.text) : undefined;
    if (name.kind !== 'word' || read === undefined) {
      return tokens.fail(name, 'a hint is a name, = and a value');
    }
    hints.set(name.text, read);
  } while (tokens.skip(','));
  tokens.expect(')');
  return hints;
}
