import { LABEL_NAME } from '../../../labels/label-set.ts';
import type { LabelSet } from '../../../labels/label-set.ts';
import { formatPlain } from '../../../number/go-float.ts';
import type { Aggregation } from '../../parse/ast.ts';
import { EvaluationError } from '../evaluation-error.ts';
import type { StepSeries } from '../value.ts';
import { SeriesCollector } from '../value.ts';
import { groupLabels } from './groups.ts';

/** How many samples of each group have which value; the value becomes a label. */
export function countValues(
  aggregation: Aggregation,
  series: readonly StepSeries[],
  label: string,
  steps: number
): readonly StepSeries[] {
  if (!LABEL_NAME.test(label)) {
    throw new EvaluationError(`invalid label name in count_values(): ${JSON.stringify(label)}`);
  }
  const grouping = aggregation.without ? aggregation.labels : [...aggregation.labels, label];
  const reduce = groupLabels({ without: aggregation.without, labels: grouping });
  const collector = new SeriesCollector(steps);
  for (const { labels, values, present } of series) {
    const outputOf = remember((value) => collector.seriesOf(groupOf(labels, label, value, reduce)));
    for (let step = 0; step < steps; step++) {
      if (present[step] === 1) {
        const output = outputOf(values[step] ?? NaN);
        output.values[step] = (output.values[step] ?? 0) + 1;
        output.present[step] = 1;
      }
    }
  }
  return collector.collected();
}

function groupOf(labels: LabelSet, label: string, value: number, reduce: (labels: LabelSet) => LabelSet): LabelSet {
  return reduce(labels.with(label, formatPlain(value)));
}

/** Neighbouring steps mostly have the same value, and labels are dear to make. */
function remember(make: (value: number) => StepSeries): (value: number) => StepSeries {
  const known = new Map<number, StepSeries>();
  return (value) => {
    const series = known.get(value) ?? make(value);
    known.set(value, series);
    return series;
  };
}
