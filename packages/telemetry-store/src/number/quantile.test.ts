import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CompensatedSum } from './compensated-sum.ts';
import { quantile } from './quantile.ts';

describe('quantile', () => {
  it('interpolates between neighbours', () => {
    expect(quantile(0.5, Float64Array.of(4, 1, 2, 3))).toBe(2.5);
    expect(quantile(1, Float64Array.of(4, 1))).toBe(4);
  });

  it('answers impossible questions as Prometheus does', () => {
    expect(quantile(-0.1, Float64Array.of(1))).toBe(-Infinity);
    expect(quantile(1.1, Float64Array.of(1))).toBe(Infinity);
    expect(quantile(NaN, Float64Array.of(1))).toBeNaN();
    expect(quantile(0.5, new Float64Array())).toBeNaN();
  });

  it('sorts NaN first', () => {
    expect(quantile(0, Float64Array.of(1, NaN))).toBeNaN();
    expect(quantile(1, Float64Array.of(1, NaN, 2))).toBe(2);
  });

  it('stays between the least and the largest value', () => {
    const values = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 });
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), values, (q, list) => {
        const result = quantile(q, Float64Array.from(list));
        expect(result).toBeGreaterThanOrEqual(Math.min(...list) - 1e-6);
        expect(result).toBeLessThanOrEqual(Math.max(...list) + 1e-6);
      })
    );
  });
});

describe('CompensatedSum', () => {
  it('keeps what a plain sum loses', () => {
    const sum = new CompensatedSum();
    [1, 1e100, 1, -1e100].forEach((value) => sum.add(value));
    expect(sum.total()).toBe(2);
  });

  it('stays infinite', () => {
    const sum = new CompensatedSum();
    [Infinity, 1].forEach((value) => sum.add(value));
    expect(sum.total()).toBe(Infinity);
  });
});
