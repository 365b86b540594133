import { shareOfText } from '../random/random.ts';
import type { Simulation } from '../story/simulation.ts';
import type { Exporter, ScrapeTarget } from './exporter.ts';
import type { ExposedSeries } from './instruments.ts';

/** Where scraped samples go. A store of metrics has this shape; so has a writer of files. */
export interface SampleSink<S> {
  openTarget(labels: { readonly [name: string]: string }, options: { readonly honorLabels: boolean }): SinkTarget<S>;
}

export interface SinkTarget<S> {
  /** The place of one series; asked once for each. `labels` without the target's own. */
  seriesOf(name: string, labels: ReadonlyArray<readonly [string, string]>): S;
  /** One scrape. A target that did not answer has no samples and `up: false`. */
  record(timeMs: number, samples: ReadonlyArray<{ readonly series: S; readonly value: number }>, up: boolean): void;
  /** The target is no longer there. */
  end(timeMs: number): void;
}

/** How a Prometheus would look at the simulated installation. */
export interface ScrapeOptions {
  readonly intervalSeconds: number;
  /** Scrapes before this second are left out: the world has run in by then. */
  readonly fromSeconds?: number;
  readonly untilSeconds: number;
  /** Called now and then with the second that is reached. */
  readonly progress?: (seconds: number) => void;
}

/**
 * Runs the story, and scrapes each target at its own moment of each interval, as Prometheus spreads its targets.
 * Returns the number of samples.
 */
export function scrapeInto<S>(
  sink: SampleSink<S>,
  simulation: Simulation,
  exporters: readonly Exporter[],
  { intervalSeconds, fromSeconds = 0, untilSeconds, progress }: ScrapeOptions
): number {
  const scraper = new Scraper(sink, simulation, intervalSeconds);
  for (
    let start = Math.floor(fromSeconds / intervalSeconds) * intervalSeconds;
    start < untilSeconds;
    start += intervalSeconds
  ) {
    simulation.runUntil(start);
    scraper.round(exporters, start, untilSeconds);
    progress?.(Math.min(start + intervalSeconds, untilSeconds));
  }
  return scraper.samples;
}

/** The second of each interval at which a target is scraped. */
export function scrapeOffset(labels: { readonly [name: string]: string }, intervalSeconds: number): number {
  const share = shareOfText(`${labels['job'] ?? ''}/${labels['instance'] ?? ''}`);
  return Math.round(share * intervalSeconds * 1000) / 1000;
}

class Scraper<S> {
  samples = 0;
  private readonly opened = new Map<ScrapeTarget, SinkTarget<S>>();
  private readonly series = new Map<ExposedSeries, S>();

  constructor(
    private readonly sink: SampleSink<S>,
    private readonly simulation: Simulation,
    private readonly intervalSeconds: number
  ) {}

  /** One interval: the targets that are there at its beginning, each at its moment. */
  round(exporters: readonly Exporter[], start: number, until: number): void {
    const planned = exporters
      .flatMap((exporter) => exporter.targets.map((target) => ({ exporter, target })))
      .map((each) => ({ ...each, at: start + scrapeOffset(each.target.labels, this.intervalSeconds) }))
      .filter(({ at }) => at > start && at <= until)
      .sort((a, b) => a.at - b.at);
    for (const { exporter, target, at } of planned) {
      this.simulation.runUntil(at);
      this.scrape(exporter, target, at);
    }
  }

  private scrape(exporter: Exporter, target: ScrapeTarget, at: number): void {
    const { scenario } = this.simulation;
    const timeMs = scenario.startMs + Math.round(at * 1000);
    const gone = target.endedAt !== undefined && target.endedAt <= at;
    if (gone || target.startedAt > at) {
      if (gone && this.opened.has(target)) {
        this.opened.get(target)?.end(timeMs);
        this.opened.delete(target);
      }
      return;
    }
    const into =
      this.opened.get(target) ?? this.sink.openTarget(target.labels, { honorLabels: target.honorLabels === true });
    this.opened.set(target, into);
    if (target.answers?.(at) === false) {
      into.record(timeMs, [], false);
      return;
    }
    exporter.refresh(target, at);
    const samples: Array<{ series: S; value: number }> = [];
    target.page.each((exposed, value) => {
      let series = this.series.get(exposed);
      if (series === undefined) {
        series = into.seriesOf(exposed.name, exposed.labels);
        this.series.set(exposed, series);
      }
      samples.push({ series, value });
    });
    into.record(timeMs, samples, true);
    this.samples += samples.length;
  }
}
