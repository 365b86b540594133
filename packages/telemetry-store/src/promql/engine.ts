import { LabelSet } from '../labels/label-set.ts';
import type { Matcher } from '../labels/matcher.ts';
import type { Series } from '../series/series.ts';
import { StepEvaluation } from './evaluate/evaluate.ts';
import { QueryScope } from './evaluate/evaluation.ts';
import type { Evaluation } from './evaluate/evaluation.ts';
import { evaluateRange } from './evaluate/selectors/range.ts';
import type { Steps } from './evaluate/steps.ts';
import { stepTime } from './evaluate/steps.ts';
import type { MatrixSelector, Subquery } from './parse/ast.ts';
import { bareRange } from './parse/bare-range.ts';
import { typeOf } from './parse/check.ts';
import { ParseError } from './parse/errors.ts';
import { parsePromql } from './parse/parse.ts';
import type { MatrixResult, QueryResult, SeriesResult } from './result/result.ts';
import { toSeriesResult } from './result/series-result.ts';

/** As in Prometheus: more points are of no use on a screen, and a typing error in the step should not stop a browser. */
const MAX_POINTS = 11_000;

/** From `startMs` to `endMs`, both included, in Unix milliseconds. */
export interface QueryRange {
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
}

/** Settings of the engine, with Prometheus' defaults. */
export interface EngineOptions {
  /** How old a sample may be to still count, 5 minutes. */
  readonly lookbackMs: number;
  /** The step of a subquery that names none (`evaluation_interval`), 1 minute. */
  readonly subqueryStepMs: number;
}

export const DEFAULT_ENGINE_OPTIONS: EngineOptions = { lookbackMs: 300_000, subqueryStepMs: 60_000 };

type Select = (matchers: readonly Matcher[]) => readonly Series[];

/** Answers PromQL over whatever `select` finds. */
export class PromqlEngine {
  constructor(
    private readonly select: Select,
    private readonly options: EngineOptions
  ) {}

  query(query: string, timeMs: number): QueryResult {
    requireFinite('time', timeMs);
    const expr = parsePromql(query);
    const steps = { startMs: timeMs, stepMs: 1, count: 1 };
    const scope = this.scope(timeMs, timeMs);
    const range = bareRange(expr);
    if (range !== undefined) {
      const result = rawSamples(range, new StepEvaluation(steps, scope));
      return { resultType: 'matrix', result, statistics: { samplesRead: scope.samplesRead } };
    }
    const value = new StepEvaluation(steps, scope).value(expr);
    const statistics = { samplesRead: scope.samplesRead };
    switch (value.type) {
      case 'vector': {
        const result = value.series.map(({ labels, values }) => ({
          metric: labels.toObject(),
          timeMs,
          value: values[0] ?? NaN,
        }));
        return { resultType: 'vector', result, statistics };
      }
      case 'scalar':
        return { resultType: 'scalar', result: { timeMs, value: value.values[0] ?? NaN }, statistics };
      case 'string':
        return { resultType: 'string', result: { timeMs, value: value.text }, statistics };
    }
  }

  queryRange(query: string, range: QueryRange): MatrixResult {
    const steps = stepsOf(range);
    const expr = parsePromql(query);
    const type = typeOf(expr);
    if (type !== 'scalar' && type !== 'vector') {
      throw new ParseError(
        query,
        expr,
        `a range query must be a scalar or an instant vector, not a ${type === 'matrix' ? 'range vector' : type}`
      );
    }
    const scope = this.scope(range.startMs, range.endMs);
    const value = new StepEvaluation(steps, scope).value(expr);
    const result =
      value.type === 'vector'
        ? [...value.series]
            .sort((a, b) => LabelSet.compare(a.labels, b.labels))
            .map((series) => toSeriesResult(series, steps))
        : value.type === 'scalar'
          ? [
              {
                metric: {},
                timesMs: Array.from(value.values, (_, step) => stepTime(steps, step)),
                values: Array.from(value.values),
              },
            ]
          : [];
    return { resultType: 'matrix', result, statistics: { samplesRead: scope.samplesRead } };
  }

  private scope(startMs: number, endMs: number): QueryScope {
    return new QueryScope(this.select, { startMs, endMs }, this.options.lookbackMs, this.options.subqueryStepMs);
  }
}

function stepsOf({ startMs, endMs, stepMs }: QueryRange): Steps {
  requireFinite('startMs', startMs);
  requireFinite('endMs', endMs);
  if (!(stepMs > 0) || !Number.isFinite(stepMs)) {
    throw new RangeError(`stepMs must be a positive number of milliseconds, got ${stepMs}`);
  }
  if (endMs < startMs) {
    throw new RangeError(`endMs (${endMs}) must not be before startMs (${startMs})`);
  }
  const count = Math.floor((endMs - startMs) / stepMs) + 1;
  if (count > MAX_POINTS) {
    throw new RangeError(`${count} points per series exceed the maximum of ${MAX_POINTS}; use a larger stepMs`);
  }
  return { startMs, stepMs, count };
}

function requireFinite(name: string, timeMs: number): void {
  if (!Number.isFinite(timeMs)) {
    throw new RangeError(`${name} must be a finite number of Unix milliseconds, got ${timeMs}`);
  }
}

/** The samples of an instant query for a range vector, at their own times. */
function rawSamples(range: MatrixSelector | Subquery, evaluation: Evaluation): SeriesResult[] {
  const { series, endsMs, rangeMs } = evaluateRange(range, evaluation);
  const endMs = endsMs[0] ?? NaN;
  const found = series.map(({ labels, samples }) => {
    const timesMs: number[] = [];
    const values: number[] = [];
    samples.times.subarray(0, samples.length).forEach((timeMs, index) => {
      if (timeMs >= endMs - rangeMs && timeMs <= endMs) {
        timesMs.push(timeMs);
        values.push(samples.values[index] ?? NaN);
      }
    });
    evaluation.scope.countSamples(values.length);
    return { metric: labels.toObject(), timesMs, values };
  });
  return found.filter(({ values }) => values.length > 0);
}
