import { describe, expect, it } from 'vitest';

import { tableFrame } from './table-frame.ts';

const series = [
  { labels: { worker: 'w1', model: 'm' }, times: [10], values: [1] },
  { labels: { zone: 'z', worker: 'w2' }, times: [10], values: [NaN] },
];
const context = { refId: 'B', executedQuery: '', tablesInRequest: 1 };
const columns = (frame: ReturnType<typeof tableFrame>): unknown[] =>
  frame.fields.map(({ name, values }) => [name, values]);

describe('a table', () => {
  it('has a row for each series and a column for each label that any of them has', () => {
    expect(columns(tableFrame(series, context))).toEqual([
      ['Time', [10, 10]],
      ['model', ['m', '']],
      ['worker', ['w1', 'w2']],
      ['zone', ['', 'z']],
      ['Value', [1, NaN]],
    ]);
  });

  it('names its value by the query when there are several tables to be told apart', () => {
    expect(tableFrame(series, { ...context, tablesInRequest: 2 }).fields.at(-1)?.name).toBe('Value #B');
  });

  it('of a range is in the order of time', () => {
    const ranges = [
      { labels: { w: '1' }, times: [10, 30], values: [1, 3] },
      { labels: { w: '2' }, times: [20], values: [2] },
    ];
    expect(tableFrame(ranges, context).fields.at(-1)?.values).toEqual([1, 2, 3]);
  });

  it('of no series has no rows', () => {
    expect(columns(tableFrame([], context))).toEqual([
      ['Time', []],
      ['Value', []],
    ]);
  });
});
