import { maximum, minimum } from '../../../number/go-math.ts';
import { mapSamples } from '../map-samples.ts';
import { vectorOf } from '../value.ts';
import type { Implementation } from './implementation.ts';
import { argument } from './implementation.ts';

/** A function of the value alone, e.g. `abs`. */
export function elementwise(compute: (value: number) => number): Implementation {
  return (call, evaluation) =>
    vectorOf(mapSamples(evaluation.vector(argument(call, 0)), evaluation.steps.count, (value) => compute(value)));
}

export const sign = (value: number): number => (value < 0 ? -1 : value > 0 ? 1 : value);

export const clamp: Implementation = (call, evaluation) => {
  const low = evaluation.scalar(argument(call, 1));
  const high = evaluation.scalar(argument(call, 2));
  const limited = (value: number, step: number): number | undefined => {
    const [least, most] = [low[step] ?? NaN, high[step] ?? NaN];
    return most < least ? undefined : maximum(least, minimum(most, value));
  };
  return vectorOf(mapSamples(evaluation.vector(argument(call, 0)), evaluation.steps.count, limited));
};

export const clampMax: Implementation = (call, evaluation) => {
  const high = evaluation.scalar(argument(call, 1));
  const limited = (value: number, step: number): number => minimum(high[step] ?? NaN, value);
  return vectorOf(mapSamples(evaluation.vector(argument(call, 0)), evaluation.steps.count, limited));
};

export const clampMin: Implementation = (call, evaluation) => {
  const low = evaluation.scalar(argument(call, 1));
  const limited = (value: number, step: number): number => maximum(low[step] ?? NaN, value);
  return vectorOf(mapSamples(evaluation.vector(argument(call, 0)), evaluation.steps.count, limited));
};

/** To the nearest multiple; halves go up. */
export const round: Implementation = (call, evaluation) => {
  const nearest = call.args.length > 1 ? evaluation.scalar(argument(call, 1)) : undefined;
  const rounded = (value: number, step: number): number => {
    const inverse = 1 / (nearest?.[step] ?? 1);
    return Math.floor(value * inverse + 0.5) / inverse;
  };
  return vectorOf(mapSamples(evaluation.vector(argument(call, 0)), evaluation.steps.count, rounded));
};
