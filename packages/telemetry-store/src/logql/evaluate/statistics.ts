import type { StoredEntry } from '../../logs/log-entry.ts';

/** What a query cost. */
export interface LogStatistics {
  /** Lines in the range of the selected streams, before any filter. */
  readonly linesRead: number;
  /** Of those lines, in UTF-8. */
  readonly bytesRead: number;
}

export class Statistics implements LogStatistics {
  linesRead = 0;
  bytesRead = 0;

  count({ bytes }: StoredEntry): void {
    this.linesRead++;
    this.bytesRead += bytes;
  }
}
