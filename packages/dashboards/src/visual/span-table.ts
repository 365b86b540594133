import type { TraceExpr } from '@dynamo-observability/query';

import type { Panel, PanelFieldConfig } from '../model.ts';
import { panel, type Statement } from './panel.ts';

/** What becomes of a field where several spans of a trace have it. */
type Calculation = 'lastNotNull' | 'min' | 'max';

/** A column, from an attribute of the spans or from what Tempo's table of spans always has: `traceIdHidden`, `time`, `duration`. */
export interface SpanColumn {
  readonly field: string;
  readonly heading: string;
  /** A Grafana unit id; a text is read as a number then, so that it sorts. Without one it is shown as it is written. */
  readonly unit?: string;
  /** By default the value of the last span that has one. */
  readonly take?: Calculation;
  /** In pixels; by default what is left. */
  readonly width?: number;
}

export interface SpanTable extends Omit<Statement, 'series' | 'unit'> {
  readonly spans: TraceExpr;
  /** Traces at most. */
  readonly limit: number;
  readonly columns: readonly SpanColumn[];
  /** A row for each trace with what its spans say together, or for each span. */
  readonly row: 'trace' | 'span';
  /** Heading of the column to sort by. */
  readonly sortBy: string;
  readonly ascending?: boolean;
}

/** Grafana's names for two fields of the table once something has asked for them (Tempo's result transformer). */
const shownNames: { readonly [field: string]: string } = { time: 'Start time', duration: 'Duration' };

const namesOf = (field: string): readonly string[] => {
  const shown = shownNames[field];
  return shown === undefined ? [field] : [field, shown];
};

/** Spans as a table: numbers that are texts in the spans become numbers, and a trace becomes one row. */
export function spanTable({ spans, limit, columns, row, sortBy, ascending = false, ...statement }: SpanTable): Panel {
  return panel(
    {
      ...statement,
      // With any other unit Grafana reads texts of digits as numbers, and ids of workers lose their last ones.
      unit: 'string',
      series: [{ source: 'tempo', expr: spans, legend: '', limit, tableType: 'spans', spansOfTrace: 20 }],
      transformations: [
        {
          id: 'convertFieldType',
          options: {
            fields: {},
            conversions: columns
              .filter(({ unit, field }) => unit !== undefined && shownNames[field] === undefined)
              .map(({ field }) => ({ targetField: field, destinationType: 'number' })),
          },
        },
        ...(row === 'trace' ? [oneRowEach(columns)] : []),
        arranged(columns, row),
      ],
      overrides: [...columns.flatMap(columnConfig), ...(statement.overrides ?? [])],
    },
    {
      kind: 'table',
      maxDataPoints: 100,
      options: { showHeader: true, cellHeight: 'sm', sortBy: [{ displayName: sortBy, desc: !ascending }] },
      defaults: { custom: { align: 'auto', inspect: false, filterable: false } },
    }
  );
}

const traceId = 'traceIdHidden';
const taken = ({ take = 'lastNotNull' }: SpanColumn): Calculation => take;

/** Spans of a request and of its routing say different things of it: together they are one row. */
function oneRowEach(columns: readonly SpanColumn[]) {
  const fields = columns.flatMap((column) =>
    namesOf(column.field).map((name) => [
      name,
      column.field === traceId
        ? { aggregations: [], operation: 'groupby' }
        : { aggregations: [taken(column)], operation: 'aggregate' },
    ])
  );
  return { id: 'groupBy', options: { fields: Object.fromEntries(fields) as { readonly [name: string]: unknown } } };
}

/** Only these columns, in their order, under their headings. */
function arranged(columns: readonly SpanColumn[], row: SpanTable['row']) {
  const named = columns.flatMap((column) =>
    namesOf(column.field).map((name) => {
      const calculated = row === 'trace' && column.field !== traceId;
      return { name: calculated ? `${name} (${taken(column)})` : name, heading: column.heading };
    })
  );
  return {
    id: 'organize',
    options: {
      includeByName: Object.fromEntries(named.map(({ name }) => [name, true])),
      indexByName: Object.fromEntries(named.map(({ name }, i) => [name, i])),
      renameByName: Object.fromEntries(named.map(({ name, heading }) => [name, heading])),
    },
  };
}

function columnConfig({ heading, unit, width }: SpanColumn): PanelFieldConfig['overrides'] {
  const properties = [
    ...(unit === undefined ? [] : [{ id: 'unit', value: unit }]),
    ...(width === undefined ? [] : [{ id: 'custom.width', value: width }]),
    // Tempo hides the id and links some columns to Explore, which a Viewer has not.
    { id: 'custom.hidden', value: false },
  ];
  return [{ matcher: { id: 'byName', options: heading }, properties }];
}
