/**
 * Grafana's own names in a query, each with a value that parses. The durations are primes that nobody writes by hand,
 * so a range that came from a macro can be told from a fixed one after parsing.
 */
const values = {
  __rate_interval: '7919s',
  __range: '7927s',
  __interval: '7907s',
  __auto: '7901s',
  __range_s: '7927',
  __range_ms: '7927000',
  __interval_ms: '7907000',
  __from: '1700000000000',
  __to: '1700007927000',
} as const;

export type Macro = keyof typeof values;

export const isMacro = (name: string): name is Macro => name in values;

export const macroValue = (name: Macro): string => values[name];

/** The macros that are durations, by the value they were given. */
export const macroOfDuration: ReadonlyMap<string, Macro> = new Map(
  (['__rate_interval', '__range', '__interval'] as const).map((name) => [values[name], name])
);
