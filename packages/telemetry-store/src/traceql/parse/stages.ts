import type { Value } from '../value.ts';
import { isNumeric } from '../value.ts';
import type { AggregateName, FieldExpression, ScalarFilter, Select, Stage } from './ast.ts';
import { AGGREGATES, METRICS } from './ast.ts';
import { canMeet, checkField, isDefined, looksAtSpan, staticType } from './check-field.ts';
import { parseField, parseFieldExpression } from './field-expression.ts';
import { isWrapped, parseSpansets } from './spanset-expression.ts';
import type { TokenStream } from './token-stream.ts';

const SCALAR_COMPARISONS = ['=', '!=', '>=', '<=', '>', '<'] as const;

/** Stages divided by `|`, up to a metric, a `)` or the end. */
export function parsePipeline(tokens: TokenStream): Stage[] {
  const stages = [parseStage(tokens)];
  while (tokens.at('|') && !isMetricAt(tokens, 1)) {
    const previous = stages.at(-1);
    if (previous !== undefined && isWrapped(previous)) {
      tokens.unexpected('the end: a pipeline in parentheses is not continued');
    }
    tokens.next();
    const stage = parseStage(tokens);
    if (stages.some(({ kind }) => kind === 'select') && readsFields(stage)) {
      tokens.fail(stage, 'Tempo does not read the fields of stages behind select(): put select() last');
    }
    stages.push(stage);
  }
  return stages;
}

/** Whether the word `ahead` begins a metric such as `rate()`. */
export function isMetricAt(tokens: TokenStream, ahead: number): boolean {
  return [...METRICS, 'compare'].some((name) => tokens.at(name, ahead) && tokens.at('(', ahead + 1));
}

/** `( field, … )` */
export function parseFields(tokens: TokenStream): Select['fields'] {
  tokens.expect('(');
  const fields = [parseField(tokens)];
  while (tokens.skip(',')) {
    fields.push(parseField(tokens));
  }
  tokens.expect(')');
  return fields;
}

export function parseComparison(tokens: TokenStream): ScalarFilter['operator'] | undefined {
  const operator = tokens.atOneOf(SCALAR_COMPARISONS);
  if (operator !== undefined) {
    tokens.next();
  }
  return operator;
}

/** A number or a duration, with or without a sign. */
export function parseScalar(tokens: TokenStream): Value {
  const negative = tokens.skip('-');
  const token = tokens.peek();
  if (token.kind !== 'literal' || !isNumeric(token.value.type)) {
    return tokens.at('(') || token.kind === 'word'
      ? tokens.unsupported(token, 'anything but a number or a duration on the right of a comparison')
      : tokens.unexpected('a number or a duration');
  }
  tokens.next();
  refuseArithmetic(tokens);
  return negative ? negated(token.value) : token.value;
}

function readsFields(stage: Stage): boolean {
  return stage.kind !== 'select' && stage.kind !== 'coalesce' && !(stage.kind === 'scalar' && !stage.argument);
}

function negated(value: Value): Value {
  switch (value.type) {
    case 'int':
      return { type: 'int', value: -value.value };
    case 'float':
      return { type: 'float', value: -value.value };
    case 'duration':
      return { type: 'duration', value: -value.value };
    default:
      return value;
  }
}

function parseStage(tokens: TokenStream): Stage {
  const first = tokens.peek();
  if (tokens.skip('by')) {
    tokens.expect('(');
    const by = parseFieldExpression(tokens);
    checkField(tokens, by);
    tokens.expect(')');
    return looksAtSpan(by)
      ? { kind: 'group', by, ...tokens.placeFrom(first) }
      : tokens.fail(by, 'grouping must reference the span');
  }
  if (tokens.skip('select')) {
    return { kind: 'select', fields: parseFields(tokens), ...tokens.placeFrom(first) };
  }
  if (tokens.skip('coalesce')) {
    tokens.expect('(');
    tokens.expect(')');
    return { kind: 'coalesce', ...tokens.placeFrom(first) };
  }
  const aggregate = tokens.atOneOf(AGGREGATES);
  if (aggregate !== undefined) {
    return parseScalarFilter(tokens, aggregate);
  }
  if (isMetricAt(tokens, 0)) {
    return tokens.unexpected('spansets before a metric');
  }
  return parseSpansets(tokens, () => parseWrapped(tokens));
}

function parseWrapped(tokens: TokenStream): readonly Stage[] {
  const stages = parsePipeline(tokens);
  return tokens.at('|') ? tokens.unsupported(tokens.peek(1), 'arithmetic with metrics') : stages;
}

function parseScalarFilter(tokens: TokenStream, aggregate: AggregateName): ScalarFilter {
  const first = tokens.next();
  tokens.expect('(');
  const argument = aggregate === 'count' ? undefined : parseFieldExpression(tokens);
  tokens.expect(')');
  const place = tokens.placeFrom(first);
  if (argument !== undefined) {
    checkArgument(tokens, argument);
  }
  refuseArithmetic(tokens);
  if (tokens.at(')')) {
    tokens.unsupported(place, 'arithmetic with pipelines');
  }
  const operator = parseComparison(tokens) ?? tokens.unexpected('a comparison');
  const value = parseScalar(tokens);
  const type = argument === undefined ? 'int' : staticType(argument);
  if (!canMeet(type, value.type) || !isDefined(operator, type)) {
    tokens.fail(tokens.placeFrom(first), `illegal operation ${operator} for ${type} and ${value.type}`);
  }
  return { kind: 'scalar', aggregate, argument, operator, value, ...tokens.placeFrom(first) };
}

function checkArgument(tokens: TokenStream, argument: FieldExpression): void {
  checkField(tokens, argument);
  const type = staticType(argument);
  if (type !== 'attribute' && !isNumeric(type)) {
    tokens.fail(argument, `an aggregate needs numbers, not ${type}`);
  }
  if (!looksAtSpan(argument)) {
    tokens.fail(argument, 'an aggregate must reference the span');
  }
}

function refuseArithmetic(tokens: TokenStream): void {
  if (tokens.atOneOf(['+', '-', '*', '/', '%', '^']) !== undefined) {
    tokens.unsupported(tokens.peek(), 'arithmetic in a scalar filter');
  }
}
