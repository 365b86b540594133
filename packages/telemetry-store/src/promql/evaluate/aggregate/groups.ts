import type { LabelSet } from '../../../labels/label-set.ts';
import { METRIC_NAME } from '../../../labels/label-set.ts';
import type { Aggregation } from '../../parse/ast.ts';
import type { StepSeries } from '../value.ts';

export interface Group {
  readonly labels: LabelSet;
  readonly members: StepSeries[];
}

/** How `by` and `without` reduce a series' labels to those of its group. */
export function groupLabels({
  without,
  labels,
}: Pick<Aggregation, 'without' | 'labels'>): (labels: LabelSet) => LabelSet {
  const names = new Set(without ? [...labels, METRIC_NAME] : labels);
  return (full) => (without ? full.without(names) : full.keep(names));
}

/** The series by group, groups in the order of their first series. */
export function groupSeries(
  aggregation: Pick<Aggregation, 'without' | 'labels'>,
  series: readonly StepSeries[]
): Group[] {
  const groups = new Map<string, Group>();
  const reduce = groupLabels(aggregation);
  for (const each of series) {
    const labels = reduce(each.labels);
    const group = groups.get(labels.key) ?? { labels, members: [] };
    group.members.push(each);
    groups.set(labels.key, group);
  }
  return [...groups.values()];
}
