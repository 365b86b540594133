import type { NestedSet, Span } from '../../traces/trace.ts';
import type { Relation, StructuralOperator } from '../parse/ast.ts';

/** Whether `left relation right` holds for two spans: is right below, a child, above, the parent or a sibling of left? */
type Related = (left: NestedSet, right: NestedSet) => boolean;

/**
 * The spans of the right side that stand in a relation to one of the left side; with `!` those that stand in none to
 * any; with `&` those of both sides. A span that no root reaches is related to none.
 */
export function relate(operator: StructuralOperator, left: readonly Span[], right: readonly Span[]): Span[] {
  const related = RELATED[relationOf(operator)];
  const are = (a: Span, b: Span): boolean => a !== b && related(a.nestedSet, b.nestedSet);
  const found = (span: Span): boolean => left.some((other) => are(other, span));
  if (operator.startsWith('!')) {
    return right.filter((span) => !found(span));
  }
  const onTheRight = right.filter(found);
  if (!operator.startsWith('&')) {
    return onTheRight;
  }
  const taken = new Set(onTheRight);
  const onTheLeft = left.filter((span) => !taken.has(span) && right.some((other) => are(span, other)));
  return [...onTheLeft, ...onTheRight];
}

const isBelow: Related = (upper, lower) => upper.left !== 0 && lower.left > upper.left && lower.right < upper.right;
const isChild: Related = (parent, child) => parent.left !== 0 && child.parent === parent.left;

const RELATED: Readonly<Record<Relation, Related>> = {
  '>>': isBelow,
  '<<': (left, right) => isBelow(right, left),
  '>': isChild,
  '<': (left, right) => isChild(right, left),
  '~': (left, right) => left.parent !== 0 && left.parent === right.parent,
};

function relationOf(operator: StructuralOperator): Relation {
  switch (operator) {
    case '>>':
    case '!>>':
    case '&>>':
      return '>>';
    case '<<':
    case '!<<':
    case '&<<':
      return '<<';
    case '>':
    case '!>':
    case '&>':
      return '>';
    case '<':
    case '!<':
    case '&<':
      return '<';
    case '~':
    case '!~':
    case '&~':
      return '~';
  }
}
