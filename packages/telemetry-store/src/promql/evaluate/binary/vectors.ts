import type { LabelSet } from '../../../labels/label-set.ts';
import type { ArithmeticOperator, ComparisonOperator, VectorMatching } from '../../parse/ast.ts';
import { EvaluationError } from '../evaluation-error.ts';
import type { StepSeries } from '../value.ts';
import { SeriesCollector } from '../value.ts';
import { combineWith, keepsName } from './operators.ts';
import { matchGroup } from './signature.ts';

interface MatchGroup {
  readonly labels: LabelSet;
  readonly many: StepSeries[];
  readonly one: StepSeries[];
}

/** Vector against vector, matched by labels. Throws EvaluationError where a match is not unique. */
export function combineVectors(
  operator: ArithmeticOperator | ComparisonOperator,
  bool: boolean,
  matching: VectorMatching,
  left: readonly StepSeries[],
  right: readonly StepSeries[],
  steps: number
): readonly StepSeries[] {
  return new VectorMatch(operator, bool, matching, steps).run(left, right);
}

class VectorMatch {
  private readonly collector: SeriesCollector;
  /** With `group_right` the left side is that of one. */
  private readonly swapped: boolean;

  constructor(
    private readonly operator: ArithmeticOperator | ComparisonOperator,
    private readonly bool: boolean,
    private readonly matching: VectorMatching,
    private readonly steps: number
  ) {
    this.collector = new SeriesCollector(steps);
    this.swapped = matching.group === 'one-to-many';
  }

  run(left: readonly StepSeries[], right: readonly StepSeries[]): readonly StepSeries[] {
    const [many, one] = this.swapped ? [right, left] : [left, right];
    const hasMany = presentAnywhere(many, this.steps);
    for (const group of this.groups(many, one)) {
      this.combine(group, this.uniqueOne(group, hasMany));
    }
    return this.collector.collected();
  }

  private groups(many: readonly StepSeries[], one: readonly StepSeries[]): Iterable<MatchGroup> {
    const groups = new Map<string, MatchGroup>();
    const groupOf = matchGroup(this.matching);
    const find = (series: StepSeries): MatchGroup => {
      const labels = groupOf(series.labels);
      const group = groups.get(labels.key) ?? { labels, many: [], one: [] };
      groups.set(labels.key, group);
      return group;
    };
    one.forEach((series) => find(series).one.push(series));
    many.forEach((series) => find(series).many.push(series));
    return groups.values();
  }

  /** The series on the side of one, for each step. Two are an error, even unmatched, unless the other side is empty. */
  private uniqueOne({ labels, one }: MatchGroup, hasMany: Uint8Array): ReadonlyArray<StepSeries | undefined> {
    const unique = new Array<StepSeries | undefined>(this.steps).fill(undefined);
    for (const series of one) {
      for (let step = 0; step < this.steps; step++) {
        const first = unique[step];
        if (series.present[step] !== 1) {
          continue;
        }
        if (first !== undefined && hasMany[step] === 1) {
          throw duplicate(labels, this.swapped ? 'left' : 'right', series.labels, first.labels);
        }
        unique[step] = series;
      }
    }
    return unique;
  }

  private combine({ many }: MatchGroup, unique: ReadonlyArray<StepSeries | undefined>): void {
    const combine = combineWith(this.operator, this.bool);
    const matched = this.matching.group === 'one-to-one' ? new Uint8Array(this.steps) : undefined;
    const filled = new Map<StepSeries, Uint8Array>();
    for (const series of many) {
      const outputs = new Map<StepSeries, StepSeries>();
      for (let step = 0; step < this.steps; step++) {
        const other = unique[step];
        if (other === undefined || series.present[step] !== 1) {
          continue;
        }
        const [own, others] = [series.values[step] ?? NaN, other.values[step] ?? NaN];
        const value = this.swapped ? combine(others, own) : combine(own, others);
        if (value === undefined) {
          continue;
        }
        if (matched?.[step] === 1) {
          throw new EvaluationError(
            'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)'
          );
        }
        if (matched !== undefined) {
          matched[step] = 1;
        }
        const output = outputs.get(other) ?? this.collector.seriesOf(this.resultLabels(series.labels, other.labels));
        outputs.set(other, output);
        this.checkGrouping(filled, output, step);
        this.collector.put(output, step, value);
      }
    }
  }

  /** Within a match group, the grouping labels must keep the results apart. */
  private checkGrouping(filled: Map<StepSeries, Uint8Array>, output: StepSeries, step: number): void {
    const mask = filled.get(output) ?? new Uint8Array(this.steps);
    filled.set(output, mask);
    if (mask[step] === 1) {
      throw new EvaluationError('multiple matches for labels: grouping labels must ensure unique matches');
    }
    mask[step] = 1;
  }

  private resultLabels(many: LabelSet, one: LabelSet): LabelSet {
    const { on, labels, group, include } = this.matching;
    let result = many;
    if (group === 'one-to-one') {
      const names = new Set(labels);
      result = on ? result.keep(names) : result.without(names);
    }
    if (!keepsName(this.operator, this.bool)) {
      result = result.withoutMetricName();
    }
    // An included label that the side of one lacks is taken away.
    return include.reduce((set, name) => set.with(name, one.get(name)), result);
  }
}

function presentAnywhere(series: readonly StepSeries[], steps: number): Uint8Array {
  const mask = new Uint8Array(steps);
  for (const { present } of series) {
    present.forEach((isPresent, step) => (mask[step] = (mask[step] ?? 0) | isPresent));
  }
  return mask;
}

function duplicate(group: LabelSet, side: 'left' | 'right', first: LabelSet, second: LabelSet): EvaluationError {
  return new EvaluationError(
    `found duplicate series for the match group ${group.toString()} on the ${side} hand-side of the operation: ` +
      `[${first.toString()}, ${second.toString()}]; many-to-many matching not allowed: matching labels must be unique on one side`
  );
}
