import { LabelSet } from '../../labels/label-set.ts';
import type { Matcher } from '../../labels/matcher.ts';
import type { LogStream } from '../../logs/log-stream.ts';
import { reduceGroup } from '../../promql/evaluate/aggregate/aggregate.ts';
import { groupSeries } from '../../promql/evaluate/aggregate/groups.ts';
import { rankSeries } from '../../promql/evaluate/aggregate/rank.ts';
import { REDUCERS } from '../../promql/evaluate/aggregate/reduce.ts';
import { absence, labelsAskedFor } from '../../promql/evaluate/functions/absent.ts';
import { replaceLabel } from '../../promql/evaluate/functions/relabel.ts';
import { sortedByValue } from '../../promql/evaluate/functions/sorted.ts';
import type { Steps } from '../../promql/evaluate/steps.ts';
import type { StepSeries } from '../../promql/evaluate/value.ts';
import { emptySeries, hasSamples, mergeSeries } from '../../promql/evaluate/value.ts';
import type { Grouping, MetricQuery, RangeAggregation, RangeAggregationName, VectorAggregation } from '../parse/ast.ts';
import { evaluateBinary } from './binary.ts';
import { extractSamples } from './samples.ts';
import { SeriesLimitError } from './series-limit-error.ts';
import type { Statistics } from './statistics.ts';
import { aggregateWindows } from './windows.ts';

/** A literal number stays one until it meets a vector. */
export type MetricValue = readonly StepSeries[] | number;

/** What a whole metric query shares. */
export interface MetricScope {
  readonly select: (matchers: readonly Matcher[]) => readonly LogStream[];
  readonly steps: Steps;
  /** Later lines do not count. */
  readonly untilNs: bigint | undefined;
  readonly maxSeries: number;
  readonly statistics: Statistics;
}

/** Aggregations whose lines may be grouped at once by what a `sum` around them asks for. */
const SUMMABLE: ReadonlySet<RangeAggregationName> = new Set([
  'bytes_over_time',
  'bytes_rate',
  'sum_over_time',
  'rate',
  'count_over_time',
]);

/** Evaluates a metric query at every step. Throws PipelineError, SeriesLimitError and EvaluationError. */
export function evaluateMetric(expr: MetricQuery, scope: MetricScope): MetricValue {
  const { steps } = scope;
  switch (expr.kind) {
    case 'number':
      return expr.value;
    case 'vector': {
      const series = emptySeries(LabelSet.empty, steps.count);
      series.values.fill(expr.value);
      series.present.fill(1);
      return [series];
    }
    case 'range-aggregation':
      return limited(aggregateRange(expr, expr.grouping, scope, scope.maxSeries), scope);
    case 'vector-aggregation':
      return aggregateVector(expr, scope);
    case 'label-replace':
      return mergeSeries(replaceLabel(vectorOf(expr.expr, scope), expr), steps.count);
    case 'binary':
      return evaluateBinary(expr, evaluateMetric(expr.left, scope), evaluateMetric(expr.right, scope), steps.count);
  }
}

function vectorOf(expr: MetricQuery, scope: MetricScope): readonly StepSeries[] {
  const value = evaluateMetric(expr, scope);
  if (typeof value === 'number') {
    return vectorOf({ kind: 'vector', value, from: expr.from, to: expr.to }, scope);
  }
  return value;
}

function aggregateRange(
  expr: RangeAggregation,
  grouping: Grouping | undefined,
  scope: MetricScope,
  maxSeries = Infinity
): readonly StepSeries[] {
  const { select, steps, untilNs, statistics } = scope;
  const isAbsence = expr.name === 'absent_over_time';
  // Absence has no groups, so no line needs its labels.
  const effective = isAbsence ? { without: false, labels: [] } : grouping;
  const samples = extractSamples(expr, effective, select(expr.log.matchers), { steps, untilNs, statistics, maxSeries });
  const series = aggregateWindows(expr, samples, steps);
  return isAbsence ? absence(series, labelsAskedFor(expr.log.matchers), steps.count) : series.filter(hasSamples);
}

function aggregateVector(expr: VectorAggregation, scope: MetricScope): readonly StepSeries[] {
  const { name, parameter = NaN, grouping } = expr;
  const steps = scope.steps.count;
  if (name === 'sort' || name === 'sort_desc') {
    return sortedByValue(vectorOf(expr.expr, scope), name === 'sort' ? (a, b) => a - b : (a, b) => b - a);
  }
  if (name === 'topk' || name === 'bottomk') {
    const groups = groupSeries(grouping, vectorOf(expr.expr, scope));
    return rankSeries(name, groups, new Float64Array(steps).fill(parameter), steps);
  }
  const groups = groupSeries(grouping, operandOf(expr, scope));
  return limited(
    groups.map((group) => reduceGroup(group, REDUCERS[name], undefined, steps)),
    scope
  );
}

/** The limit of series holds behind the aggregation, not between it and its lines. */
function operandOf({ name, grouping, expr }: VectorAggregation, scope: MetricScope): readonly StepSeries[] {
  if (expr.kind !== 'range-aggregation') {
    return vectorOf(expr, scope);
  }
  const isPushedDown = name === 'sum' && expr.grouping === undefined && SUMMABLE.has(expr.name);
  return isPushedDown
    ? aggregateRange(expr, grouping, scope, scope.maxSeries)
    : aggregateRange(expr, expr.grouping, scope);
}

/** Throws SeriesLimitError: Loki's queriers hand on no more. */
export function limited(series: readonly StepSeries[], { maxSeries }: MetricScope): readonly StepSeries[] {
  if (series.length > maxSeries) {
    throw new SeriesLimitError(maxSeries);
  }
  return series;
}
