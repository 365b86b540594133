/** What Scenes says of a variable when it hands its value to a format function. */
export interface InterpolatedVariable {
  readonly multi?: boolean | undefined;
  readonly includeAll?: boolean | undefined;
}

/**
 * A variable's value as Grafana's Prometheus data source writes it into PromQL when the template names no format.
 * A variable with several values or All becomes an escaped pattern, several of them `(a|b)`; a plain one is escaped as text.
 */
export function interpolateForPromQl(value: unknown, variable: InterpolatedVariable): string {
  const values = Array.isArray(value) ? value.map(String) : [String(value)];
  const isPattern = variable.multi === true || variable.includeAll === true;
  if (!isPattern) {
    // Grafana joins what should be one value with commas.
    return escapeText(values.join(','));
  }
  const patterns = values.map(escapePattern);
  return patterns.length === 1 ? (patterns[0] ?? '') : `(${patterns.join('|')})`;
}

/** For `=`: inside the quotes of a PromQL string. Grafana's classic rule: backslashes and single quotes only. */
export function escapeText(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/'/g, "\\\\'");
}

/** For `=~`: a literal inside a regular expression inside the quotes of a PromQL string. */
export function escapePattern(value: string): string {
  return value.replace(/\\/g, '\\\\\\\\').replace(/[$^*{}[\]+?.()|]/g, '\\\\$&');
}
