import { LabelSet } from '../../../labels/label-set.ts';
import { mapSamples } from '../map-samples.ts';
import { stepTime } from '../steps.ts';
import { emptySeries, vectorOf } from '../value.ts';
import type { Implementation } from './implementation.ts';
import { argument } from './implementation.ts';

const DAY_MS = 86_400_000;

/** A part of the UTC date of each value in Unix seconds; without argument, of the step's own time. */
export function calendar(part: (date: Date) => number): Implementation {
  return (call, evaluation) => {
    const { steps } = evaluation;
    if (call.args.length > 0) {
      const ofValue = (value: number): number => part(new Date(Math.trunc(value) * 1000));
      return vectorOf(mapSamples(evaluation.vector(argument(call, 0)), steps.count, ofValue));
    }
    const series = emptySeries(LabelSet.empty, steps.count);
    for (let step = 0; step < steps.count; step++) {
      series.values[step] = part(new Date(Math.floor(stepTime(steps, step) / 1000) * 1000));
      series.present[step] = 1;
    }
    return vectorOf([series]);
  };
}

export const dayOfYear = (date: Date): number =>
  (Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) - Date.UTC(date.getUTCFullYear(), 0, 1)) /
    DAY_MS +
  1;

/** Day 0 of the next month is the last of this one. */
export const daysInMonth = (date: Date): number =>
  new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
