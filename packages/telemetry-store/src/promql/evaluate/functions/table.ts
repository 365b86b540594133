import { LabelSet } from '../../../labels/label-set.ts';
import type { Expr, VectorSelector } from '../../parse/ast.ts';
import type { FunctionName } from '../../parse/functions.ts';
import { mapSamples } from '../map-samples.ts';
import { evaluateSelector } from '../selectors/instant.ts';
import { stepTime } from '../steps.ts';
import { emptySeries, vectorOf } from '../value.ts';
import { evaluateWindows } from '../windows/evaluate-windows.ts';
import * as overTime from '../windows/over-time.ts';
import * as rates from '../windows/rates.ts';
import { deriv, predictLinear } from '../windows/regression.ts';
import type { WindowFunction } from '../windows/window.ts';
import { absent, absentOverTime } from './absent.ts';
import { calendar, dayOfYear, daysInMonth } from './calendar.ts';
import { clamp, clampMax, clampMin, elementwise, round, sign } from './elementwise.ts';
import { histogramFraction, histogramQuantile } from './histogram.ts';
import type { Implementation } from './implementation.ts';
import { argument } from './implementation.ts';
import { labelJoin, labelReplace } from './relabel.ts';
import { sorted } from './sorted.ts';

function windowed(apply: WindowFunction, keepName = false): Implementation {
  return (call, evaluation) => vectorOf(evaluateWindows(call, evaluation, apply, keepName));
}

/** NaN where the vector has not exactly one sample. */
const scalar: Implementation = (call, evaluation) => {
  const series = evaluation.vector(argument(call, 0));
  const values = Float64Array.from({ length: evaluation.steps.count }, (_, step) => {
    const [only, ...others] = series.filter(({ present }) => present[step] === 1);
    return only === undefined || others.length > 0 ? NaN : (only.values[step] ?? NaN);
  });
  return { type: 'scalar', values };
};

const time: Implementation = (_, { steps }) => ({
  type: 'scalar',
  values: Float64Array.from({ length: steps.count }, (_unused, step) => stepTime(steps, step) / 1000),
});

/** Of a selector, when the sample was taken; of anything else, the time of the step. */
const timestamp: Implementation = (call, evaluation) => {
  const { steps } = evaluation;
  const selector = bareSelector(argument(call, 0));
  if (selector !== undefined) {
    return vectorOf(mapSamples(evaluateSelector(selector, evaluation, 'time'), steps.count, (seconds) => seconds));
  }
  return vectorOf(
    mapSamples(evaluation.vector(argument(call, 0)), steps.count, (_, step) => stepTime(steps, step) / 1000)
  );
};

function bareSelector(expr: Expr): VectorSelector | undefined {
  return expr.kind === 'paren' ? bareSelector(expr.expr) : expr.kind === 'selector' ? expr : undefined;
}

const vector: Implementation = (call, evaluation) => {
  const series = emptySeries(LabelSet.empty, evaluation.steps.count);
  series.values.set(evaluation.scalar(argument(call, 0)));
  series.present.fill(1);
  return vectorOf([series]);
};

/** Every function by name; the type proves that none of the checked ones is missing. */
export const IMPLEMENTATIONS: Readonly<Record<FunctionName, Implementation>> = {
  abs: elementwise(Math.abs),
  absent,
  absent_over_time: absentOverTime,
  avg_over_time: windowed(overTime.avgOverTime),
  ceil: elementwise(Math.ceil),
  changes: windowed(overTime.changes),
  clamp,
  clamp_max: clampMax,
  clamp_min: clampMin,
  count_over_time: windowed(overTime.countOverTime),
  day_of_month: calendar((date) => date.getUTCDate()),
  day_of_week: calendar((date) => date.getUTCDay()),
  day_of_year: calendar(dayOfYear),
  days_in_month: calendar(daysInMonth),
  delta: windowed(rates.delta),
  deriv: windowed(deriv),
  exp: elementwise(Math.exp),
  floor: elementwise(Math.floor),
  histogram_fraction: histogramFraction,
  histogram_quantile: histogramQuantile,
  hour: calendar((date) => date.getUTCHours()),
  idelta: windowed(rates.idelta),
  increase: windowed(rates.increase),
  irate: windowed(rates.irate),
  label_join: labelJoin,
  label_replace: labelReplace,
  last_over_time: windowed(overTime.lastOverTime, true),
  ln: elementwise(Math.log),
  log10: elementwise(Math.log10),
  log2: elementwise(Math.log2),
  max_over_time: windowed(overTime.maxOverTime),
  min_over_time: windowed(overTime.minOverTime),
  minute: calendar((date) => date.getUTCMinutes()),
  month: calendar((date) => date.getUTCMonth() + 1),
  predict_linear: windowed(predictLinear),
  present_over_time: windowed(overTime.presentOverTime),
  quantile_over_time: windowed(overTime.quantileOverTime),
  rate: windowed(rates.rate),
  resets: windowed(overTime.resets),
  round,
  scalar,
  sgn: elementwise(sign),
  sort: sorted((a, b) => a - b),
  sort_desc: sorted((a, b) => b - a),
  sqrt: elementwise(Math.sqrt),
  stddev_over_time: windowed(overTime.stddevOverTime),
  stdvar_over_time: windowed(overTime.stdvarOverTime),
  sum_over_time: windowed(overTime.sumOverTime),
  time,
  timestamp,
  vector,
  year: calendar((date) => date.getUTCFullYear()),
};
