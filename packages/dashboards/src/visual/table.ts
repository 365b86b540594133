import type { Panel } from '../model.ts';
import { panel, type Statement } from './panel.ts';

export interface Roster extends Statement {
  /** Column to sort by, the highest first. */
  readonly sortBy: string;
}

/** A row for each thing, a column for each question; values at the end of the time range. */
export function table(roster: Roster): Panel {
  return panel(
    { ...roster, series: roster.series.map((s) => ({ ...s, format: 'table', instant: true })) },
    {
      kind: 'table',
      maxDataPoints: 100,
      options: { showHeader: true, cellHeight: 'sm', sortBy: [{ displayName: roster.sortBy, desc: true }] },
      defaults: { custom: { align: 'auto', inspect: false, filterable: false } },
    }
  );
}
