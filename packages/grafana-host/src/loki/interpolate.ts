import type { InterpolatedVariable } from '../prometheus/interpolate.ts';
import { escapePattern } from '../prometheus/interpolate.ts';

/**
 * A variable's value as Grafana's Loki data source writes it into LogQL when the template names no format. A variable with several
 * values or All becomes an escaped pattern, several of them `a|b`; a plain one stays as it is, quotes and backslashes included.
 */
export function interpolateForLogQl(value: unknown, variable: InterpolatedVariable): string {
  const values = Array.isArray(value) ? value.map(String) : [String(value)];
  const isPattern = variable.multi === true || variable.includeAll === true;
  return isPattern ? values.map(escapePattern).join('|') : values.join(',');
}
