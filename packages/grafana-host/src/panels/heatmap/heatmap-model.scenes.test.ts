import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';
import { describe, expect, it } from 'vitest';

import { columnAt, readHeatmap } from './heatmap-model.ts';

const frame = (times: readonly number[], buckets: Readonly<Record<string, ReadonlyArray<number | null>>>): DataFrame =>
  createDataFrame({
    fields: [
      { name: 'Time', type: FieldType.time, values: [...times], config: { interval: 10 } },
      ...Object.entries(buckets).map(([le, values]) => ({
        name: le,
        type: FieldType.number,
        labels: { le },
        values: [...values],
      })),
    ],
  });

describe('a heatmap', () => {
  it('has its buckets from the lowest upwards, each with the bound below', () => {
    const heatmap = readHeatmap([frame([10, 20], { '+Inf': [1, 2], '0.5': [3, 4] })], 0);
    expect(heatmap?.buckets.map(({ lower, upper, counts }) => [lower, upper, counts])).toEqual([
      [undefined, '0.5', [3, 4]],
      ['0.5', '+Inf', [1, 2]],
    ]);
    expect(heatmap?.stepMs).toBe(10);
  });

  it('adds up the counts of several sets of labels, and keeps gaps that both have', () => {
    const heatmap = readHeatmap([frame([10, 20], { '1': [1, null] }), frame([10, 30], { '1': [2, 5] })], 0);
    expect(heatmap?.times).toEqual([10, 20, 30]);
    expect(heatmap?.buckets[0]?.counts).toEqual([3, null, 5]);
  });

  it('scales its colours over what is drawn', () => {
    const heatmap = readHeatmap([frame([10, 20], { '1': [0, 3], '2': [7, null] })], 1e-9);
    expect([heatmap?.lowest, heatmap?.highest]).toEqual([3, 7]);
  });

  it('is none without buckets or without times', () => {
    expect(readHeatmap([], 0)).toBeUndefined();
    expect(readHeatmap([frame([], { '1': [] })], 0)).toBeUndefined();
    expect(
      readHeatmap([createDataFrame({ fields: [{ name: 'le', type: FieldType.number, values: [1] }] })], 0)
    ).toBeUndefined();
  });

  it('finds the cell that reaches back over a time', () => {
    const heatmap = { times: [10, 20, 50], stepMs: 10 };
    expect(columnAt(heatmap, 10)).toBe(0);
    expect(columnAt(heatmap, 10.5)).toBe(1);
    expect(columnAt(heatmap, 30)).toBeUndefined();
    expect(columnAt(heatmap, 60)).toBeUndefined();
  });
});
