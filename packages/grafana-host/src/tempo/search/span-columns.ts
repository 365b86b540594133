import { FieldType, type DataLink, type PartialDataFrame } from '@grafana/data';

import type { FoundSpan, FoundTrace, SpanSet } from './found-traces.ts';

export type Fields = PartialDataFrame['fields'];

/** A span of a table beside the trace that it is of. */
export interface SpanRow {
  readonly trace: FoundTrace;
  readonly span: FoundSpan;
}

/** The links of a table's rows. */
export interface RowLinks {
  readonly trace: DataLink;
  readonly span: DataLink;
}

export const rowsOf = (trace: FoundTrace, { spans }: SpanSet): SpanRow[] => spans.map((span) => ({ trace, span }));

export const hiddenTraceId = (rows: readonly SpanRow[]): Fields[number] => ({
  name: 'traceIdHidden',
  type: FieldType.string,
  config: { custom: { hidden: true } },
  values: rows.map(({ trace }) => trace.traceID),
});

/** From the id of the span to its duration: the same in a table of spans and inside a table of traces. */
export function spanColumns(
  rows: readonly SpanRow[],
  attributeNames: readonly string[],
  link: DataLink,
  timeColumn: { width?: number } = {}
): Fields {
  const isNamed = rows.some(({ span }) => span.name !== '');
  return [
    {
      name: 'spanID',
      type: FieldType.string,
      config: { unit: 'string', displayNameFromDS: 'Span ID', custom: { width: 200 }, links: [link] },
      values: rows.map(({ span }) => span.spanID),
    },
    {
      name: 'time',
      type: FieldType.time,
      config: { displayNameFromDS: 'Start time', ...(timeColumn.width === undefined ? {} : { custom: timeColumn }) },
      values: rows.map(({ span }) => span.startMs),
    },
    {
      name: 'name',
      type: FieldType.string,
      config: { displayNameFromDS: 'Name', custom: { hidden: !isNamed } },
      values: rows.map(({ span }) => (span.name === '' ? undefined : span.name)),
    },
    ...attributeNames.map((name) => ({
      name,
      type: FieldType.string,
      config: { displayNameFromDS: name },
      values: rows.map(({ span }) => span.attributes[name]),
    })),
    {
      name: 'duration',
      type: FieldType.number,
      config: { displayNameFromDS: 'Duration', unit: 'ns', custom: { width: 120 } },
      values: rows.map(({ span }) => span.durationNs),
    },
  ];
}
