import { LabelSet } from '../labels/label-set.ts';
import type { Matcher } from '../labels/matcher.ts';
import type { LogStream } from '../logs/log-stream.ts';
import type { Steps } from '../promql/evaluate/steps.ts';
import type { StepSeries } from '../promql/evaluate/value.ts';
import { ParseError } from '../promql/parse/errors.ts';
import { toSeriesResult } from '../promql/result/series-result.ts';
import { evaluateMetric, limited } from './evaluate/evaluate.ts';
import type { MetricScope, MetricValue } from './evaluate/evaluate.ts';
import type { Direction } from './evaluate/log-lines.ts';
import { evaluateLines } from './evaluate/log-lines.ts';
import { Statistics } from './evaluate/statistics.ts';
import type { MetricQuery } from './parse/ast.ts';
import { parseLogql } from './parse/parse.ts';
import { QueryRangeError } from './query-range-error.ts';
import type { LogInstantResult, LogMatrixResult, LogRangeResult } from './result.ts';

/** As in Loki. */
const MAX_POINTS = 11_000;

/** Settings of the engine, with Loki's defaults. */
export interface LogqlOptions {
  /** More series make a metric query fail (`max_query_series`), 500. */
  readonly maxSeries: number;
}

export const DEFAULT_LOGQL_OPTIONS: LogqlOptions = { maxSeries: 500 };

/** What a range query looks at: lines from `startNs` to `endNs`, excluded, or steps from one to the other. */
export interface LogRange {
  readonly startNs: bigint;
  readonly endNs: bigint;
  /** Of a metric query. */
  readonly stepMs: number;
  /** Of a log query, 100. */
  readonly limit?: number;
  /** Of a log query, `backward`: the newest lines first. */
  readonly direction?: Direction;
  /** Lines after this time are not there yet, as in a replay. */
  readonly untilNs?: bigint;
}

type Select = (matchers: readonly Matcher[]) => readonly LogStream[];

/** Answers LogQL over whatever `select` finds. */
export class LogqlEngine {
  constructor(
    private readonly select: Select,
    private readonly options: LogqlOptions
  ) {}

  queryRange(text: string, range: LogRange): LogRangeResult {
    const query = parseLogql(text);
    if (range.endNs < range.startNs) {
      throw new QueryRangeError('end timestamp must not be before or equal to start time');
    }
    if (query.kind !== 'log') {
      return this.metricRange(query, alignedSteps(range), range.untilNs);
    }
    const statistics = new Statistics();
    const { startNs, endNs, limit = 100, direction = 'backward', untilNs } = range;
    const visibleEndNs = untilNs !== undefined && untilNs < endNs ? untilNs + 1n : endNs;
    const lines = evaluateLines(query, { startNs, endNs: visibleEndNs, limit, direction }, this.select, statistics);
    return { resultType: 'streams', lines, statistics };
  }

  query(text: string, timeNs: bigint, untilNs?: bigint): LogInstantResult {
    const query = parseLogql(text);
    if (query.kind === 'log') {
      throw new ParseError(
        text,
        query,
        'log queries are not supported as an instant query type, please change your query to a range query type'
      );
    }
    const timeMs = Number(timeNs / 1_000_000n);
    // Steps are whole milliseconds: the next one, without the lines between.
    const step = { startMs: Number((timeNs + 999_999n) / 1_000_000n), stepMs: 1, count: 1 };
    const scope = this.scope(step, untilNs === undefined || timeNs < untilNs ? timeNs : untilNs);
    const value = evaluateMetric(query, scope);
    const { statistics } = scope;
    if (typeof value === 'number') {
      return { resultType: 'scalar', result: { timeMs, value }, statistics };
    }
    const isSorted = query.kind === 'vector-aggregation' && /^sort/.test(query.name);
    const result = ordered(value, scope, !isSorted).map(({ labels, values }) => ({
      metric: labels.toObject(),
      timeMs,
      value: values[0] ?? NaN,
    }));
    return { resultType: 'vector', result, statistics };
  }

  private metricRange(query: MetricQuery, steps: Steps, untilNs: bigint | undefined): LogMatrixResult {
    const scope = this.scope(steps, untilNs);
    const result = ordered(evaluateMetric(query, scope), scope, true).map((series) => toSeriesResult(series, steps));
    return { resultType: 'matrix', result, statistics: scope.statistics };
  }

  private scope(steps: Steps, untilNs: bigint | undefined): MetricScope {
    return { select: this.select, steps, untilNs, maxSeries: this.options.maxSeries, statistics: new Statistics() };
  }
}

function ordered(value: MetricValue, scope: MetricScope, byLabels: boolean): readonly StepSeries[] {
  if (typeof value === 'number') {
    const { count } = scope.steps;
    return [
      { labels: LabelSet.empty, values: new Float64Array(count).fill(value), present: new Uint8Array(count).fill(1) },
    ];
  }
  const series = limited(value, scope);
  return byLabels ? [...series].sort((a, b) => LabelSet.compare(a.labels, b.labels)) : series;
}

/** Loki evaluates at multiples of the step: the start is rounded down to one, the end up. */
function alignedSteps({ startNs, endNs, stepMs }: LogRange): Steps {
  const step = Math.floor(stepMs);
  if (!(step >= 1)) {
    throw new QueryRangeError(`stepMs must be at least 1 millisecond, got ${stepMs}`);
  }
  const startMs = Math.floor(Number(startNs / 1_000_000n) / step) * step;
  const endMs = Math.ceil(Number((endNs + 999_999n) / 1_000_000n) / step) * step;
  const count = (endMs - startMs) / step + 1;
  if (Number((endNs - startNs) / 1_000_000n) / step > MAX_POINTS) {
    throw new QueryRangeError(
      'exceeded maximum resolution of 11,000 points per time series. Try increasing the value of the step parameter'
    );
  }
  return { startMs, stepMs: step, count };
}
