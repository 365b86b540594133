import type { Aggregation } from '../../parse/ast.ts';
import type { Evaluation } from '../evaluation.ts';
import type { StepSeries } from '../value.ts';
import { emptySeries } from '../value.ts';
import { countValues } from './count-values.ts';
import type { Group } from './groups.ts';
import { groupSeries } from './groups.ts';
import { rankSeries } from './rank.ts';
import type { Reduce } from './reduce.ts';
import { REDUCERS } from './reduce.ts';

/** Evaluates `sum by (…)`, `topk(…)` and their kin. */
export function aggregate(aggregation: Aggregation, evaluation: Evaluation): readonly StepSeries[] {
  const { name, parameter } = aggregation;
  const series = evaluation.vector(aggregation.expr);
  const steps = evaluation.steps.count;
  if (name === 'count_values') {
    return countValues(aggregation, series, parameter === undefined ? '' : evaluation.text(parameter), steps);
  }
  const parameters = parameter === undefined ? undefined : evaluation.scalar(parameter);
  const groups = groupSeries(aggregation, series);
  if (name === 'topk' || name === 'bottomk') {
    return rankSeries(name, groups, parameters ?? new Float64Array(steps), steps);
  }
  return groups.map((group) => reduceGroup(group, REDUCERS[name], parameters, steps));
}

/** One series of a group's samples. */
export function reduceGroup(
  { labels, members }: Group,
  reduce: Reduce,
  parameters: Float64Array | undefined,
  steps: number
): StepSeries {
  const output = emptySeries(labels, steps);
  const buffer = new Float64Array(members.length);
  for (let step = 0; step < steps; step++) {
    let count = 0;
    for (const { values, present } of members) {
      if (present[step] === 1) {
        buffer[count++] = values[step] ?? NaN;
      }
    }
    if (count > 0) {
      output.values[step] = reduce(buffer.subarray(0, count), parameters?.[step] ?? NaN);
      output.present[step] = 1;
    }
  }
  return output;
}
