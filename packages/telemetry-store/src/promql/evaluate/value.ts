import type { LabelSet } from '../../labels/label-set.ts';
import { EvaluationError } from './evaluation-error.ts';

/** A series over the steps of a query. A step counts only where `present` is 1: NaN is a value like any other. */
export interface StepSeries {
  readonly labels: LabelSet;
  readonly values: Float64Array;
  readonly present: Uint8Array;
}

export type Value =
  | { readonly type: 'vector'; readonly series: readonly StepSeries[] }
  | { readonly type: 'scalar'; readonly values: Float64Array }
  | { readonly type: 'string'; readonly text: string };

export function vectorOf(series: readonly StepSeries[]): Value {
  return { type: 'vector', series };
}

export function emptySeries(labels: LabelSet, steps: number): StepSeries {
  return { labels, values: new Float64Array(steps), present: new Uint8Array(steps) };
}

export function hasSamples(series: StepSeries): boolean {
  return series.present.includes(1);
}

/** Puts samples together by labels. Two samples of equal labels at one step are an error, as in Prometheus. */
export class SeriesCollector {
  private readonly byKey = new Map<string, StepSeries>();

  constructor(private readonly steps: number) {}

  seriesOf(labels: LabelSet): StepSeries {
    let series = this.byKey.get(labels.key);
    if (series === undefined) {
      series = emptySeries(labels, this.steps);
      this.byKey.set(labels.key, series);
    }
    return series;
  }

  /** Throws EvaluationError where `target` has a sample at this step already. */
  put(target: StepSeries, step: number, value: number): void {
    if (target.present[step] === 1) {
      throw sameLabels(target.labels);
    }
    target.values[step] = value;
    target.present[step] = 1;
  }

  /** The series that have a sample, in the order of their first. */
  collected(): StepSeries[] {
    return [...this.byKey.values()].filter(hasSamples);
  }
}

/** Merges series of equal labels that never meet at a step; throws EvaluationError where they do. */
export function mergeSeries(series: readonly StepSeries[], steps: number): readonly StepSeries[] {
  if (new Set(series.map(({ labels }) => labels.key)).size === series.length) {
    return series.filter(hasSamples);
  }
  const collector = new SeriesCollector(steps);
  for (const { labels, values, present } of series) {
    const target = collector.seriesOf(labels);
    present.forEach((isPresent, step) => {
      if (isPresent === 1) {
        collector.put(target, step, values[step] ?? NaN);
      }
    });
  }
  return collector.collected();
}

/** Drops series without samples; throws EvaluationError where two of the rest have equal labels, at whatever steps. */
export function refuseSameLabels(series: readonly StepSeries[]): readonly StepSeries[] {
  const kept = series.filter(hasSamples);
  const seen = new Set<string>();
  for (const { labels } of kept) {
    if (seen.has(labels.key)) {
      throw sameLabels(labels);
    }
    seen.add(labels.key);
  }
  return kept;
}

function sameLabels(labels: LabelSet): EvaluationError {
  return new EvaluationError(`vector cannot contain metrics with the same labelset: ${labels.toString()}`);
}
