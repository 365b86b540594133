import type { Call, MatrixSelector, Subquery } from '../../parse/ast.ts';
import { bareRange } from '../../parse/bare-range.ts';
import type { Evaluation } from '../evaluation.ts';
import type { RangeVector } from '../selectors/range.ts';
import { evaluateRange } from '../selectors/range.ts';
import { stepTime } from '../steps.ts';
import type { StepSeries } from '../value.ts';
import { emptySeries, refuseSameLabels } from '../value.ts';
import type { Window, WindowFunction } from './window.ts';

/** Applies a function to the window of every series at every step; `keepName` as for `last_over_time`. */
export function evaluateWindows(
  call: Call,
  evaluation: Evaluation,
  apply: WindowFunction,
  keepName = false
): readonly StepSeries[] {
  const range = evaluateRange(rangeArgument(call), evaluation);
  const parameterExpr = call.args.find((arg) => bareRange(arg) === undefined);
  const parameters = parameterExpr === undefined ? undefined : evaluation.scalar(parameterExpr);
  const outputs = range.series.map(({ labels, samples }) => {
    const output = emptySeries(keepName ? labels : labels.withoutMetricName(), evaluation.steps.count);
    const window = { times: samples.times, values: samples.values, from: 0, to: 0, startMs: 0, endMs: 0, stepMs: 0 };
    for (let step = 0; step < evaluation.steps.count; step++) {
      moveWindow(window, range, samples.length, step);
      window.stepMs = stepTime(evaluation.steps, step);
      evaluation.scope.countSamples(window.to - window.from);
      const value = window.to > window.from ? apply(window, parameters?.[step] ?? NaN) : undefined;
      if (value !== undefined) {
        output.values[step] = value;
        output.present[step] = 1;
      }
    }
    return output;
  });
  return refuseSameLabels(outputs);
}

/** The range vector among a call's arguments. */
export function rangeArgument(call: Call): MatrixSelector | Subquery {
  for (const arg of call.args) {
    const range = bareRange(arg);
    if (range !== undefined) {
      return range;
    }
  }
  throw new Error(`${call.name} was called without a range vector`);
}

/** Windows only move forward, so both ends follow the samples. */
function moveWindow(window: Window, { endsMs, rangeMs }: RangeVector, length: number, step: number): void {
  window.endMs = endsMs[step] ?? NaN;
  window.startMs = window.endMs - rangeMs;
  while (window.from < length && (window.times[window.from] ?? NaN) < window.startMs) {
    window.from++;
  }
  window.to = Math.max(window.to, window.from);
  while (window.to < length && (window.times[window.to] ?? NaN) <= window.endMs) {
    window.to++;
  }
}
