import type { Comparison, Field, FieldExpression, Literal } from '../parse/ast.ts';
import { isField } from '../parse/check-field.ts';
import type { Accepts } from './comparison.ts';
import { comparisonWith } from './comparison.ts';

/** Several comparisons of one field, joined into one condition. */
export interface Alternatives {
  readonly field: Field;
  readonly accepts: Accepts;
}

interface Joined {
  readonly field: Field;
  readonly operator: Comparison;
  readonly literals: readonly Literal[];
}

/** What joins comparisons with an operator: `a = 1 || a = 2` and `a != 1 && a != 2`. */
const JOINT: Readonly<Partial<Record<Comparison, '&&' | '||'>>> = { '=': '||', '=~': '||', '!=': '&&', '!~': '&&' };
const LISTED_TYPES: ReadonlySet<string> = new Set(['string', 'int', 'float', 'bool']);

/**
 * Tempo makes one condition with a list of values out of `a = 1 || a = 2`, and with it the query keeps its form: the
 * `||` is none.
 */
export function alternativesIn(expression: FieldExpression): Alternatives | undefined {
  const joined = join(expression);
  if (joined === undefined || joined.literals.length < 2) {
    return undefined;
  }
  const { field, operator } = joined;
  const tests = joined.literals.map(({ value }) => comparisonWith(operator, value, field));
  const accepts: Accepts =
    JOINT[operator] === '||'
      ? (value) => tests.some((test) => test(value))
      : (value) => tests.every((test) => test(value));
  return { field, accepts };
}

function join(expression: FieldExpression): Joined | undefined {
  if (expression.kind !== 'binary') {
    return undefined;
  }
  const { operator, left, right } = expression;
  if (operator !== '&&' && operator !== '||') {
    return single(expression.operator, left, right) ?? single(expression.operator, right, left);
  }
  const [a, b] = [join(left), join(right)];
  const isJoint =
    a !== undefined &&
    b !== undefined &&
    JOINT[a.operator] === operator &&
    a.operator === b.operator &&
    isSameField(a.field, b.field) &&
    a.literals[0]?.value.type === b.literals[0]?.value.type;
  return isJoint ? { ...a, literals: [...a.literals, ...b.literals] } : undefined;
}

function single(operator: string, field: FieldExpression, literal: FieldExpression): Joined | undefined {
  const comparison = (['=', '=~', '!=', '!~'] as const).find((each) => each === operator);
  return comparison !== undefined &&
    isField(field) &&
    literal.kind === 'literal' &&
    LISTED_TYPES.has(literal.value.type)
    ? { field, operator: comparison, literals: [literal] }
    : undefined;
}

function isSameField(a: Field, b: Field): boolean {
  const scopeOf = (field: Field): string => (field.kind === 'attribute' ? field.scope : '');
  return a.kind === b.kind && a.name === b.name && scopeOf(a) === scopeOf(b);
}
