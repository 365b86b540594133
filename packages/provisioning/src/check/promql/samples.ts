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

function format(values: readonly string[], style: string | undefined): string {
  if (style === 'pipe') {
    return values.join('|');
  }
  const [only, ...others] = values.map(escaped);
  return others.length > 0 ? `(${[only, ...others].join('|')})` : (only ?? '');
}

/** The values of a variable with exactly one choice: there always is one. */
function oneOf(variable: Variable): string | undefined {
  return variable.type === 'custom' && !variable.multi ? variable.default : undefined;
}

function sample(variable: Variable, choice: Choice, style: string | undefined): string {
  const fixed = oneOf(variable);
  if (fixed !== undefined) {
    return fixed;
  }
  if (choice === 'all') {
    // allValue is inserted as it stands, whatever the format.
    return '.*';
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
