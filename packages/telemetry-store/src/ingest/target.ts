import type { LabelPair } from '../labels/label-set.ts';
import { LabelSet, METRIC_NAME } from '../labels/label-set.ts';
import type { SeriesIndex } from '../series/series-index.ts';
import type { Series } from '../series/series.ts';
import { OutOfOrderError } from '../series/series.ts';

/** What Prometheus itself records of a scrape. */
export interface ScrapeReport {
  readonly up: boolean;
  readonly durationSeconds: number | undefined;
}

export interface ScrapedSample {
  readonly series: Series;
  readonly value: number;
  /** Set where the exposition gave the sample a time of its own. */
  readonly timeMs: number | undefined;
}

/** One scraped process: remembers what its last scrape held, so that a series that vanishes becomes stale. */
export class Target {
  private present = new Set<Series>();
  private lastMs = -Infinity;

  constructor(
    private readonly labels: LabelSet,
    private readonly index: SeriesIndex
  ) {}

  /**
   * The series of an exposed set of labels. The target's own labels win; an exposed label of the same name is kept
   * as `exported_<name>`, as Prometheus does without `honor_labels`; with it the exposed label wins.
   */
  seriesOf(exposed: readonly LabelPair[], { honorLabels = false } = {}): Series {
    if (honorLabels) {
      return this.index.getOrCreate(LabelSet.of([...this.labels.entries(), ...exposed]));
    }
    const taken = new Set([...this.labels.entries(), ...exposed].map(([name]) => name));
    const pairs = exposed.map(([name, value]): LabelPair => {
      let free = name;
      while (free !== METRIC_NAME && this.labels.get(name) !== '' && (free === name || taken.has(free))) {
        free = `exported_${free}`;
      }
      return [free, value];
    });
    return this.index.getOrCreate(LabelSet.of([...pairs, ...this.labels.entries()]));
  }

  /** Adds one scrape whole, or throws OutOfOrderError and adds nothing. */
  record(timeMs: number, samples: readonly ScrapedSample[], report: ScrapeReport): void {
    this.checkOrder(timeMs, samples);
    const current = new Set<Series>();
    for (const { series, value, timeMs: own } of samples) {
      if (own === undefined) {
        series.append(timeMs, value);
        current.add(series);
      } else if (own > series.lastTimeMs) {
        // An exporter repeats its own timestamps from scrape to scrape; only a new one is a new sample.
        series.append(own, value);
      }
    }
    this.markMissing(timeMs, current);
    this.present = current;
    this.lastMs = timeMs;
    this.addReport(timeMs, samples.length, report);
  }

  /** The target is gone: everything it had, its own report included, becomes stale. */
  end(timeMs: number): void {
    this.checkOrder(timeMs, []);
    this.markMissing(timeMs, new Set());
    this.present = new Set();
    this.lastMs = timeMs;
    for (const name of REPORT_NAMES) {
      const series = this.reportSeries(name);
      if (series.length > 0) {
        series.appendStale(timeMs);
      }
    }
  }

  private checkOrder(timeMs: number, samples: readonly ScrapedSample[]): void {
    if (timeMs <= this.lastMs) {
      throw new OutOfOrderError(
        `scrape of ${this.labels.toString()} at ${timeMs} ms is not newer than the last one at ${this.lastMs} ms`
      );
    }
    for (const { series, timeMs: own } of samples) {
      if (own === undefined && timeMs <= series.lastTimeMs) {
        throw new OutOfOrderError(
          `${series.labels.toString()}: already has a sample at ${series.lastTimeMs} ms, not older than ${timeMs} ms`
        );
      }
    }
  }

  private markMissing(timeMs: number, current: ReadonlySet<Series>): void {
    for (const series of this.present) {
      if (!current.has(series) && series.lastTimeMs < timeMs) {
        series.appendStale(timeMs);
      }
    }
  }

  private addReport(timeMs: number, scraped: number, report: ScrapeReport): void {
    this.reportSeries('up').append(timeMs, report.up ? 1 : 0);
    this.reportSeries('scrape_samples_scraped').append(timeMs, scraped);
    if (report.durationSeconds !== undefined) {
      this.reportSeries('scrape_duration_seconds').append(timeMs, report.durationSeconds);
    }
  }

  private reportSeries(name: (typeof REPORT_NAMES)[number]): Series {
    return this.index.getOrCreate(this.labels.with(METRIC_NAME, name));
  }
}

const REPORT_NAMES = ['up', 'scrape_samples_scraped', 'scrape_duration_seconds'] as const;
