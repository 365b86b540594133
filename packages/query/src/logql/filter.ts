import { plainDecimal } from '../number.ts';
import { asValue, type AsValue } from '../value.ts';
import { labelName, type LogLabel } from './label.ts';
import type { LabelFilter, NumberOperator, TextOperator } from './node.ts';

const text =
  (op: TextOperator) =>
  (label: LogLabel, value: AsValue): LabelFilter => ({
    is: 'text',
    label: labelName(label),
    op,
    value: asValue(value),
  });

/** A number, or one that Grafana fills in. */
type Amount = number | { readonly template: string };

const number =
  (op: NumberOperator, unit = '') =>
  (label: LogLabel, amount: Amount): LabelFilter => ({
    is: 'number',
    label: labelName(label),
    op,
    amount: (typeof amount === 'number' ? plainDecimal(amount) : amount.template) + unit,
  });

/** The label has just this text; an empty text also where it is absent. */
export const is = text('=');
export const isNot = text('!=');
/** The label matches a regular expression (RE2), anchored at both ends. */
export const matches = text('=~');
export const matchesNot = text('!~');

/** The line has this label, and not an empty one. */
export const present = (label: LogLabel): LabelFilter => isNot(label, '');

/**
 * The label is a number of at least this much, in the unit of the label. Put `present` before it where a parser with fields made the
 * label: an absent key is an empty label there, and a filter by number keeps it as an error (tempo-loki-facts.md 1.5).
 */
export const atLeast = number('>=');
export const above = number('>');
export const below = number('<');

/**
 * The label is a duration of at least so many seconds. It must carry its unit: `labelFormat(made('d'), '{{.ttft_ms}}ms')` gives it
 * one. A label with a wrong unit keeps nearly every line (tempo-loki-facts.md 1.5).
 */
export const lastedAtLeast = number('>=', 's');

/** Every condition holds. */
export const both = (...filters: readonly LabelFilter[]): LabelFilter => ({ is: 'and', filters });
/** One of the conditions holds. */
export const either = (...filters: readonly LabelFilter[]): LabelFilter => ({ is: 'or', filters });
