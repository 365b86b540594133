import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { plainDecimal } from './number.ts';

describe('a number without an exponent', () => {
  it.each([
    [0, '0'],
    [500, '500'],
    [0.5, '0.5'],
    [-1.25, '-1.25'],
    [1e21, '1000000000000000000000'],
    [1.5e-7, '0.00000015'],
    [4.2e-5, '0.000042'],
  ])('%d is %s', (value, written) => {
    expect(plainDecimal(value)).toBe(written);
  });

  it('is the same number again, whatever it is', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const written = plainDecimal(value);
        expect(Number(written)).toBe(value === 0 ? 0 : value);
        expect(written).toMatch(/^-?\d+(\.\d+)?$/);
      })
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('%d is refused', (value) => {
    expect(() => plainDecimal(value)).toThrow(/cannot be written/);
  });
});
