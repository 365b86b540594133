import {
  createDataFrame,
  FieldType,
  getFieldDisplayName,
  getFrameDisplayName,
  type DataFrame,
  type Field,
} from '@grafana/data';

import type { Cell } from './csv.ts';

/** What a panel draws, as one table. */
export interface InspectedTable {
  readonly name: string;
  readonly frame: DataFrame;
}

const isTime = ({ type }: Field): boolean => type === FieldType.time;

/**
 * The frames of a panel as tables that a person can choose from: first all series beside one another by time, where they are series,
 * then each frame alone. Columns are called what the panel calls them.
 * @param joinedName what the first one is called.
 */
export function tablesOf(series: readonly DataFrame[], joinedName: string): readonly InspectedTable[] {
  const named = series.map((frame) => withNames(frame, series));
  const single = named.map((frame, i) => ({ name: getFrameDisplayName(frame, i), frame }));
  return named.length > 1 && named.every(isSeries) ? [{ name: joinedName, frame: joined(named) }, ...single] : single;
}

/** The rows of a table for a file: names of columns first; times in ISO 8601, numbers as they are. */
export function cellsOf(frame: DataFrame): Cell[][] {
  const columns = frame.fields.map((field) => field.values.map((value: unknown) => cellOf(value, isTime(field))));
  const rows = Array.from({ length: frame.length }, (_, row) => columns.map((column) => column[row] ?? null));
  return [frame.fields.map((field) => getFieldDisplayName(field, frame)), ...rows];
}

function cellOf(value: unknown, asTime: boolean): Cell {
  if (value === null || value === undefined) {
    return null;
  }
  if (typeof value === 'number') {
    return asTime && Number.isFinite(value) ? new Date(value).toISOString() : value;
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Copies of the fields: what the table panel notes in them must not reach the panel. */
function withNames(frame: DataFrame, series: readonly DataFrame[]): DataFrame {
  const fields = frame.fields.map((field) => ({
    name: field.name,
    type: field.type,
    values: field.values,
    config: { ...field.config, displayName: getFieldDisplayName(field, frame, [...series]) },
  }));
  return createDataFrame({ ...(frame.name === undefined ? {} : { name: frame.name }), fields });
}

/** A time that only rises, and values beside it: nothing is lost when such frames are put side by side. */
function isSeries({ fields }: DataFrame): boolean {
  const times: readonly unknown[] = fields.find(isTime)?.values ?? [];
  const rises = times.every((time, i) => i === 0 || Number(time) > Number(times[i - 1]));
  return fields.filter(isTime).length === 1 && rises;
}

function joined(frames: readonly DataFrame[]): DataFrame {
  const timesOf = ({ fields }: DataFrame): readonly number[] => (fields.find(isTime)?.values ?? []).map(Number);
  const times = [...new Set(frames.flatMap(timesOf))].sort((a, b) => a - b);
  const rowOf = new Map(times.map((time, row) => [time, row]));
  const columns = frames.flatMap((frame) =>
    frame.fields.filter((field) => !isTime(field)).map((field) => spread(field, timesOf(frame), rowOf))
  );
  return createDataFrame({ fields: [{ name: 'Time', type: FieldType.time, values: times }, ...columns] });
}

/** The values of a field at the rows that its times have in a longer column; the others stay empty. */
function spread({ name, type, values, config }: Field, times: readonly number[], rowOf: ReadonlyMap<number, number>) {
  const column: unknown[] = Array.from({ length: rowOf.size }, () => null);
  times.forEach((time, i) => {
    column[rowOf.get(time) ?? 0] = values[i];
  });
  return { name, type, config, values: column };
}
