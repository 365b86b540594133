import type { Series } from '../../../series/series.ts';
import type { VectorSelector } from '../../parse/ast.ts';
import type { Evaluation } from '../evaluation.ts';
import type { StepSeries } from '../value.ts';
import { emptySeries, hasSamples } from '../value.ts';
import { referenceTimes } from './reference-times.ts';

/**
 * The newest sample of each series at each step, unless it is older than the lookback or a stale marker.
 * `'time'` answers with the sample's time in seconds instead of its value, for `timestamp()`.
 */
export function evaluateSelector(
  selector: VectorSelector,
  evaluation: Evaluation,
  what: 'value' | 'time'
): StepSeries[] {
  const references = referenceTimes(selector, evaluation);
  const result: StepSeries[] = [];
  for (const series of evaluation.scope.seriesOf(selector)) {
    const output = emptySeries(series.labels, references.length);
    evaluation.scope.countSamples(fill(output, series, references, evaluation.scope.lookbackMs, what));
    if (hasSamples(output)) {
      result.push(output);
    }
  }
  return result;
}

/** Fills `output` and returns how many samples it found. The references ascend, so the series is walked once. */
function fill(
  output: StepSeries,
  series: Series,
  references: Float64Array,
  lookbackMs: number,
  what: 'value' | 'time'
): number {
  let last = series.countUpTo(references[0] ?? 0) - 1;
  let found = 0;
  references.forEach((reference, step) => {
    while (last + 1 < series.length && series.timeAt(last + 1) <= reference) {
      last++;
    }
    if (last < 0 || series.timeAt(last) < reference - lookbackMs || series.isStaleAt(last)) {
      return;
    }
    output.values[step] = what === 'time' ? series.timeAt(last) / 1000 : series.valueAt(last);
    output.present[step] = 1;
    found++;
  });
  return found;
}
