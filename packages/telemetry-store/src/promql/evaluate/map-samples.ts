import type { StepSeries } from './value.ts';
import { emptySeries, mergeSeries } from './value.ts';

/** Computes each sample's new value from the old one (`undefined` drops it); metric names go, unless `keepName`. */
export function mapSamples(
  series: readonly StepSeries[],
  steps: number,
  compute: (value: number, step: number) => number | undefined,
  keepName = false
): readonly StepSeries[] {
  const mapped = series.map(({ labels, values, present }) => {
    const output = emptySeries(keepName ? labels : labels.withoutMetricName(), steps);
    for (let step = 0; step < steps; step++) {
      const value = present[step] === 1 ? compute(values[step] ?? NaN, step) : undefined;
      if (value !== undefined) {
        output.values[step] = value;
        output.present[step] = 1;
      }
    }
    return output;
  });
  return mergeSeries(mapped, steps);
}
