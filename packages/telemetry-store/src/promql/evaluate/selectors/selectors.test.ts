import { describe, expect, it } from 'vitest';

import { storeOf, valuesOf } from '../../../testing/store.ts';

const store = storeOf({ 'a{x="1"}': [1, 2, null, 4, NaN], 'a{x="2"}': [10], b: [0] });

describe('a selector', () => {
  it.each([
    [0, { 'a{x="1"}': 1, 'a{x="2"}': 10 }],
    [14_999, { 'a{x="1"}': 1, 'a{x="2"}': 10 }],
    [15_000, { 'a{x="1"}': 2, 'a{x="2"}': 10 }],
    [30_000, { 'a{x="2"}': 10 }],
    [45_000, { 'a{x="1"}': 4, 'a{x="2"}': 10 }],
    [60_000, { 'a{x="1"}': NaN, 'a{x="2"}': 10 }],
    [300_000, { 'a{x="1"}': NaN, 'a{x="2"}': 10 }],
    [300_001, { 'a{x="1"}': NaN }],
    [360_001, {}],
    [-1, {}],
  ])('at %d ms sees the newest sample of five minutes, or nothing after a stale marker', (timeMs, expected) => {
    expect(valuesOf(store, 'a', timeMs)).toEqual(expected);
  });

  it('looks elsewhere with offset and @', () => {
    expect(valuesOf(store, 'a{x="1"} offset 45s', 60_000)).toEqual({ 'a{x="1"}': 2 });
    expect(valuesOf(store, 'a{x="1"} offset -45s', 0)).toEqual({ 'a{x="1"}': 4 });
    expect(valuesOf(store, 'a{x="1"} @ 60 offset 15s', 0)).toEqual({ 'a{x="1"}': 4 });
  });

  it('with @ end() looks at the end of the whole range, also inside a subquery', () => {
    const range = { startMs: 0, endMs: 45_000, stepMs: 45_000 };
    const values = (query: string): unknown => store.queryRange(query, range).result.map((series) => series.values);
    expect(values('a{x="1"} @ end()')).toEqual([[4, 4]]);
    expect(values('a{x="1"} @ start()')).toEqual([[1, 1]]);
    expect(values('max_over_time((a{x="1"} @ end())[30s:15s])')).toEqual([[4, 4]]);
  });
});

describe('a range', () => {
  it('is closed on both sides and passes over stale markers', () => {
    expect(store.query('a[45s]', 45_000)).toMatchObject({
      resultType: 'matrix',
      result: [
        { metric: { __name__: 'a', x: '1' }, timesMs: [0, 15_000, 45_000], values: [1, 2, 4] },
        { metric: { __name__: 'a', x: '2' }, timesMs: [0], values: [10] },
      ],
    });
    expect(valuesOf(store, 'count_over_time(a{x="1"}[44999ms])', 45_000)).toEqual({ '{x="1"}': 2 });
  });

  it('of a subquery is at multiples of its step', () => {
    expect(store.query('a{x="2"}[31s:10s]', 35_000)).toMatchObject({
      result: [{ timesMs: [10_000, 20_000, 30_000] }],
    });
  });

  it('of a subquery that would never end is refused', () => {
    expect(() => store.query('max_over_time(a[10y:1ms])', 0)).toThrow('more than 1000000; use a larger step');
    expect(() => store.query('sum_over_time(sum_over_time(vector(1)[100s:1ms])[10m:1ms])', 0)).toThrow(
      'query would read more than 50000000 samples'
    );
  });
});
