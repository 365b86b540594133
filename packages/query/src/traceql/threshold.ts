import type { SpanAttributeName } from '@dynamo-observability/signals';

import { plainDecimal } from '../number.ts';
import { both, either, matches, span } from './condition.ts';
import type { Condition } from './node.ts';

const fraction = '([.][0-9]+)?';

/** A number as an attribute holds it: with so many digits before its point. */
const digits = (attribute: SpanAttributeName, count: string): Condition =>
  matches(span(attribute), `[0-9]{${count}}${fraction}`);

const compared = (attribute: SpanAttributeName, op: '>=' | '<', limit: string): Condition => ({
  is: 'text',
  field: `span.${attribute}`,
  op,
  value: { text: limit },
});

/** @throws RangeError for what no attribute of a request can be. */
function written(limit: number): { readonly text: string; readonly whole: number } {
  if (!(limit >= 0)) {
    throw new RangeError(`A threshold is a number from 0 upwards, not ${limit}`);
  }
  const text = plainDecimal(limit);
  return { text, whole: text.split('.')[0]?.length ?? 0 };
}

/**
 * An attribute that holds a number as text is at least this much, exactly. TraceQL compares text by its characters, which is right
 * between numbers with equally many digits before the point; more digits are more (tempo-loki-facts.md 2.1).
 * @param limit in the unit of the attribute; 0 or more.
 */
export function atLeast(attribute: SpanAttributeName, limit: number): Condition {
  const { text, whole } = written(limit);
  return either(
    digits(attribute, `${whole + 1},`),
    both(digits(attribute, String(whole)), compared(attribute, '>=', text))
  );
}

/** An attribute that holds a number as text is below this, exactly: see `atLeast`. */
export function below(attribute: SpanAttributeName, limit: number): Condition {
  const { text, whole } = written(limit);
  const sameLength = both(digits(attribute, String(whole)), compared(attribute, '<', text));
  return whole > 1 ? either(sameLength, digits(attribute, `1,${whole - 1}`)) : sameLength;
}
