import type { At } from '../../parse/ast.ts';
import type { Evaluation } from '../evaluation.ts';
import { stepTime } from '../steps.ts';

/** The time that a selector looks at, for each step: the step's own or that of `@`, less the offset. */
export function referenceTimes(
  { at, offsetMs = 0 }: { readonly at: At | undefined; readonly offsetMs: number | undefined },
  { steps, scope }: Pick<Evaluation, 'steps' | 'scope'>
): Float64Array {
  if (at !== undefined) {
    return new Float64Array(steps.count).fill(fixedTime(at, scope.range) - offsetMs);
  }
  return Float64Array.from({ length: steps.count }, (_, index) => stepTime(steps, index) - offsetMs);
}

function fixedTime(at: At, range: { readonly startMs: number; readonly endMs: number }): number {
  return at === 'start' ? range.startMs : at === 'end' ? range.endMs : at;
}
