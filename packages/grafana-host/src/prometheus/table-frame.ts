import type { RangeSeries } from './backend.ts';
import type { PlainField, PlainFrame } from './frame.ts';

export interface TableContext {
  readonly refId: string;
  readonly executedQuery: string;
  /** Tables in the same request: with several, the value column carries the letter of its query. */
  readonly tablesInRequest: number;
}

/** Series as rows: time, one column a label (in order of first appearance, sorted within a series), and the value. */
export function tableFrame(series: readonly RangeSeries[], context: TableContext): PlainFrame {
  const names = new Set<string>();
  for (const { labels } of series) {
    for (const name of Object.keys(labels).sort()) {
      names.add(name);
    }
  }
  const rows = series
    .flatMap((s) => s.times.map((time, i) => ({ time, labels: s.labels, value: s.values[i] ?? null })))
    .sort((a, b) => a.time - b.time);
  const labelColumns = [...names].map((name): PlainField => ({
    name,
    kind: 'string',
    filterable: true,
    values: rows.map((row) => row.labels[name] ?? ''),
  }));
  return {
    refId: context.refId,
    shape: 'table',
    executedQuery: context.executedQuery,
    fields: [
      { name: 'Time', kind: 'time', values: rows.map((row) => row.time) },
      ...labelColumns,
      {
        name: context.tablesInRequest > 1 ? `Value #${context.refId}` : 'Value',
        kind: 'number',
        values: rows.map((row) => row.value),
      },
    ],
  };
}
