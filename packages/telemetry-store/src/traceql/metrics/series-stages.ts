import { compareText } from '../../labels/label-set.ts';
import { compare } from '../evaluate/compare.ts';
import type { SeriesStage } from '../parse/ast.ts';
import type { Value } from '../value.ts';
import { numberOf } from '../value.ts';
import type { MetricSeries } from './series.ts';
import { hasValue } from './series.ts';

/** `topk(3)`, `bottomk(3)` and `> 10`, each applied step by step; series without a value left are dropped. */
export function applySeriesStages(series: readonly MetricSeries[], stages: readonly SeriesStage[]): MetricSeries[] {
  let current = [...series];
  for (const stage of stages) {
    current = stage.kind === 'compare' ? filtered(current, stage) : ranked(current, stage);
  }
  return current;
}

function filtered(series: readonly MetricSeries[], stage: Extract<SeriesStage, { kind: 'compare' }>): MetricSeries[] {
  const limit = { type: 'float', value: stage.value } as const;
  const holds = (value: number): boolean =>
    !Number.isNaN(value) && compare(stage.operator, { type: 'float', value }, limit);
  return series
    .map(({ labels, values, exemplars }) => ({
      labels,
      values: values.map((value) => (holds(value) ? value : NaN)),
      exemplars: exemplars.filter(({ value }) => holds(value)),
    }))
    .filter(hasValue);
}

function ranked(
  series: MetricSeries[],
  { kind, limit }: Extract<SeriesStage, { kind: 'topk' | 'bottomk' }>
): MetricSeries[] {
  if (series.length <= limit) {
    return series;
  }
  const sign = kind === 'topk' ? -1 : 1;
  const kept = series.map(({ values }) => new Float64Array(values.length).fill(NaN));
  const steps = series[0]?.values.length ?? 0;
  for (let step = 0; step < steps; step++) {
    const valueOf = (index: number): number => series[index]?.values[step] ?? NaN;
    const present = series.flatMap((_, index) => (Number.isNaN(valueOf(index)) ? [] : [index]));
    present.sort((a, b) => sign * (valueOf(a) - valueOf(b) || rankOfEqual(series[a], series[b])));
    for (const index of present.slice(0, limit)) {
      kept[index]?.fill(valueOf(index), step, step + 1);
    }
  }
  return series.map((each, index) => ({ ...each, values: kept[index] ?? each.values })).filter(hasValue);
}

/** Of equal values topk keeps the labels that come first as texts, but the greater numbers; bottomk the others. */
function rankOfEqual(a: MetricSeries | undefined, b: MetricSeries | undefined): number {
  for (const [index, [, value]] of (a?.labels ?? []).entries()) {
    const other = b?.labels[index]?.[1];
    const [left, right] = [numberOf(value), other && numberOf(other)];
    const order = left !== undefined && right !== undefined ? left - right : compareText(textOf(other), textOf(value));
    if (order !== 0) {
      return order;
    }
  }
  return 0;
}

function textOf(value: Value | undefined): string {
  return value?.type === 'string' ? value.value : '';
}
