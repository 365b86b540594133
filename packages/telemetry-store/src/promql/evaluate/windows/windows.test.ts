import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { storeOf, valuesOf } from '../../../testing/store.ts';

/** The value of a function over `[1m]` of samples 15 s apart, the last of them at the step. */
function over(name: string, values: readonly number[], before = '', after = ''): number | undefined {
  const store = storeOf({ a: values });
  return valuesOf(store, `${name}(${before}a[1m]${after})`, (values.length - 1) * 15_000)['{}'];
}

describe('rate and increase', () => {
  it('of a counter that rises evenly are its slope', () => {
    expect(over('rate', [0, 15, 30, 45, 60])).toBe(1);
    expect(over('increase', [0, 15, 30, 45, 60])).toBe(60);
    expect(over('delta', [60, 45, 30, 15, 0])).toBe(-60);
  });

  it('add back what a reset took', () => {
    // 45 to 60, reset, 10 to 25: 15 + 10 + 15 over the whole window.
    expect(over('increase', [45, 60, 10, 25, 25])).toBe(40);
    expect(over('resets', [45, 60, 10, 25, 25])).toBe(1);
  });

  it('reach half a gap beyond the samples where the series begins inside the window', () => {
    // 30 s sampled, 30 s missing before: 7.5 s are added, so 60 / 30 * 37.5.
    const store = storeOf({ a: [undefined, undefined, 100, 130, 160] });
    expect(valuesOf(store, 'increase(a[1m])', 60_000)).toEqual({ '{}': 75 });
  });

  it('do not reach back to where the counter would be below zero', () => {
    // From 1 to 31 in 30 s, so zero is one second before the first sample.
    const store = storeOf({ a: [undefined, 1, 16, 31] });
    expect(valuesOf(store, 'increase(a[45s])', 45_000)['{}']).toBeCloseTo(31, 9);
  });

  it('need two samples', () => {
    expect(over('rate', [1])).toBeUndefined();
    expect(over('irate', [1])).toBeUndefined();
    expect(over('deriv', [1])).toBeUndefined();
    expect(over('predict_linear', [1], '', ', 60')).toBeUndefined();
  });

  it('of the last two samples take a fall for a reset', () => {
    expect(over('irate', [0, 100, 30])).toBe(2);
    expect(over('idelta', [0, 100, 30])).toBe(-70);
  });

  it('are never negative for a counter, whatever its resets', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 1e6 }), { minLength: 2, maxLength: 12 }), (values) => {
        for (const name of ['rate', 'increase', 'irate']) {
          expect(over(name, values)).toBeGreaterThanOrEqual(0);
        }
      })
    );
  });

  it('are the same at any step of a range as in an instant query there', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.nat(), { nil: undefined }), { maxLength: 20 }),
        fc.integer({ min: 100, max: 40_000 }),
        (values, stepMs) => {
          const store = storeOf({ a: values });
          const range = store.queryRange('rate(a[40s])', { startMs: -10_000, endMs: 310_000, stepMs });
          const series = range.result[0];
          series?.timesMs.forEach((timeMs, index) => {
            expect(valuesOf(store, 'rate(a[40s])', timeMs)).toEqual({ '{}': series.values[index] });
          });
        }
      )
    );
  });
});

describe('a straight line', () => {
  it('has its slope and its future', () => {
    expect(over('deriv', [0, 30, 60, 90])).toBe(2);
    expect(over('predict_linear', [0, 30, 60, 90], '', ', 10')).toBe(110);
  });

  it('that is flat stays flat, and an infinite one is unknown', () => {
    expect(over('deriv', [5, 5, 5])).toBe(0);
    expect(over('predict_linear', [5, 5, 5], '', ', 1e9')).toBe(5);
    expect(over('deriv', [Infinity, Infinity])).toBeNaN();
  });
});

describe('functions over time', () => {
  it.each([
    ['avg_over_time', [1, 2, 3, 6], 3],
    ['avg_over_time', [1.7e308, 1.7e308], 1.7e308],
    ['avg_over_time', [Infinity, 1, Infinity], Infinity],
    ['avg_over_time', [Infinity, -Infinity], NaN],
    ['sum_over_time', [1, 1e100, 1, -1e100], 2],
    ['sum_over_time', [Infinity, 1], Infinity],
    ['min_over_time', [NaN, 2, 1], 1],
    ['max_over_time', [NaN, NaN], NaN],
    ['count_over_time', [1, NaN], 2],
    ['last_over_time', [1, 7], undefined],
    ['present_over_time', [0], 1],
    ['stddev_over_time', [2, 4, 4, 4], Math.sqrt(0.75)],
    ['stdvar_over_time', [2, 4, 4, 4], 0.75],
    ['changes', [1, 1, 2, NaN, NaN], 2],
  ])('%s of %j is %d', (name, values, expected) => {
    expect(over(name, values)).toBe(expected);
  });

  it('take quantiles', () => {
    expect(over('quantile_over_time', [4, 1, 3, 2], '0.5, ')).toBe(2.5);
  });

  it('drop the metric name, except last_over_time', () => {
    const store = storeOf({ 'a{x="1"}': [7] });
    expect(valuesOf(store, 'last_over_time(a[1m])', 0)).toEqual({ 'a{x="1"}': 7 });
    expect(valuesOf(store, 'max_over_time(a[1m])', 0)).toEqual({ '{x="1"}': 7 });
  });

  it('refuse two series that only the name told apart', () => {
    const store = storeOf({ a: [1], b: [2] });
    expect(() => store.query('sum_over_time({__name__=~"a|b"}[1m])', 0)).toThrow(
      'vector cannot contain metrics with the same labelset'
    );
  });
});
