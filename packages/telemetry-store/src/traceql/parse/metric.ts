import type { Value } from '../value.ts';
import { numberOf } from '../value.ts';
import type { Metric, MetricName, SeriesStage } from './ast.ts';
import { METRICS } from './ast.ts';
import { parseField } from './field-expression.ts';
import { parseComparison, parseFields, parseScalar } from './stages.ts';
import type { TokenStream } from './token-stream.ts';

/** Tempo's limit of the values of `by`; a bucket or a running mean takes one of the places. */
const MAX_BY = 5;
const TAKES_A_PLACE: ReadonlySet<MetricName> = new Set(['quantile_over_time', 'histogram_over_time', 'avg_over_time']);

/** `rate() by (…)`, `quantile_over_time(duration, 0.9) by (…)` … */
export function parseMetric(tokens: TokenStream): Metric {
  const first = tokens.peek();
  if (tokens.at('compare')) {
    return tokens.unsupported(first, 'compare()');
  }
  const name = tokens.atOneOf(METRICS) ?? tokens.unexpected('a metric such as rate()');
  tokens.next();
  tokens.expect('(');
  const field = name === 'rate' || name === 'count_over_time' ? undefined : parseField(tokens);
  const quantiles = name === 'quantile_over_time' ? parseQuantiles(tokens) : [];
  tokens.expect(')');
  const by = tokens.skip('by') ? parseFields(tokens) : [];
  const place = tokens.placeFrom(first);
  if (by.length > MAX_BY - (TAKES_A_PLACE.has(name) ? 1 : 0)) {
    tokens.fail(place, `metrics group by ${by.length} values not yet supported`);
  }
  return { name, field, quantiles, by, ...place };
}

/** `| topk(3) > 10`, in any order. */
export function parseSeriesStages(tokens: TokenStream): SeriesStage[] {
  const stages: SeriesStage[] = [];
  for (;;) {
    const rank = tokens.at('|') ? parseRank(tokens) : undefined;
    const stage = rank ?? parseThreshold(tokens);
    if (stage === undefined) {
      return stages;
    }
    stages.push(stage);
  }
}

function parseQuantiles(tokens: TokenStream): number[] {
  const quantiles: number[] = [];
  do {
    tokens.expect(',');
    const token = tokens.peek();
    const value = parseScalar(tokens);
    const quantile = value.type === 'duration' ? undefined : numberOf(value);
    if (quantile === undefined || quantile < 0 || quantile > 1) {
      tokens.fail(token, 'a quantile must be between 0 and 1');
    }
    quantiles.push(quantile);
  } while (tokens.at(','));
  return quantiles;
}

function parseRank(tokens: TokenStream): SeriesStage {
  tokens.expect('|');
  const kind = tokens.atOneOf(['topk', 'bottomk']) ?? tokens.unexpected('topk or bottomk');
  tokens.next();
  tokens.expect('(');
  const token = tokens.next();
  const limit = token.kind === 'literal' && token.value.type === 'int' ? Number(token.value.value) : 0;
  if (limit <= 0) {
    tokens.fail(token, 'the limit must be an integer greater than 0');
  }
  tokens.expect(')');
  return { kind, limit };
}

function parseThreshold(tokens: TokenStream): SeriesStage | undefined {
  const operator = parseComparison(tokens);
  return operator === undefined ? undefined : { kind: 'compare', operator, value: seconds(parseScalar(tokens)) };
}

/** Series of durations are in seconds. */
function seconds(value: Value): number {
  return value.type === 'duration' ? value.value / 1e9 : (numberOf(value) ?? NaN);
}
