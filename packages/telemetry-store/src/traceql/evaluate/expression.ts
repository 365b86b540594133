import type { Binary, FieldExpression } from '../parse/ast.ts';
import { isField } from '../parse/check-field.ts';
import type { Value } from '../value.ts';
import { FALSE, TRUE } from '../value.ts';
import { calculate, negate } from './arithmetic.ts';
import { compare } from './compare.ts';
import type { Accepts } from './comparison.ts';
import { comparisonWith } from './comparison.ts';
import { isPresent } from './conditions.ts';
import { TraceqlEvaluationError } from './evaluation-error.ts';
import type { Read } from './field.ts';
import type { View } from './view.ts';

/** An expression as a function of a span; patterns are compiled once. */
export function compile(expression: FieldExpression, view: View): Read {
  switch (expression.kind) {
    case 'literal':
      return () => expression.value;
    case 'attribute':
    case 'intrinsic':
      return view.reader(expression);
    case 'existence':
      return compileExistence(expression.operand, expression.exists, view);
    case 'unary': {
      const read = compile(expression.operand, view);
      return expression.operator === '-' ? (span) => negate(read(span)) : (span) => not(read(span));
    }
    case 'binary':
      return compileBinary(expression, view);
  }
}

export function isTrue(value: Value): boolean {
  return value.type === 'bool' && value.value;
}

function compileExistence(operand: FieldExpression, exists: boolean, view: View): Read {
  if (!exists && isField(operand)) {
    const lacks = view.lacks(operand);
    return (span) => truth(lacks(span));
  }
  const read = compile(operand, view);
  return (span) => truth(isPresent(read(span)) === exists);
}

function compileBinary({ operator, left, right }: Binary, view: View): Read {
  const [a, b] = [compile(left, view), compile(right, view)];
  switch (operator) {
    case '&&':
      return (span) => (isTrue(a(span)) && isTrue(b(span)) ? TRUE : FALSE);
    case '||':
      return (span) => (isTrue(a(span)) || isTrue(b(span)) ? TRUE : FALSE);
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return (span) => calculate(operator, a(span), b(span));
    default: {
      if (right.kind === 'literal') {
        return tested(a, comparisonWith(operator, right.value, left));
      }
      if (left.kind === 'literal' && (operator === '=' || operator === '!=')) {
        return tested(b, comparisonWith(operator, left.value, right));
      }
      // A pattern is a literal: the parser sees to it.
      return operator === '=~' || operator === '!~' ? a : (span) => truth(compare(operator, a(span), b(span)));
    }
  }
}

function tested(read: Read, accepts: Accepts): Read {
  return (span) => truth(accepts(read(span)));
}

/** A span without the attribute is passed over. */
function not(value: Value): Value {
  if (value.type === 'nil') {
    return FALSE;
  }
  if (value.type !== 'bool') {
    throw new TraceqlEvaluationError(`! expected a boolean, but got ${value.type}`);
  }
  return truth(!value.value);
}

function truth(value: boolean): Value {
  return value ? TRUE : FALSE;
}
