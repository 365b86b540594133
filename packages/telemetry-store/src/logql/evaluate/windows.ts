import type { Steps } from '../../promql/evaluate/steps.ts';
import { stepTime } from '../../promql/evaluate/steps.ts';
import type { StepSeries } from '../../promql/evaluate/value.ts';
import { emptySeries } from '../../promql/evaluate/value.ts';
import * as overTime from '../../promql/evaluate/windows/over-time.ts';
import type { Window, WindowFunction } from '../../promql/evaluate/windows/window.ts';
import { valueAt } from '../../promql/evaluate/windows/window.ts';
import type { RangeAggregation, RangeAggregationName } from '../parse/ast.ts';
import type { SampleSeries } from './samples.ts';

/** Applies an aggregation to the window (t - range, t] of every series at every step t. */
export function aggregateWindows(
  { name, parameter = NaN, rangeMs, offsetMs }: RangeAggregation,
  series: readonly SampleSeries[],
  steps: Steps
): StepSeries[] {
  const apply = FUNCTIONS[name];
  return series.map(({ labels, times, values }) => {
    const output = emptySeries(labels, steps.count);
    const window = { times, values, from: 0, to: 0, startMs: 0, endMs: 0, stepMs: 0 };
    for (let step = 0; step < steps.count; step++) {
      window.stepMs = stepTime(steps, step);
      window.endMs = window.stepMs - offsetMs;
      window.startMs = window.endMs - rangeMs;
      move(window);
      const value = window.to > window.from ? apply(window, parameter) : undefined;
      if (value !== undefined) {
        output.values[step] = value;
        output.present[step] = 1;
      }
    }
    return output;
  });
}

/** Windows only move forward, so both ends follow the samples. */
function move(window: Window): void {
  const { times, startMs, endMs } = window;
  while (window.from < times.length && (times[window.from] ?? NaN) <= startMs) {
    window.from++;
  }
  window.to = Math.max(window.to, window.from);
  while (window.to < times.length && (times[window.to] ?? NaN) <= endMs) {
    window.to++;
  }
}

/** Lines count as 1 each, so a sum a second serves lines and values alike. */
const perSecond: WindowFunction = (window, parameter) =>
  (overTime.sumOverTime(window, parameter) ?? 0) / ((window.endMs - window.startMs) / 1000);

const FUNCTIONS: Readonly<Record<RangeAggregationName, WindowFunction>> = {
  count_over_time: overTime.countOverTime,
  rate: perSecond,
  bytes_over_time: overTime.sumOverTime,
  bytes_rate: perSecond,
  sum_over_time: overTime.sumOverTime,
  avg_over_time: overTime.avgOverTime,
  min_over_time: overTime.minOverTime,
  max_over_time: overTime.maxOverTime,
  stddev_over_time: overTime.stddevOverTime,
  stdvar_over_time: overTime.stdvarOverTime,
  quantile_over_time: overTime.quantileOverTime,
  first_over_time: (window) => valueAt(window, window.from),
  last_over_time: overTime.lastOverTime,
  absent_over_time: overTime.presentOverTime,
};
