import { compareText } from '../../labels/label-set.ts';
import { printValue } from '../print.ts';
import type { Value } from '../value.ts';

export type Label = readonly [name: string, value: Value];

/** A span that stands for a point of a series. */
export interface Exemplar {
  readonly labels: readonly Label[];
  /** NaN until it takes the value of the series there. */
  readonly value: number;
  /** Unix milliseconds: the start of the span. */
  readonly timeMs: number;
}

/** One value a step of the query; NaN where there is none. */
export interface MetricSeries {
  readonly labels: readonly Label[];
  readonly values: Float64Array;
  readonly exemplars: readonly Exemplar[];
}

export function hasValue({ values }: MetricSeries): boolean {
  return values.some((value) => !Number.isNaN(value));
}

/** By number of labels, then by name and value of each, as Tempo sorts series. */
export function compareSeries(a: MetricSeries, b: MetricSeries): number {
  if (a.labels.length !== b.labels.length) {
    return a.labels.length - b.labels.length;
  }
  for (const [index, [name, value]] of a.labels.entries()) {
    const [otherName = '', otherValue] = b.labels[index] ?? [];
    const order = compareText(name, otherName) || compareText(sortText(value), otherValue ? sortText(otherValue) : '');
    if (order !== 0) {
      return order;
    }
  }
  return 0;
}

/** As protobuf prints a value: what is no number and no boolean is a text, nil included. */
function sortText(value: Value): string {
  const isText = value.type !== 'bool' && value.type !== 'float' && value.type !== 'int';
  return isText ? `string:${JSON.stringify(printValue(value))}` : `${value.type}:${printValue(value)}`;
}
