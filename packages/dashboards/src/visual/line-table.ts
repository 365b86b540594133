import type { LogExpr } from '@dynamo-observability/query';

import type { Panel, PanelFieldConfig } from '../model.ts';
import { panel, type Statement } from './panel.ts';

/** A column, from a label of the line. */
export interface Column {
  readonly label: string;
  readonly heading: string;
  /** A Grafana unit id; the label is read as a number then. Without one it is shown as it is written. */
  readonly unit?: string;
  /** In pixels; by default what is left. */
  readonly width?: number;
}

export interface LineTable extends Omit<Statement, 'series' | 'unit'> {
  readonly lines: LogExpr;
  readonly maxLines: number;
  readonly columns: readonly Column[];
  /** Heading of the column to sort by, the highest first. */
  readonly sortBy: string;
  readonly requestColumn?: Panel['requestColumn'];
}

/** What Loki's answer calls the time of a line. */
const time = 'Time';
const timeColumn: Column = { label: time, heading: time, width: 185 };

/** A row for each log line, a column for each label of it that matters, after its time. */
export function lineTable({ lines, maxLines, columns, sortBy, requestColumn, ...statement }: LineTable): Panel {
  const table = panel(
    {
      ...statement,
      // With any other unit Grafana reads texts of digits as numbers, and ids of workers lose their last ones.
      unit: 'string',
      series: [{ source: 'loki', expr: lines, legend: '', maxLines }],
      transformations: [
        // Labels of a line stand together in one field.
        { id: 'extractFields', options: { source: 'labels', keepTime: true, replace: true } },
        {
          id: 'convertFieldType',
          options: {
            fields: {},
            conversions: columns
              .filter(({ unit }) => unit !== undefined)
              .map(({ label }) => ({ targetField: label, destinationType: 'number' })),
          },
        },
        {
          id: 'organize',
          options: {
            indexByName: Object.fromEntries([time, ...columns.map(({ label }) => label)].map((name, i) => [name, i])),
            renameByName: Object.fromEntries(columns.map(({ label, heading }) => [label, heading])),
          },
        },
      ],
      overrides: [...columnConfig(timeColumn), ...columns.flatMap(columnConfig), ...(statement.overrides ?? [])],
    },
    {
      kind: 'table',
      maxDataPoints: 100,
      options: { showHeader: true, cellHeight: 'sm', sortBy: [{ displayName: sortBy, desc: true }] },
      defaults: { custom: { align: 'auto', inspect: false, filterable: false } },
    }
  );
  return requestColumn === undefined ? table : { ...table, requestColumn };
}

function columnConfig({ heading, unit, width }: Column): PanelFieldConfig['overrides'] {
  const properties = [
    ...(unit === undefined ? [] : [{ id: 'unit', value: unit }]),
    ...(width === undefined ? [] : [{ id: 'custom.width', value: width }]),
  ];
  return properties.length === 0 ? [] : [{ matcher: { id: 'byName', options: heading }, properties }];
}
