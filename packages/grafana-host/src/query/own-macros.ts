import type { ScopedVars } from '@grafana/data';

/** Scenes would fill these in with the step of the request before; they belong to the macros of the data source. */
export function keepMacros(scopedVars: ScopedVars, names: readonly string[]): ScopedVars {
  const kept = names.map((name) => [name, { text: `$${name}`, value: `$${name}` }] as const);
  return { ...scopedVars, ...Object.fromEntries(kept) };
}
