import type { Span } from '../../traces/trace.ts';
import type { ScalarFilter } from '../parse/ast.ts';
import { printExpression } from '../print.ts';
import type { Value } from '../value.ts';
import { isNumeric, numberOf } from '../value.ts';
import { compare } from './compare.ts';
import { compile } from './expression.ts';
import type { Read } from './field.ts';
import type { Spanset } from './spanset.ts';
import type { View } from './view.ts';

/** `| avg(duration) > 1s`: the spansets whose aggregate fulfils the comparison, with its value among their attributes. */
export function compileScalarFilter(filter: ScalarFilter, view: View): (spansets: readonly Spanset[]) => Spanset[] {
  const { aggregate, argument, operator, value } = filter;
  const compute = argument === undefined ? countSpans : computerOf(aggregate, compile(argument, view));
  const name = `${aggregate}(${argument === undefined ? '' : printExpression(argument)})`;
  return (spansets) =>
    spansets.flatMap((spanset): Spanset[] => {
      const scalar = compute(spanset.spans);
      return scalar !== undefined && compare(operator, scalar, value)
        ? [{ spans: spanset.spans, attributes: [...spanset.attributes, [name, scalar]] }]
        : [];
    });
}

function countSpans(spans: readonly Span[]): Value {
  return { type: 'int', value: spans.length };
}

/** `undefined` where no span has a number. */
function computerOf(aggregate: ScalarFilter['aggregate'], read: Read): (spans: readonly Span[]) => Value | undefined {
  return (spans) => {
    const values = spans.map(read).filter((value) => isNumeric(value.type));
    const [first] = values;
    if (first === undefined) {
      return undefined;
    }
    switch (aggregate) {
      case 'min':
        return values.reduce((least, value) => (compare('<', value, least) ? value : least));
      case 'max':
        return values.reduce((most, value) => (compare('>', value, most) ? value : most));
      case 'sum':
        return withNumber(first, total(values));
      default: {
        const mean = total(values) / values.length;
        return first.type === 'duration' ? withNumber(first, mean) : { type: 'float', value: mean };
      }
    }
  };
}

function total(values: readonly Value[]): number {
  return values.reduce((sum, value) => sum + (numberOf(value) ?? 0), 0);
}

function withNumber(like: Value, number: number): Value {
  switch (like.type) {
    case 'duration':
      return { type: 'duration', value: Math.trunc(number) };
    case 'int':
      return { type: 'int', value: number };
    default:
      return { type: 'float', value: number };
  }
}
