import type { Target } from '../ingest/target.ts';
import type { LabelPair } from '../labels/label-set.ts';
import { METRIC_NAME } from '../labels/label-set.ts';
import type { Series } from '../series/series.ts';

/** A target whose scrapes come as numbers and not as pages of text: for those who make metrics in the same program. */
export class OpenTarget {
  constructor(
    private readonly target: Target,
    private readonly options: { readonly honorLabels: boolean }
  ) {}

  /** The series to hand to `record`; ask once for each. `labels` without those of the target. */
  seriesOf(name: string, labels: readonly LabelPair[]): Series {
    return this.target.seriesOf([[METRIC_NAME, name], ...labels], this.options);
  }

  /**
   * One scrape, with `up`. A series of the last scrape that is missing becomes stale.
   * Throws OutOfOrderError, and then adds nothing.
   */
  record(
    timeMs: number,
    samples: ReadonlyArray<{ readonly series: Series; readonly value: number }>,
    up: boolean
  ): void {
    const scraped = samples.map(({ series, value }) => ({ series, value, timeMs: undefined }));
    this.target.record(timeMs, scraped, { up, durationSeconds: undefined });
  }

  /** The target is no longer there: all its series become stale. */
  end(timeMs: number): void {
    this.target.end(timeMs);
  }
}
