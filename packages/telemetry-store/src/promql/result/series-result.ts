import type { Steps } from '../evaluate/steps.ts';
import { stepTime } from '../evaluate/steps.ts';
import type { StepSeries } from '../evaluate/value.ts';
import type { SeriesResult } from './result.ts';

/** The samples that are present, with their times. */
export function toSeriesResult({ labels, values, present }: StepSeries, steps: Steps): SeriesResult {
  const result: { timesMs: number[]; values: number[] } = { timesMs: [], values: [] };
  for (let step = 0; step < steps.count; step++) {
    if (present[step] === 1) {
      result.timesMs.push(stepTime(steps, step));
      result.values.push(values[step] ?? NaN);
    }
  }
  return { metric: labels.toObject(), ...result };
}
