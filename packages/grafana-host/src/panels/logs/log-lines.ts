import { FieldType, LogsSortOrder, type DataFrame, type Field, type LinkModel, type LogLevel } from '@grafana/data';

import { levelOf } from './log-level.ts';

/** Where a label comes from: the stream, structured metadata, or a parser in the query. */
export type LabelSource = 'stream' | 'metadata' | 'parsed';

export interface LineLabel {
  readonly key: string;
  readonly value: string;
  readonly source: LabelSource;
}

export interface LineLink {
  readonly name: string;
  readonly value: string;
  readonly links: () => LinkModel[];
}

export interface LogLine {
  readonly id: string;
  readonly timeMs: number;
  readonly text: string;
  readonly level: LogLevel;
  readonly labels: readonly LineLabel[];
  /** Values that lead somewhere, such as the id of a trace. */
  readonly links: readonly LineLink[];
  /** What the query looked for, as regular expressions. */
  readonly searchWords: readonly string[];
}

/** The lines of all frames with a time and a text, ordered by time; lines of one time keep their order. */
export function logLines(frames: readonly DataFrame[], sortOrder: LogsSortOrder): LogLine[] {
  const lines = frames.flatMap(linesOf);
  const sign = sortOrder === LogsSortOrder.Ascending ? 1 : -1;
  return lines.sort((a, b) => sign * (a.timeMs - b.timeMs || a.nanos - b.nanos));
}

function linesOf(frame: DataFrame, frameIndex: number): Array<LogLine & { readonly nanos: number }> {
  const time = frame.fields.find(({ type }) => type === FieldType.time);
  const text = frame.fields.find(({ type }) => type === FieldType.string);
  if (time === undefined || text === undefined) {
    return [];
  }
  const named = (name: string): Field | undefined => frame.fields.find((field) => field.name === name);
  const [labels, types, ids] = [named('labels'), named('labelTypes'), named('id')];
  const linked = frame.fields.filter(({ config }) => (config.links?.length ?? 0) > 0);
  return Array.from({ length: frame.length }, (_, row) => {
    const values = textsOf(labels?.values[row]);
    return {
      id: `${frameIndex}/${String(ids?.values[row] ?? row)}`,
      timeMs: Number(time.values[row]),
      nanos: time.nanos?.[row] ?? 0,
      text: String(text.values[row]),
      level: levelOf(values),
      labels: labelsOf(values, textsOf(types?.values[row])),
      links: linked.flatMap((field) => linkOf(field, row)),
      searchWords: frame.meta?.searchWords ?? [],
    };
  });
}

const textsOf = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(typeof value === 'object' && value !== null ? value : {}).map(([key, text]) => [key, String(text)])
  );

const sources: Readonly<Partial<Record<string, LabelSource>>> = { I: 'stream', S: 'metadata', P: 'parsed' };

const labelsOf = (labels: Readonly<Record<string, string>>, types: Readonly<Record<string, string>>): LineLabel[] =>
  Object.entries(labels).map(([key, value]) => ({ key, value, source: sources[types[key] ?? ''] ?? 'stream' }));

function linkOf(field: Field, row: number): LineLink[] {
  const value: unknown = field.values[row];
  if (typeof value !== 'string' || value === '') {
    return [];
  }
  return [{ name: field.name, value, links: () => field.getLinks?.({ valueRowIndex: row }) ?? [] }];
}

/** Labels that are not the same on all lines, without the level, which is shown anyway. */
export function varyingLabels(lines: readonly LogLine[]): ReadonlySet<string> {
  const seen = new Map<string, { readonly value: string; count: number; varies: boolean }>();
  for (const { labels } of lines) {
    for (const { key, value } of labels) {
      const known = seen.get(key) ?? { value, count: 0, varies: false };
      seen.set(key, known);
      known.count += 1;
      known.varies ||= known.value !== value;
    }
  }
  const varies = [...seen].filter(([, { count, varies }]) => varies || count < lines.length).map(([key]) => key);
  return new Set(varies.filter((key) => key !== 'level' && key !== 'detected_level'));
}
