import type { Variable } from '@dynamo-observability/dashboards';

import { isMacro, macroValue } from './macros.ts';
import { interpolate, type Reference } from './references.ts';

/** A way in which the variables of a dashboard may be set. */
export type Choice = 'empty' | 'single' | 'several' | 'all';

export const choices: readonly Choice[] = ['empty', 'single', 'several', 'all'];

/** Names as they occur: with the marks that a regular expression and a model name have. */
const names: { readonly [C in Exclude<Choice, 'all'>]: readonly string[] } = {
  empty: [],
  single: ['meta/llama-3.1 (8B)'],
  several: ['meta/llama-3.1 (8B)', 'dynamo_a-b'],
};

/** Escapes as Grafana's Prometheus data source does for a variable that may have several values. */
const escaped = (text: string) => text.replace(/\\/g, '\\\\\\\\').replace(/[$^*{}[\]'+?.()|]/g, '\\\\$&');

/** As Grafana escapes for a regular expression, without regard to the quotes around it. */
const forRegex = (text: string) => text.replace(/[\\^$*+?.()|[\]{}/]/g, '\\$&');

/** Formats of Grafana that queries here use, for one value. */
const styles: { readonly [style: string]: (value: string) => string } = {
  doublequote: (value) => `"${value.replaceAll('"', '\\"')}"`,
  regex: forRegex,
  raw: (value) => value,
};

function format(values: readonly string[], style: string | undefined): string {
  if (style === 'pipe') {
    return values.join('|');
  }
  const styled = style === undefined ? undefined : styles[style];
  if (styled !== undefined) {
    const formatted = (values.length > 0 ? values : ['']).map(styled);
    return formatted.length > 1 && style === 'regex' ? `(${formatted.join('|')})` : formatted.join(',');
  }
  const [only, ...others] = values.map(escaped);
  return others.length > 0 ? `(${[only, ...others].join('|')})` : (only ?? '');
}

/** The value of a variable with exactly one choice: there always is one, unless a data source has none. */
function oneOf(variable: Variable, choice: Choice): string | undefined {
  if (variable.type === 'custom' && !variable.multi) {
    return variable.default;
  }
  if (variable.type === 'query' && variable.choice === 'one') {
    return variable.query === 'label names' ? 'service_name' : names.single[0];
  }
  return variable.type === 'text' ? typed[choice] : undefined;
}

/** What a reader may type, hostile signs included. */
const typed: { readonly [C in Choice]: string } = {
  empty: '',
  single: 'say "hi" (a+b)? {c} | d',
  several: "it's 100 % & #1; 模型",
  all: 'request completed',
};

function sample(variable: Variable, choice: Choice, style: string | undefined): string {
  const fixed = oneOf(variable, choice);
  if (fixed !== undefined) {
    return style === undefined ? fixed : format([fixed], style);
  }
  if (choice === 'all') {
    // allValue is inserted as it stands, whatever the format.
    return variable.type === 'query' && variable.choice === 'listed' ? format(names.several, style) : '.*';
  }
  const values = variable.type === 'custom' ? variable.options.map((o) => o.value) : names.several;
  return format(values.slice(0, names[choice].length), style);
}

/**
 * A query as Prometheus would get it, with macros and variables filled in. Unknown names stay, and then do not parse.
 * @param variables those that the dashboard declares.
 */
export function withSamples(text: string, variables: readonly Variable[], choice: Choice): string {
  const known = new Map(variables.map((v) => [v.name, v]));
  return interpolate(text, ({ name, format: style }: Reference) => {
    if (isMacro(name)) {
      return macroValue(name);
    }
    const variable = known.get(name);
    return variable === undefined ? undefined : sample(variable, choice, style);
  });
}
