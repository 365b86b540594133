import type { Binary, Field, FieldExpression, SpansetExpression, Stage } from '../parse/ast.ts';
import { isArithmetic, isField } from '../parse/check-field.ts';
import type { Value } from '../value.ts';
import { alternativesIn } from './alternatives.ts';
import type { Accepts } from './comparison.ts';
import { comparisonWith } from './comparison.ts';

/** A field that a query reads, and which of its values matter there. */
export interface Condition {
  readonly field: Field;
  /** `missing`: the query asks whether the field is absent. */
  readonly accepts: Accepts | 'missing';
}

/** What a query looks at, apart from what `select()` adds to its answer. */
export interface Conditions {
  readonly list: readonly Condition[];
  /**
   * Whether a span must fulfil every one of them. Not so with `||`, several spansets, `by()`, aggregates and fields
   * without a scope. Events are then looked at in another way: see view.ts.
   */
  readonly all: boolean;
  /** Whether spans are related to each other, by `>>` and the like. */
  readonly structural: boolean;
}

export function conditionsOf(stages: readonly Stage[]): Conditions {
  const list = stages.flatMap(inStage);
  const isScoped = list.every(({ field }) => field.kind === 'intrinsic' || field.scope !== 'any');
  return { list, all: isScoped && stages.every(needsAll), structural: stages.some(isStructural) };
}

/** Any value but nil. */
export function isPresent(value: Value): boolean {
  return value.type !== 'nil';
}

function needsAll(stage: Stage): boolean {
  switch (stage.kind) {
    case 'filter':
      return stage.condition === undefined || !hasAlternative(stage.condition);
    case 'pipeline':
      return stage.stages.every(needsAll);
    case 'select':
    case 'coalesce':
      return true;
    default:
      return false;
  }
}

function isStructural(stage: Stage): boolean {
  switch (stage.kind) {
    case 'operation': {
      const isLogical = stage.operator === '&&' || stage.operator === '||';
      return !isLogical || isStructural(stage.left) || isStructural(stage.right);
    }
    case 'pipeline':
      return stage.stages.some(isStructural);
    default:
      return false;
  }
}

function hasAlternative(expression: FieldExpression): boolean {
  switch (expression.kind) {
    case 'binary': {
      const { operator, left, right } = expression;
      return (
        alternativesIn(expression) === undefined && (operator === '||' || hasAlternative(left) || hasAlternative(right))
      );
    }
    case 'unary':
    case 'existence':
      return hasAlternative(expression.operand);
    default:
      return false;
  }
}

function inStage(stage: Stage): Condition[] {
  switch (stage.kind) {
    case 'filter':
    case 'operation':
    case 'pipeline':
      return inSpansets(stage);
    case 'scalar':
      return stage.argument === undefined ? [] : inExpression(stage.argument);
    case 'group':
      return inExpression(stage.by);
    case 'select':
    case 'coalesce':
      return [];
  }
}

function inSpansets(expression: SpansetExpression): Condition[] {
  switch (expression.kind) {
    case 'filter':
      return expression.condition === undefined ? [] : inExpression(expression.condition);
    case 'operation':
      return [...inSpansets(expression.left), ...inSpansets(expression.right)];
    case 'pipeline':
      return expression.stages.flatMap(inStage);
  }
}

function inExpression(expression: FieldExpression): Condition[] {
  switch (expression.kind) {
    case 'literal':
      return [];
    case 'attribute':
    case 'intrinsic':
      return [{ field: expression, accepts: isPresent }];
    case 'unary':
      return inExpression(expression.operand);
    case 'existence': {
      const { operand, exists } = expression;
      return isField(operand) && !exists ? [{ field: operand, accepts: 'missing' }] : inExpression(operand);
    }
    case 'binary':
      return inBinary(expression);
  }
}

function inBinary(expression: Binary): Condition[] {
  const alternatives = alternativesIn(expression);
  if (alternatives !== undefined) {
    return [alternatives];
  }
  const { left, right, operator } = expression;
  const [field, other] = isField(left) ? [left, right] : [right, left];
  const isComparison = operator !== '&&' && operator !== '||' && !isArithmetic(operator);
  return isComparison && isField(field) && other.kind === 'literal'
    ? [{ field, accepts: comparisonWith(operator, other.value, field) }]
    : [...inExpression(left), ...inExpression(right)];
}
