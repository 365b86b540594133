import { Matcher } from '../../labels/matcher.ts';
import type { Comparison, FieldExpression } from '../parse/ast.ts';
import type { Value } from '../value.ts';
import { compare } from './compare.ts';
import { trimTraceId } from './field.ts';

/** Whether a value fulfils a condition. */
export type Accepts = (value: Value) => boolean;

/**
 * `field operator literal`. The value of an attribute must have the very type of the literal, so `span.count > 1.5`
 * finds no integers: Tempo stores each type on its own. Only for intrinsics do numbers of different types meet.
 */
export function comparisonWith(operator: Comparison, literal: Value, field: FieldExpression): Accepts {
  const expected = literalBeside(literal, field);
  if (operator === '=~' || operator === '!~') {
    return patternTest(operator, expected);
  }
  const accepts: Accepts = (value) => compare(operator, value, expected);
  if (field.kind !== 'attribute') {
    return accepts;
  }
  return (value) => {
    const type = value.type === 'list' ? value.value[0]?.type : value.type;
    return type === expected.type && accepts(value);
  };
}

/** Ids of traces are compared without their leading zeros. */
function literalBeside(literal: Value, field: FieldExpression): Value {
  const isTraceId = field.kind === 'intrinsic' && field.name === 'trace:id';
  return literal.type === 'string' && isTraceId ? { type: 'string', value: trimTraceId(literal.value) } : literal;
}

/** A list fulfils `=~` with one element and `!~` with all. */
function patternTest(operator: '=~' | '!~', pattern: Value): Accepts {
  const matcher = new Matcher('', operator, pattern.type === 'string' ? withNewlines(pattern.value) : '');
  const matches: Accepts = (each) => each.type === 'string' && matcher.matchesValue(each.value);
  return (value) => {
    if (value.type === 'list') {
      return operator === '=~' ? value.value.some(matches) : value.value.every(matches);
    }
    return matches(value);
  };
}

/** A dot matches a newline too, as in Tempo: texts of errors have many. */
function withNewlines(pattern: string): string {
  const [whole = '', flags = ''] = /^\(\?([is]+)\)/.exec(pattern) ?? [];
  return `(?${flags.includes('i') ? 'is' : 's'})${pattern.slice(whole.length)}`;
}
