import { LabelIndex } from '../labels/label-index.ts';
import type { LabelPair, Labels } from '../labels/label-set.ts';
import { LabelSet } from '../labels/label-set.ts';
import type { Matcher } from '../labels/matcher.ts';
import type { LogqlOptions, LogRange } from '../logql/engine.ts';
import { DEFAULT_LOGQL_OPTIONS, LogqlEngine } from '../logql/engine.ts';
import type { LogInstantResult, LogRangeResult } from '../logql/result.ts';
import { DETECTED_LEVEL, detectLevel } from './detected-level.ts';
import type { LogEntry } from './log-entry.ts';
import { utf8Length } from './log-entry.ts';
import { LogStream } from './log-stream.ts';

/**
 * Logs in memory, as Loki sees them: streams told apart by their labels, lines in them ordered by time. Lines may come in
 * any order; nothing is ever dropped.
 */
export class LogStore {
  private readonly index = new LabelIndex<LogStream>((labels) => new LogStream(labels));
  private readonly engine: LogqlEngine;

  constructor(options: Partial<LogqlOptions> = {}) {
    this.engine = new LogqlEngine((matchers) => this.index.select(matchers), { ...DEFAULT_LOGQL_OPTIONS, ...options });
  }

  /** Adds lines to the stream of these labels, each with the `detected_level` that Loki would find. */
  append(labels: Labels, entries: Iterable<LogEntry>): void {
    const stream = this.index.getOrCreate(LabelSet.fromObject(labels));
    for (const { timestampNs, line, structuredMetadata } of entries) {
      const given = structuredMetadata.filter(([, value]) => value !== '');
      stream.append({
        timestampNs,
        line,
        structuredMetadata: given.some(([name]) => name === DETECTED_LEVEL)
          ? given
          : [...given, [DETECTED_LEVEL, detectLevel(stream.labels, given, line)] satisfies LabelPair],
        bytes: utf8Length(line),
      });
    }
  }

  /**
   * Answers a range query, like Loki's `/loki/api/v1/query_range`: lines for a log query, and for a metric query samples
   * at multiples of the step. Throws ParseError, UnsupportedError, PipelineError, SeriesLimitError, EvaluationError and
   * QueryRangeError.
   */
  queryRange(query: string, range: LogRange): LogRangeResult {
    return this.engine.queryRange(query, range);
  }

  /**
   * Answers a metric query at one time (Unix nanoseconds), like `/loki/api/v1/query`; lines after `untilNs` are not there
   * yet. Throws as `queryRange`.
   */
  query(query: string, timeNs: bigint, untilNs?: bigint): LogInstantResult {
    return this.engine.query(query, timeNs, untilNs);
  }

  /** The streams that fulfil every matcher, sorted by their labels. */
  select(matchers: readonly Matcher[]): LogStream[] {
    return this.index.select(matchers);
  }

  /** Unix nanoseconds of the first and the last line; `undefined` for an empty store. */
  timeRange(): { readonly startNs: bigint; readonly endNs: bigint } | undefined {
    let range: { startNs: bigint; endNs: bigint } | undefined;
    for (const stream of this.index.all()) {
      const entries = stream.entries();
      const [first, last] = [entries[0], entries.at(-1)];
      if (first !== undefined && last !== undefined) {
        range ??= { startNs: first.timestampNs, endNs: last.timestampNs };
        range.startNs = first.timestampNs < range.startNs ? first.timestampNs : range.startNs;
        range.endNs = last.timestampNs > range.endNs ? last.timestampNs : range.endNs;
      }
    }
    return range;
  }
}
