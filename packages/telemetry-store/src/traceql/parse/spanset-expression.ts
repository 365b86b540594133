import type { SpansetExpression, SpansetOperation, Stage } from './ast.ts';
import { RELATIONS } from './ast.ts';
import { checkField, staticType } from './check-field.ts';
import { parseFieldExpression } from './field-expression.ts';
import type { TokenStream } from './token-stream.ts';

const LOGICAL = ['&&', '||'] as const;
const STRUCTURAL: ReadonlyArray<Exclude<SpansetOperation['operator'], '&&' | '||'>> = RELATIONS.flatMap(
  (relation) => [relation, `!${relation}`, `&${relation}`] as const
);

/** `{ … } && { … } >> { … }`; structure binds tighter, and `&&` and `||` bind alike. */
export function parseSpansets(tokens: TokenStream, parsePipeline: () => readonly Stage[]): SpansetExpression {
  return operations(tokens, LOGICAL, () => operations(tokens, STRUCTURAL, () => operand(tokens, parsePipeline)));
}

function operations(
  tokens: TokenStream,
  operators: ReadonlyArray<SpansetOperation['operator']>,
  parseOperand: () => SpansetExpression
): SpansetExpression {
  const first = tokens.peek();
  let left = parseOperand();
  for (let operator = tokens.atOneOf(operators); operator !== undefined; operator = tokens.atOneOf(operators)) {
    tokens.next();
    const inParentheses = tokens.at('(');
    const right = parseOperand();
    if (isWrapped(left) ? !inParentheses : isWrapped(right)) {
      tokens.fail(right, 'a pipeline in parentheses is only combined with another one in parentheses');
    }
    left = { kind: 'operation', operator, left, right, ...tokens.placeFrom(first) };
  }
  return left;
}

/** Whether a stage is a pipeline in parentheses, or several combined. */
export function isWrapped(stage: Stage): boolean {
  return stage.kind === 'pipeline' || (stage.kind === 'operation' && isWrapped(stage.left));
}

function operand(tokens: TokenStream, parsePipeline: () => readonly Stage[]): SpansetExpression {
  const first = tokens.peek();
  if (tokens.skip('{')) {
    return filter(tokens, first.from);
  }
  if (!tokens.skip('(')) {
    return tokens.unexpected('a spanset such as { name = "x" }');
  }
  const stages = parsePipeline();
  tokens.expect(')');
  const [only] = stages;
  const isSpanset = only?.kind === 'filter' || only?.kind === 'operation' || only?.kind === 'pipeline';
  return stages.length === 1 && isSpanset ? only : { kind: 'pipeline', stages, ...tokens.placeFrom(first) };
}

function filter(tokens: TokenStream, from: number): SpansetExpression {
  if (tokens.at('}')) {
    return { kind: 'filter', condition: undefined, from, to: tokens.next().to };
  }
  const condition = parseFieldExpression(tokens);
  const { to } = tokens.expect('}');
  checkField(tokens, condition);
  const type = staticType(condition);
  return type === 'bool' || type === 'attribute'
    ? { kind: 'filter', condition, from, to }
    : tokens.fail(condition, `a span filter must resolve to true or false, not to ${type}`);
}
