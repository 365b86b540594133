import type { Matcher } from './node.ts';
import { escapeRegex } from './print.ts';

/** A condition on one label. A plain string means equality. */
export type Condition = string | { readonly op: '!=' | '=~' | '!~'; readonly value: string };

/** Conditions on the labels that a metric has. */
export type Where<L extends string> = { readonly [K in L]?: Condition };

/** The label differs from the text, or is absent. */
export const not = (value: string): Condition => ({ op: '!=', value });

/** The label is one of the texts. An empty text stands for "absent". */
export const oneOf = (...values: readonly string[]): Condition => ({
  op: '=~',
  value: values.map(escapeRegex).join('|'),
});

/** The label is none of the texts. */
export const noneOf = (...values: readonly string[]): Condition => ({
  op: '!~',
  value: values.map(escapeRegex).join('|'),
});

/** The label matches a regular expression (RE2, anchored at both ends by Prometheus). */
export const matching = (pattern: string): Condition => ({ op: '=~', value: pattern });

/** The matchers of a `where`, in the order in which it was written. */
export function matchersOf(where: { readonly [label: string]: Condition | undefined } = {}): readonly Matcher[] {
  return Object.entries(where).flatMap(([label, condition]) => {
    if (condition === undefined) {
      return [];
    }
    const { op, value } = typeof condition === 'string' ? { op: '=' as const, value: condition } : condition;
    return [{ label, op, value: { text: value } }];
  });
}
