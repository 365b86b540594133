import type { LabelPair } from '../../../labels/label-set.ts';
import { LabelSet, METRIC_NAME } from '../../../labels/label-set.ts';
import type { Matcher } from '../../../labels/matcher.ts';
import type { Expr } from '../../parse/ast.ts';
import type { StepSeries, Value } from '../value.ts';
import { emptySeries, hasSamples, vectorOf } from '../value.ts';
import { evaluateWindows } from '../windows/evaluate-windows.ts';
import { presentOverTime } from '../windows/over-time.ts';
import type { Implementation } from './implementation.ts';
import { argument } from './implementation.ts';

/** 1 where the vector is empty. */
export const absent: Implementation = (call, evaluation) => {
  const expr = argument(call, 0);
  return gaps(evaluation.vector(expr), expr, evaluation.steps.count);
};

/** 1 where the window of every series is empty. */
export const absentOverTime: Implementation = (call, evaluation) =>
  gaps(evaluateWindows(call, evaluation, presentOverTime, true), argument(call, 0), evaluation.steps.count);

function gaps(series: readonly StepSeries[], expr: Expr, steps: number): Value {
  return vectorOf(absence(series, labelsOfAbsent(expr), steps));
}

/** One series of 1, present where none of the others is. */
export function absence(series: readonly StepSeries[], labels: LabelSet, steps: number): readonly StepSeries[] {
  const output = emptySeries(labels, steps);
  for (let step = 0; step < steps; step++) {
    if (!series.some(({ present }) => present[step] === 1)) {
      output.values[step] = 1;
      output.present[step] = 1;
    }
  }
  return hasSamples(output) ? [output] : [];
}

function labelsOfAbsent(expr: Expr): LabelSet {
  if (expr.kind === 'paren') {
    return labelsOfAbsent(expr.expr);
  }
  const selector = expr.kind === 'range' ? expr.selector : expr;
  if (selector.kind !== 'selector') {
    return LabelSet.empty;
  }
  return labelsAskedFor(selector.matchers);
}

/** The labels that a selector asks for by `=`, once; a label asked for twice is left out, as in Prometheus and Loki. */
export function labelsAskedFor(matchers: readonly Matcher[]): LabelSet {
  const labels = new Map<string, string>();
  const seen = new Set<string>();
  for (const { name, operator, value } of matchers) {
    if (name === METRIC_NAME) {
      continue;
    }
    if (operator === '=' && !seen.has(name)) {
      labels.set(name, value);
      seen.add(name);
    } else {
      labels.delete(name);
    }
  }
  return LabelSet.of([...labels].map(([name, value]): LabelPair => [name, value]));
}
