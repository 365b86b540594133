import { EvaluationError } from '../evaluation-error.ts';
import type { StepSeries } from '../value.ts';
import { emptySeries, hasSamples } from '../value.ts';
import { BoundedHeap } from './bounded-heap.ts';
import type { Group } from './groups.ts';

const INT64 = 2 ** 63;

/** The k largest or smallest samples of each group at each step, under their own labels; ties as in Prometheus. */
export function rankSeries(
  name: 'topk' | 'bottomk',
  groups: readonly Group[],
  limits: Float64Array,
  steps: number
): StepSeries[] {
  // Checked for every step, as in Prometheus, even where there is nothing to rank.
  const counts = Array.from(limits, integer);
  const outputs = new Map<StepSeries, StepSeries>();
  for (const { members } of groups) {
    for (let step = 0; step < steps; step++) {
      for (const member of best(name, members, counts[step] ?? 0, step)) {
        // Insertion order makes the order of an instant query: best first, group by group.
        const output = outputs.get(member) ?? emptySeries(member.labels, steps);
        outputs.set(member, output);
        output.values[step] = member.values[step] ?? NaN;
        output.present[step] = 1;
      }
    }
  }
  return [...outputs.values()].filter(hasSamples);
}

function integer(limit: number): number {
  if (Number.isNaN(limit) || limit >= INT64 || limit <= -INT64) {
    throw new EvaluationError(`scalar value ${limit} overflows int64`);
  }
  return Math.trunc(limit);
}

function best(name: 'topk' | 'bottomk', members: readonly StepSeries[], limit: number, step: number): StepSeries[] {
  if (limit < 1) {
    return [];
  }
  const valueOf = (series: StepSeries): number => series.values[step] ?? NaN;
  // The worst of the chosen stays on top of the heap; NaN is worse than any number.
  const isWorse = (a: number, b: number): boolean => Number.isNaN(a) || (name === 'topk' ? a < b : a > b);
  const heap = new BoundedHeap<StepSeries>((a, b) => isWorse(valueOf(a), valueOf(b)));
  for (const member of members) {
    if (member.present[step] !== 1) {
      continue;
    }
    const worst = heap.top();
    if (worst === undefined || heap.size < limit) {
      heap.push(member);
    } else if (isWorse(valueOf(worst), valueOf(member))) {
      heap.replaceTop(member);
    }
  }
  return heap.toArray().sort((a, b) => order(valueOf(a), valueOf(b), name));
}

function order(a: number, b: number, name: 'topk' | 'bottomk'): number {
  if (Number.isNaN(a) || Number.isNaN(b)) {
    return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  }
  return (name === 'topk' ? b - a : a - b) || 0;
}
