import type { SetOperator, VectorMatching } from '../../parse/ast.ts';
import type { StepSeries } from '../value.ts';
import { emptySeries, hasSamples, mergeSeries } from '../value.ts';
import { matchGroup } from './signature.ts';

/** `and`, `or`, `unless`: decided step by step on whether the other side has a sample of the same match group. */
export function combineSets(
  operator: SetOperator,
  matching: VectorMatching,
  left: readonly StepSeries[],
  right: readonly StepSeries[],
  steps: number
): readonly StepSeries[] {
  const groupOf = matchGroup(matching);
  const presence = (series: readonly StepSeries[]): ReadonlyMap<string, Uint8Array> => {
    const masks = new Map<string, Uint8Array>();
    for (const { labels, present } of series) {
      const key = groupOf(labels).key;
      const mask = masks.get(key) ?? new Uint8Array(steps);
      masks.set(key, mask);
      present.forEach((isPresent, step) => (mask[step] = (mask[step] ?? 0) | isPresent));
    }
    return masks;
  };
  const where = (series: readonly StepSeries[], masks: ReadonlyMap<string, Uint8Array>, wanted: 0 | 1): StepSeries[] =>
    series.map((each) => restrict(each, masks.get(groupOf(each.labels).key), wanted, steps)).filter(hasSamples);
  switch (operator) {
    case 'and':
      return where(left, presence(right), 1);
    case 'unless':
      return where(left, presence(right), 0);
    case 'or':
      return mergeSeries([...left, ...where(right, presence(left), 0)], steps);
  }
}

function restrict(series: StepSeries, mask: Uint8Array | undefined, wanted: 0 | 1, steps: number): StepSeries {
  const output = emptySeries(series.labels, steps);
  for (let step = 0; step < steps; step++) {
    if (series.present[step] === 1 && (mask?.[step] ?? 0) === wanted) {
      output.values[step] = series.values[step] ?? NaN;
      output.present[step] = 1;
    }
  }
  return output;
}
