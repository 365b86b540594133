import { compareText } from '../../labels/label-set.ts';
import type { Comparison } from '../parse/ast.ts';
import type { Value } from '../value.ts';

type Ordering = Exclude<Comparison, '=~' | '!~'>;

/**
 * `a operator b`. Types that do not fit compare as false, `!=` included, and so does nil: a span without the attribute
 * fulfils no condition on it. Texts compare letter by letter, so "9" > "10".
 */
export function compare(operator: Ordering, a: Value, b: Value): boolean {
  if (a.type === 'list' || b.type === 'list') {
    return compareList(operator, a, b);
  }
  switch (a.type) {
    case 'int':
    case 'float':
    case 'duration':
      return b.type === 'int' || b.type === 'float' || b.type === 'duration'
        ? compareNumbers(operator, a.value, b.value)
        : false;
    case 'string':
      return b.type === 'string' && holds(operator, compareText(a.value, b.value));
    case 'bool':
    case 'status':
    case 'kind':
      return a.type === b.type && isEquality(operator) && (a.value === b.value) === (operator === '=');
    default:
      return false;
  }
}

/** The operator that gives the same answer with the sides swapped. */
export function mirrored(operator: Ordering): Ordering {
  switch (operator) {
    case '>':
      return '<';
    case '>=':
      return '<=';
    case '<':
      return '>';
    case '<=':
      return '>=';
    default:
      return operator;
  }
}

/** One element is enough, but for `!=`, which all must fulfil. */
function compareList(operator: Ordering, a: Value, b: Value): boolean {
  if (a.type !== 'list') {
    return b.type === 'list' && compareList(mirrored(operator), b, a);
  }
  if (b.type === 'list') {
    return false;
  }
  const fulfils = (element: Value): boolean => compare(operator, element, b);
  return operator === '!=' ? a.value.every(fulfils) : a.value.some(fulfils);
}

/** Exact for a bigint beside a number. Not a number is unequal to all. */
function compareNumbers(operator: Ordering, a: number | bigint, b: number | bigint): boolean {
  if (Number.isNaN(a) || Number.isNaN(b)) {
    return operator === '!=';
  }
  return holds(operator, a < b ? -1 : a > b ? 1 : 0);
}

function holds(operator: Ordering, order: number): boolean {
  switch (operator) {
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
  }
}

function isEquality(operator: Ordering): boolean {
  return operator === '=' || operator === '!=';
}
