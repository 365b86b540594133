import { SPAN_KINDS, STATUS_CODES } from '../../traces/span.ts';
import type { Value } from '../value.ts';
import { FALSE, TRUE } from '../value.ts';
import type { Field, FieldExpression, FieldOperator } from './ast.ts';
import { intrinsicNamed } from './intrinsics.ts';
import type { TokenStream } from './token-stream.ts';

/** How tightly operators bind. As in Tempo `&&` and `||` bind alike, so `a || b && c` is `(a || b) && c`. */
const BINDING: Readonly<Record<FieldOperator, number>> = {
  '&&': 1,
  '||': 1,
  '=': 2,
  '!=': 2,
  '=~': 2,
  '!~': 2,
  '>': 2,
  '>=': 2,
  '<': 2,
  '<=': 2,
  '+': 3,
  '-': 3,
  '*': 4,
  '/': 4,
  '%': 4,
};
/** A sign and `!` take products, but no sums and no comparisons. */
const UNARY_BINDING = 4;

/** What stands between the braces. */
export function parseFieldExpression(tokens: TokenStream, binding = 1): FieldExpression {
  const first = tokens.peek();
  let left = parseOperand(tokens);
  for (let operator = nextOperator(tokens, binding); operator !== undefined; operator = nextOperator(tokens, binding)) {
    tokens.next();
    const isEquality = operator === '=' || operator === '!=';
    if (isEquality && tokens.skip('nil')) {
      left = { kind: 'existence', operand: left, exists: operator === '!=', ...tokens.placeFrom(first) };
      continue;
    }
    const right = parseFieldExpression(tokens, BINDING[operator] + 1);
    left = { kind: 'binary', operator, left, right, ...tokens.placeFrom(first) };
  }
  return left;
}

/** An attribute or intrinsic; nothing else. */
export function parseField(tokens: TokenStream): Field {
  const token = tokens.peek();
  const place = { from: token.from, to: token.to };
  if (token.kind === 'attribute') {
    if (token.parent) {
      return tokens.unsupported(token, 'the scope parent');
    }
    tokens.next();
    return { kind: 'attribute', scope: token.scope, name: token.name, ...place };
  }
  const name = token.kind === 'word' ? intrinsicNamed(token.text) : undefined;
  if (name === undefined) {
    return tokens.at('parent')
      ? tokens.unsupported(token, 'the intrinsic parent')
      : tokens.unexpected('an attribute such as span.model, or an intrinsic such as name');
  }
  tokens.next();
  return { kind: 'intrinsic', name, ...place };
}

function nextOperator(tokens: TokenStream, binding: number): FieldOperator | undefined {
  if (tokens.at('^')) {
    // Tempo swaps the operands for integers; nothing could rightly be held equal to that.
    tokens.unsupported(tokens.peek(), 'the operator ^');
  }
  const token = tokens.peek();
  const operator = token.kind === 'symbol' && isFieldOperator(token.text) ? token.text : undefined;
  return operator !== undefined && BINDING[operator] >= binding ? operator : undefined;
}

function isFieldOperator(text: string): text is FieldOperator {
  return Object.hasOwn(BINDING, text);
}

function parseOperand(tokens: TokenStream): FieldExpression {
  const token = tokens.peek();
  if (tokens.skip('(')) {
    const inside = parseFieldExpression(tokens);
    tokens.expect(')');
    return { ...inside, ...tokens.placeFrom(token) };
  }
  const sign = tokens.atOneOf(['-', '!']);
  if (sign !== undefined) {
    tokens.next();
    const operand = parseFieldExpression(tokens, UNARY_BINDING);
    return { kind: 'unary', operator: sign, operand, ...tokens.placeFrom(token) };
  }
  const value = token.kind === 'literal' ? token.value : token.kind === 'word' ? wordValue(token.text) : undefined;
  if (value !== undefined) {
    tokens.next();
    return { kind: 'literal', value, from: token.from, to: token.to };
  }
  return tokens.at('nil') ? parseNilFirst(tokens) : parseField(tokens);
}

/** `nil = x` and `nil != x`. */
function parseNilFirst(tokens: TokenStream): FieldExpression {
  const first = tokens.next();
  const operator = tokens.atOneOf(['=', '!=']) ?? tokens.unexpected('= or !=');
  tokens.next();
  const operand = parseFieldExpression(tokens, BINDING[operator] + 1);
  return { kind: 'existence', operand, exists: operator === '!=', ...tokens.placeFrom(first) };
}

/** The value of a bare word such as `error`, `server`, `true`. */
export function wordValue(word: string): Value | undefined {
  if (word === 'true' || word === 'false') {
    return word === 'true' ? TRUE : FALSE;
  }
  const status = STATUS_CODES.find((code) => code === word);
  if (status !== undefined) {
    return { type: 'status', value: status };
  }
  const kind = SPAN_KINDS.find((each) => each === word);
  return kind === undefined ? undefined : { type: 'kind', value: kind };
}
