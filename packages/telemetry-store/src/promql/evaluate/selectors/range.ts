import type { LabelSet } from '../../../labels/label-set.ts';
import type { Samples } from '../../../series/series.ts';
import type { MatrixSelector, Subquery } from '../../parse/ast.ts';
import { EvaluationError } from '../evaluation-error.ts';
import type { Evaluation } from '../evaluation.ts';
import { alignedSteps, stepTime } from '../steps.ts';
import type { Steps } from '../steps.ts';
import type { StepSeries } from '../value.ts';
import { referenceTimes } from './reference-times.ts';

const MAX_SUBQUERY_STEPS = 1_000_000;

/** The samples of a range vector: each step sees those of its window, which is closed on both sides. */
export interface RangeVector {
  readonly series: ReadonlyArray<{ readonly labels: LabelSet; readonly samples: Samples }>;
  /** The end of the window, for each step, in Unix milliseconds; never descending. */
  readonly endsMs: Float64Array;
  readonly rangeMs: number;
}

export function evaluateRange(expr: MatrixSelector | Subquery, evaluation: Evaluation): RangeVector {
  return expr.kind === 'range' ? evaluateMatrixSelector(expr, evaluation) : evaluateSubquery(expr, evaluation);
}

function evaluateMatrixSelector({ selector, rangeMs }: MatrixSelector, evaluation: Evaluation): RangeVector {
  const series = evaluation.scope.seriesOf(selector).map((each) => ({ labels: each.labels, samples: each.samples() }));
  return { series, endsMs: referenceTimes(selector, evaluation), rangeMs };
}

function evaluateSubquery(subquery: Subquery, evaluation: Evaluation): RangeVector {
  const { rangeMs, stepMs = evaluation.scope.subqueryStepMs } = subquery;
  const endsMs = referenceTimes(subquery, evaluation);
  const steps = alignedSteps((endsMs[0] ?? 0) - rangeMs, endsMs.at(-1) ?? 0, stepMs);
  if (steps.count > MAX_SUBQUERY_STEPS) {
    throw new EvaluationError(
      `subquery has ${steps.count} steps, more than ${MAX_SUBQUERY_STEPS}; use a larger step or a shorter range`
    );
  }
  const series = evaluation.over(steps).vector(subquery.expr);
  return {
    series: series.map((each) => ({ labels: each.labels, samples: presentSamples(each, steps) })),
    endsMs,
    rangeMs,
  };
}

function presentSamples({ values, present }: StepSeries, steps: Steps): Samples {
  const times = new Float64Array(steps.count);
  const kept = new Float64Array(steps.count);
  let length = 0;
  for (let step = 0; step < steps.count; step++) {
    if (present[step] === 1) {
      times[length] = stepTime(steps, step);
      kept[length] = values[step] ?? NaN;
      length++;
    }
  }
  return { times, values: kept, length };
}
