import type { Panel, PanelFieldConfig } from '../model.ts';
import { panel, type Statement } from './panel.ts';

export interface Roster extends Statement {
  /** Column to sort by, the highest first. */
  readonly sortBy: string;
}

/** A cell without a value is a question that does not apply to its row; only the whole table says why it is empty. */
const emptyCell: PanelFieldConfig['overrides'][number] = {
  matcher: { id: 'byType', options: 'number' },
  properties: [{ id: 'noValue', value: '–' }],
};

/** A row for each thing, a column for each question; values at the end of the time range. */
export function table(roster: Roster): Panel {
  return panel(
    {
      ...roster,
      series: roster.series.map((s) => ({ ...s, format: 'table', instant: true })),
      overrides: [emptyCell, ...(roster.overrides ?? [])],
    },
    {
      kind: 'table',
      maxDataPoints: 100,
      options: { showHeader: true, cellHeight: 'sm', sortBy: [{ displayName: roster.sortBy, desc: true }] },
      defaults: { custom: { align: 'auto', inspect: false, filterable: false } },
    }
  );
}
