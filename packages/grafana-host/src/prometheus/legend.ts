import type { Labels } from './backend.ts';

const AUTO = '__auto';

/**
 * The name of a series in legends. `{{label}}` is replaced by the label's value, by nothing where it is missing. Without a legend it
 * is the series as PromQL writes it; undefined with `__auto` and labels, where Grafana derives the name from what differs.
 */
export function seriesName(labels: Labels, legendFormat: string, expr: string): string | undefined {
  if (legendFormat === AUTO) {
    return Object.keys(labels).length > 0 ? undefined : expr;
  }
  const name = legendFormat === '' ? selectorOf(labels) : fillLegend(legendFormat, labels);
  return name === '{}' ? expr : name;
}

/** `{{label}}` replaced by the label's value, by nothing where it is missing. */
export const fillLegend = (legendFormat: string, labels: Labels): string =>
  legendFormat.replace(/\{\{\s*(.+?)\s*\}\}/g, (_match: string, label: string) => labels[label] ?? '');

/** A series as PromQL selects it, labels sorted: `up{job="a"}`. */
export function selectorOf(labels: Labels): string {
  const { __name__: metric = '', ...rest } = labels;
  const pairs = Object.entries(rest)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .sort();
  return pairs.length === 0 && metric !== '' ? metric : `${metric}{${pairs.join(', ')}}`;
}
