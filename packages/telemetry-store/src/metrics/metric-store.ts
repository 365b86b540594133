import { ExpositionError } from '../ingest/exposition-error.ts';
import type { ExpositionFormat, ExpositionSample, FamilyMetadata } from '../ingest/exposition.ts';
import { detectFormat, parseExposition } from '../ingest/exposition.ts';
import { LineScanner } from '../ingest/line-scanner.ts';
import { parseScrapes } from '../ingest/scrapes.ts';
import type { ScrapedSample } from '../ingest/target.ts';
import { Target } from '../ingest/target.ts';
import type { LabelPair, Labels } from '../labels/label-set.ts';
import { LabelSet } from '../labels/label-set.ts';
import type { Matcher } from '../labels/matcher.ts';
import type { EngineOptions, QueryRange } from '../promql/engine.ts';
import { DEFAULT_ENGINE_OPTIONS, PromqlEngine } from '../promql/engine.ts';
import { parseSelector } from '../promql/parse/parse.ts';
import type { MatrixResult, QueryResult } from '../promql/result/result.ts';
import { SeriesIndex, sortedDistinct } from '../series/series-index.ts';
import type { Series } from '../series/series.ts';
import { OpenTarget } from './open-target.ts';

/** One scrape of one target. */
export interface Scrape {
  /** The target's labels: `job`, `instance` and what service discovery adds. They tell targets apart. */
  readonly labels: Labels;
  /** Unix milliseconds. */
  readonly timeMs: number;
  /** The page of metrics; ignored when `up` is false. */
  readonly text: string;
  /** Whether the target answered; true when left out. */
  readonly up?: boolean;
  readonly durationSeconds?: number;
  /** Found from the text when left out. */
  readonly format?: ExpositionFormat;
}

/**
 * Prometheus metrics in memory, and PromQL over them. Answers are held equal to Prometheus 2.42 by test/conformance.
 * Samples of a series must come in the order of time; nothing is ever dropped.
 */
export class MetricStore {
  private readonly index = new SeriesIndex();
  private readonly targets = new Map<string, Target>();
  private readonly families = new Map<string, FamilyMetadata>();
  private readonly engine: PromqlEngine;

  constructor(options: Partial<EngineOptions> = {}) {
    this.engine = new PromqlEngine((matchers) => this.index.select(matchers), {
      ...DEFAULT_ENGINE_OPTIONS,
      ...options,
    });
  }

  /**
   * Reads the decompressed text of a capture in the format `scrapes/1` (captures/README.md). Throws CaptureError with
   * the number of the line that is wrong.
   */
  static fromScrapes(text: string, options: Partial<EngineOptions> = {}): MetricStore {
    const store = new MetricStore(options);
    for (const captured of parseScrapes(text)) {
      const target = store.target(captured.labels);
      const series = captured.series.map(({ labels, values }) => ({ series: target.seriesOf(labels), values }));
      captured.timesMs.forEach((timeMs, scrape) => {
        const samples = series.flatMap(({ series: each, values }): ScrapedSample[] => {
          const value = values[scrape];
          return value === undefined ? [] : [{ series: each, value, timeMs: undefined }];
        });
        target.record(timeMs, samples, {
          up: captured.up[scrape] ?? false,
          durationSeconds: captured.durationsSeconds[scrape],
        });
      });
      for (const [family, type] of Object.entries(captured.types)) {
        store.families.set(family, { type, help: '', unit: '' });
      }
    }
    return store;
  }

  /**
   * Adds one scrape of one target, with `up` and what else Prometheus records of it. A series that was in the target's
   * previous scrape and is missing now becomes stale at this time. Throws ExpositionError or OutOfOrderError and then
   * adds nothing.
   */
  addScrape(scrape: Scrape): void {
    const { labels, timeMs, text, up = true, durationSeconds, format = detectFormat(text) } = scrape;
    const target = this.target(labels);
    if (!up) {
      target.record(timeMs, [], { up, durationSeconds });
      return;
    }
    const { samples, metadata } = parseExposition(text, format);
    const seen = new Set<Series>();
    const scraped = samples.map((sample) => {
      const series = target.seriesOf(labelsOf(sample));
      if (seen.has(series) && sample.timeMs === undefined) {
        throw new ExpositionError(sample.line, sample.series, 'the series is in this scrape already');
      }
      seen.add(series);
      return { series, value: sample.value, timeMs: sample.timeMs };
    });
    target.record(timeMs, scraped, { up, durationSeconds });
    this.addMetadata(metadata);
  }

  /** A target whose scrapes come as numbers. */
  openTarget(labels: Labels, options: { readonly honorLabels: boolean } = { honorLabels: false }): OpenTarget {
    return new OpenTarget(this.target(labels), options);
  }

  /** What a page would say of a family. */
  describe(family: string, metadata: FamilyMetadata): void {
    this.families.set(family, metadata);
  }

  /** A target that is no longer scraped: all its series, `up` included, become stale. */
  removeTarget({ labels, timeMs }: { readonly labels: Labels; readonly timeMs: number }): void {
    this.target(labels).end(timeMs);
  }

  /**
   * Adds a page whose lines all have timestamps, e.g. a backfill in OpenMetrics; no staleness comes from it.
   * Throws ExpositionError for a line without a timestamp and for a second sample at the same time.
   */
  addHistory(text: string, format: ExpositionFormat = detectFormat(text)): void {
    const { samples, metadata } = parseExposition(text, format);
    const known = new Map<string, Series>();
    const pending = new Map<Series, Array<{ timeMs: number; sample: ExpositionSample }>>();
    for (const sample of samples) {
      if (sample.timeMs === undefined) {
        throw new ExpositionError(sample.line, sample.series, 'a line of history needs a timestamp');
      }
      const series = known.get(sample.series) ?? this.index.getOrCreate(LabelSet.of(labelsOf(sample)));
      known.set(sample.series, series);
      const list = pending.get(series) ?? [];
      list.push({ timeMs: sample.timeMs, sample });
      pending.set(series, list);
    }
    for (const [series, list] of pending) {
      appendInOrder(series, list);
    }
    this.addMetadata(metadata);
  }

  /** Adds one sample; `labels` with `__name__`. Throws OutOfOrderError unless it is the newest of its series. */
  addSample(labels: Labels, timeMs: number, value: number): void {
    this.index.getOrCreate(LabelSet.fromObject(labels)).append(timeMs, value);
  }

  /** Marks a series as gone from `timeMs` on, until its next sample. */
  addStale(labels: Labels, timeMs: number): void {
    this.index.getOrCreate(LabelSet.fromObject(labels)).appendStale(timeMs);
  }

  /**
   * Answers an instant query at `timeMs` (Unix milliseconds), like Prometheus' `/api/v1/query`.
   * Throws ParseError, UnsupportedError or EvaluationError.
   */
  query(expr: string, timeMs: number): QueryResult {
    return this.engine.query(expr, timeMs);
  }

  /** Answers a range query, like `/api/v1/query_range`; series sorted by labels. Throws as `query`, and RangeError. */
  queryRange(expr: string, range: QueryRange): MatrixResult {
    return this.engine.queryRange(expr, range);
  }

  /** The series that one of the selectors finds and that have a sample in the range, sorted by labels. */
  series(matchers: readonly string[], startMs = -Infinity, endMs = Infinity): Labels[] {
    const found = this.find(matchers, startMs, endMs).map(({ labels }) => labels);
    return found.sort((a, b) => LabelSet.compare(a, b)).map((labels) => labels.toObject());
  }

  /** Sorted. Without selectors, of all series. */
  labelNames(matchers: readonly string[] = [], startMs = -Infinity, endMs = Infinity): string[] {
    return sortedDistinct(
      this.find(matchers, startMs, endMs).flatMap(({ labels }) => labels.entries().map(([name]) => name))
    );
  }

  /** Sorted. Without selectors, of all series. */
  labelValues(label: string, matchers: readonly string[] = [], startMs = -Infinity, endMs = Infinity): string[] {
    const values = this.find(matchers, startMs, endMs).map(({ labels }) => labels.get(label));
    return sortedDistinct(values.filter((value) => value !== ''));
  }

  /** What the scraped pages said of each metric family. */
  metadata(): { readonly [family: string]: FamilyMetadata } {
    return Object.fromEntries(this.families);
  }

  /** Times of the first and the last sample; `undefined` for an empty store. */
  timeRange(): { readonly startMs: number; readonly endMs: number } | undefined {
    let [startMs, endMs] = [Infinity, -Infinity];
    for (const series of this.index.all()) {
      startMs = Math.min(startMs, series.length === 0 ? Infinity : series.timeAt(0));
      endMs = Math.max(endMs, series.lastTimeMs);
    }
    return endMs === -Infinity ? undefined : { startMs, endMs };
  }

  private target(labels: Labels): Target {
    const set = LabelSet.fromObject(labels);
    const target = this.targets.get(set.key) ?? new Target(set, this.index);
    this.targets.set(set.key, target);
    return target;
  }

  private addMetadata(metadata: ReadonlyMap<string, FamilyMetadata>): void {
    metadata.forEach((value, family) => this.families.set(family, value));
  }

  private find(selectors: readonly string[], startMs: number, endMs: number): Series[] {
    const alternatives: ReadonlyArray<readonly Matcher[]> =
      selectors.length === 0 ? [[]] : selectors.map(parseSelector);
    const found = new Set(alternatives.flatMap((matchers) => this.index.select(matchers)));
    return [...found].filter((series) => series.hasValueBetween(startMs, endMs));
  }
}

function labelsOf({ series, line }: ExpositionSample): readonly LabelPair[] {
  return new LineScanner(series, line).labels();
}

function appendInOrder(series: Series, samples: Array<{ timeMs: number; sample: ExpositionSample }>): void {
  samples.sort((a, b) => a.timeMs - b.timeMs);
  let last = -Infinity;
  for (const { timeMs, sample } of samples) {
    if (timeMs === last) {
      throw new ExpositionError(sample.line, sample.series, `the series has a sample at ${timeMs} ms already`);
    }
    series.append(timeMs, sample.value);
    last = timeMs;
  }
}
