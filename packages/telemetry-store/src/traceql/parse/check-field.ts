import { RegexError } from '../../labels/regex-error.ts';
import { compileAnchored } from '../../labels/regex.ts';
import type { StaticType } from '../value.ts';
import { isNumeric } from '../value.ts';
import type { Arithmetic, Binary, Existence, Field, FieldExpression, FieldOperator, Unary } from './ast.ts';
import { typeOfIntrinsic } from './intrinsics.ts';
import type { TokenStream } from './token-stream.ts';

/** Refuses what Tempo refuses before it looks at a span: types that can never meet, patterns that are none. */
export function checkField(tokens: TokenStream, expression: FieldExpression): void {
  switch (expression.kind) {
    case 'binary':
      return checkBinary(tokens, expression);
    case 'unary':
      return checkUnary(tokens, expression);
    case 'existence':
      return checkExistence(tokens, expression);
    case 'literal':
    case 'attribute':
    case 'intrinsic':
      return;
  }
}

/** The type as far as the query alone tells it. */
export function staticType(expression: FieldExpression): StaticType {
  switch (expression.kind) {
    case 'literal':
      return expression.value.type;
    case 'attribute':
      return 'attribute';
    case 'intrinsic':
      return typeOfIntrinsic(expression.name) ?? 'attribute';
    case 'unary':
      return staticType(expression.operand);
    case 'existence':
      return 'bool';
    case 'binary': {
      if (!isArithmetic(expression.operator)) {
        return 'bool';
      }
      const left = staticType(expression.left);
      return left === 'attribute' ? staticType(expression.right) : left;
    }
  }
}

/** Whether the value depends on the span at all. */
export function looksAtSpan(expression: FieldExpression): boolean {
  switch (expression.kind) {
    case 'literal':
      return false;
    case 'attribute':
    case 'intrinsic':
      return true;
    case 'unary':
    case 'existence':
      return looksAtSpan(expression.operand);
    case 'binary':
      return looksAtSpan(expression.left) || looksAtSpan(expression.right);
  }
}

export function isArithmetic(operator: FieldOperator): operator is Arithmetic {
  return operator === '+' || operator === '-' || operator === '*' || operator === '/' || operator === '%';
}

export function canMeet(a: StaticType, b: StaticType): boolean {
  return a === 'attribute' || b === 'attribute' || a === b || (isNumeric(a) && isNumeric(b));
}

/** Whether an operator has a meaning for a type. */
export function isDefined(operator: FieldOperator, type: StaticType): boolean {
  switch (type) {
    case 'bool':
      return operator === '&&' || operator === '||' || operator === '=' || operator === '!=';
    case 'int':
    case 'float':
    case 'duration':
      return operator !== '&&' && operator !== '||' && operator !== '=~' && operator !== '!~';
    case 'string':
      return operator !== '&&' && operator !== '||' && !isArithmetic(operator);
    case 'status':
    case 'kind':
      return operator === '=' || operator === '!=';
    default:
      return type === 'attribute';
  }
}

function checkBinary(tokens: TokenStream, expression: Binary): void {
  const { operator, left, right } = expression;
  checkField(tokens, left);
  checkField(tokens, right);
  const [leftType, rightType] = [staticType(left), staticType(right)];
  if (!canMeet(leftType, rightType)) {
    tokens.fail(expression, `binary operations must operate on the same type, not ${leftType} and ${rightType}`);
  }
  if (!isDefined(operator, leftType) || !isDefined(operator, rightType)) {
    tokens.fail(expression, `illegal operation ${operator} for ${leftType} and ${rightType}`);
  }
  if (operator === '=~' || operator === '!~') {
    checkPattern(tokens, right);
  }
  refuseUnfound(tokens, expression);
}

/**
 * Forms that Tempo takes and then answers wrongly, because what it fetches does not fit what it evaluates. Silence
 * would be the truth, but helps nobody.
 */
function refuseUnfound(tokens: TokenStream, expression: Binary): void {
  const { operator, left, right } = expression;
  const isOrdering = operator === '<' || operator === '<=' || operator === '>' || operator === '>=';
  if (isOrdering && left.kind === 'literal' && isField(right)) {
    tokens.fail(expression, 'Tempo compares the wrong way round with a literal on the left: write the attribute first');
  }
  if (operator === '||' && (isField(left) || isField(right))) {
    tokens.fail(expression, 'Tempo finds too little with a bare attribute beside ||: write = true behind it');
  }
  const [truth, other] = left.kind === 'literal' ? [left, right] : [right, left];
  if (truth.kind === 'literal' && truth.value.type === 'bool' && !isField(other) && other.kind !== 'literal') {
    const wanted = operator === '=' ? truth.value.value : !truth.value.value;
    if ((operator === '=' || operator === '!=') && !wanted) {
      tokens.fail(expression, 'Tempo finds nothing where a comparison must be false: turn the comparison round');
    }
  }
  checkNumbers(tokens, expression);
}

/** Attributes of another type are passed over, but intrinsics that are integers refuse a fraction. */
function checkNumbers(tokens: TokenStream, { left, right }: Binary): void {
  const [intrinsic, other] = left.kind === 'intrinsic' ? [left, right] : [right, left];
  if (intrinsic.kind === 'intrinsic' && typeOfIntrinsic(intrinsic.name) === 'int' && staticType(other) === 'float') {
    tokens.fail(other, `${intrinsic.name} is compared with integers only`);
  }
}

export function isField(expression: FieldExpression): expression is Field {
  return expression.kind === 'attribute' || expression.kind === 'intrinsic';
}

function checkPattern(tokens: TokenStream, pattern: FieldExpression): void {
  if (pattern.kind !== 'literal' || pattern.value.type !== 'string') {
    return tokens.fail(pattern, 'a regular expression must be a string');
  }
  try {
    compileAnchored(pattern.value.value);
  } catch (error) {
    tokens.fail(pattern, error instanceof RegexError ? error.message : String(error));
  }
}

function checkUnary(tokens: TokenStream, { operator, operand, ...place }: Unary): void {
  checkField(tokens, operand);
  const type = staticType(operand);
  if (type !== 'attribute' && (operator === '!' ? type !== 'bool' : !isNumeric(type))) {
    tokens.fail(place, `illegal operation ${operator} for ${type}`);
  }
  if (operator === '!' && !isField(operand) && operand.kind !== 'literal') {
    tokens.fail(place, 'Tempo finds nothing with ! before a comparison: turn the comparison round');
  }
}

function checkExistence(tokens: TokenStream, { operand, exists, ...place }: Existence): void {
  checkField(tokens, operand);
  const isServiceName = operand.kind === 'attribute' && operand.scope === 'resource' && operand.name === 'service.name';
  if (!exists && (operand.kind === 'intrinsic' || isServiceName)) {
    tokens.fail(place, 'intrinsics and resource.service.name cannot be nil');
  }
}
