import { formatPlain } from '../number/go-float.ts';
import { formatDurationNs } from './duration.ts';
import type { Field, FieldExpression } from './parse/ast.ts';
import type { Value } from './value.ts';

/** As Tempo names an attribute or intrinsic in its answers: `span.model`, `.model`, `span."with space"`, `name`. */
export function printField(field: Field): string {
  if (field.kind === 'intrinsic') {
    return field.name;
  }
  const plain = /^[^\s{}()=~!<>&|^,"]*$/.test(field.name);
  const name = plain ? field.name : `"${field.name.replace(/[\\"]/g, '\\$&')}"`;
  return `${field.scope === 'any' ? '' : field.scope}.${name}`;
}

/** An expression as Tempo prints it within `by(…)` and `avg(…)`. */
export function printExpression(expression: FieldExpression): string {
  switch (expression.kind) {
    case 'literal':
      return expression.value.type === 'string' ? `\`${expression.value.value}\`` : printValue(expression.value);
    case 'attribute':
    case 'intrinsic':
      return printField(expression);
    case 'existence':
      return `${printOperand(expression.operand)} ${expression.exists ? '!=' : '='} nil`;
    case 'unary':
      return `${expression.operator}${printOperand(expression.operand)}`;
    case 'binary':
      return `${printOperand(expression.left)} ${expression.operator} ${printOperand(expression.right)}`;
  }
}

/** A value as text: durations as Go prints them, nil as `nil`. */
export function printValue(value: Value): string {
  switch (value.type) {
    case 'nil':
    case 'empty':
      return 'nil';
    case 'float':
      return Number.isInteger(value.value) ? `${formatPlain(value.value)}.0` : formatPlain(value.value);
    case 'duration':
      return formatDurationNs(value.value);
    case 'list':
      return `[${value.value.map(printListed).join(', ')}]`;
    case 'map':
      return `{${[...value.value].map(([key, each]) => `${key}: ${printValue(each)}`).join(', ')}}`;
    default:
      return String(value.value);
  }
}

function printListed(value: Value): string {
  return value.type === 'string' ? `\`${value.value}\`` : printValue(value);
}

function printOperand(expression: FieldExpression): string {
  const simple = expression.kind === 'literal' || expression.kind === 'attribute' || expression.kind === 'intrinsic';
  return simple ? printExpression(expression) : `(${printExpression(expression)})`;
}
