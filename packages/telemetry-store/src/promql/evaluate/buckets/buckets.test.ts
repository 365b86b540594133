import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { storeOf, valuesOf } from '../../../testing/store.ts';
import type { Buckets } from './buckets.ts';
import { bucketFraction } from './fraction.ts';
import { bucketQuantile } from './quantile.ts';

const of = (...pairs: ReadonlyArray<readonly [bound: number, count: number]>): Buckets =>
  pairs.map(([bound, count]) => ({ bound, count }));

const latency = of([1, 10], [2, 10], [4, 30], [Infinity, 40]);

describe('a quantile of buckets', () => {
  it.each([
    [0, 0],
    [0.125, 0.5],
    [0.25, 1],
    [0.5, 3],
    [0.75, 4],
    [0.9, 4],
    [1, 4],
    [-0.1, -Infinity],
    [1.1, Infinity],
    [NaN, NaN],
  ])('%d is %d', (q, expected) => {
    expect(bucketQuantile(q, latency)).toBe(expected);
  });

  it('is unknown without observations, without +Inf and with +Inf alone', () => {
    expect(bucketQuantile(0.5, of([1, 0], [Infinity, 0]))).toBeNaN();
    expect(bucketQuantile(0.5, of([1, 5], [2, 6]))).toBeNaN();
    expect(bucketQuantile(0.5, of([Infinity, 5]))).toBeNaN();
  });

  it('does not look below a first bound of zero or less', () => {
    expect(bucketQuantile(0.1, of([0, 5], [1, 10], [Infinity, 10]))).toBe(0);
    expect(bucketQuantile(0.1, of([-1, 5], [1, 10], [Infinity, 10]))).toBe(-1);
  });

  it('lifts a count that falls to the one before', () => {
    expect(bucketQuantile(0.75, of([1, 10], [2, 8], [3, 20], [Infinity, 20]))).toBe(
      bucketQuantile(0.75, of([1, 10], [2, 10], [3, 20], [Infinity, 20]))
    );
  });
});

describe('a fraction of buckets', () => {
  it.each([
    [0, 1, 0.25],
    [0, 0.5, 0.125],
    [1, 3, 0.25],
    [3, 4, 0.25],
    [4, Infinity, 0.25],
    [5, 9, 0],
    [-Infinity, Infinity, 1],
    [-5, 0, 0],
    [2, 2, 0],
    [3, 2, 0],
    [NaN, 1, NaN],
  ])('from %d to %d is %d', (lower, upper, expected) => {
    expect(bucketFraction(lower, upper, latency)).toBe(expected);
  });

  it('counts a first bucket without lower end whole', () => {
    const below = of([-1, 4], [1, 8], [Infinity, 10]);
    expect(bucketFraction(-Infinity, -1, below)).toBe(0.4);
    expect(bucketFraction(-3, 1, below)).toBe(0.4);
    expect(bucketFraction(-1, 0, below)).toBe(0.2);
  });

  it('is unknown without observations and without +Inf', () => {
    expect(bucketFraction(0, 1, of([1, 0], [Infinity, 0]))).toBeNaN();
    expect(bucketFraction(0, 1, of([1, 5]))).toBeNaN();
  });

  it('undoes the quantile, and parts add up to the whole', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 10 });
    fc.assert(
      fc.property(counts, fc.double({ min: 0, max: 1, noNaN: true }), (sizes, q) => {
        let total = 0;
        const finite = sizes.map((size, index) => ({ bound: index + 1, count: (total += size) }));
        const buckets = [...finite, { bound: Infinity, count: total }];
        const value = bucketQuantile(q, buckets);
        expect(bucketFraction(0, value, buckets)).toBeCloseTo(q, 9);
        expect(bucketFraction(0, value, buckets) + bucketFraction(value, Infinity, buckets)).toBeCloseTo(1, 9);
      })
    );
  });
});

describe('histogram functions', () => {
  const store = storeOf({
    'h_bucket{m="a",le="1"}': [10],
    'h_bucket{m="a",le="+Inf"}': [20],
    'h_bucket{m="b",le="1.0"}': [0],
    'h_bucket{m="b",le="1"}': [4],
    'h_bucket{m="b",le="2"}': [8],
    'h_bucket{m="b",le="Inf"}': [8],
    'h_bucket{m="c",le="none"}': [8],
    'h_bucket{m="c"}': [8],
  });

  it('group by all labels but le, join equal bounds and leave out what has none', () => {
    expect(valuesOf(store, 'histogram_quantile(0.5, h_bucket)', 0)).toEqual({ '{m="a"}': 1, '{m="b"}': 1 });
    expect(valuesOf(store, 'histogram_fraction(0, 1, h_bucket)', 0)).toEqual({ '{m="a"}': 0.5, '{m="b"}': 0.5 });
  });

  it('take their bounds from the step', () => {
    const { result } = store.queryRange('histogram_fraction(0, time(), h_bucket{m="b"})', {
      startMs: 0,
      endMs: 2000,
      stepMs: 1000,
    });
    expect(result[0]?.values).toEqual([0, 0.5, 1]);
  });

  it('refuse two histograms that only the name told apart', () => {
    const two = storeOf({ 'h_bucket{le="+Inf"}': [1], 'g_bucket{le="+Inf"}': [1] });
    expect(() => two.query('histogram_quantile(0.5, {le="+Inf"})', 0)).toThrow('same labelset');
  });
});
