import type { AnyExpr } from '@dynamo-observability/query';

import type { Panel } from '../model.ts';
import { series } from './panel.ts';
import { table, type Roster } from './table.ts';

/** What is asked of each thing, and the heading of the answer. */
export interface Column {
  readonly heading: string;
  readonly expr: AnyExpr;
}

export interface ColumnTable extends Omit<Roster, 'series' | 'transformations'> {
  /** The labels that name a thing, with their headings: the first columns. Two labels may have one heading. */
  readonly labels: ReadonlyArray<readonly [label: string, heading: string]>;
  readonly columns: readonly Column[];
}

/** The column of a query's values once the answers of several are merged; queries are lettered in their order. */
export const valueColumn = (index: number): string => `Value #${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[index] ?? ''}`;

/** A roster whose columns are said once: each is a query, a heading and a place. */
export function columnTable({ labels, columns, ...roster }: ColumnTable): Panel {
  const values = columns.map(({ heading }, index) => [valueColumn(index), heading] as const);
  const named = [...labels, ...values];
  return table({
    ...roster,
    series: columns.map(({ expr, heading }) => series(expr, heading)),
    transformations: [
      { id: 'merge', options: {} },
      {
        id: 'organize',
        options: {
          excludeByName: { Time: true },
          indexByName: Object.fromEntries(named.map(([name], index) => [name, index])),
          renameByName: Object.fromEntries(named),
        },
      },
    ],
  });
}
