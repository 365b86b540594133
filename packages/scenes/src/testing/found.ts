import { FieldType, type DataFrame } from '@grafana/data';

type Row = Readonly<Record<string, unknown>>;

/** Grafana's table of spans: a column for each attribute, nothing where a span lacks it. */
export function spanRows(...rows: readonly Row[]): DataFrame {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const fields = names.map((name) => ({ name, values: rows.map((row) => row[name]) }));
  return { length: rows.length, fields } as DataFrame;
}

/** Log lines that all end at one time, by their labels. */
export const lineRows = (endMs: number, ...labels: readonly Row[]): DataFrame =>
  ({
    length: labels.length,
    fields: [
      { name: 'labels', values: [...labels] },
      { name: 'Time', values: labels.map(() => endMs) },
    ],
  }) as DataFrame;

/** Instant series by their labels, each of value 1. */
export const seriesRows = (...labels: ReadonlyArray<Readonly<Record<string, string>>>): readonly DataFrame[] =>
  labels.map(
    (of) => ({ length: 1, fields: [{ name: 'Value', type: FieldType.number, values: [1], labels: of }] }) as DataFrame
  );
