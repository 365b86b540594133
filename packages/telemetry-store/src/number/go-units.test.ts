import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseByteSize } from './byte-size.ts';
import { add, decimalOf, divide, multiply, subtract, toNumber } from './decimal.ts';
import { parseGoDuration } from './go-duration.ts';

describe('durations of Go', () => {
  it.each([
    ['0', 0],
    ['5s', 5e9],
    ['-1.5h', -5400e9],
    ['+1h2m3s4ms5us6ns', 3723_004_005_006],
    ['427.83ms', 427_830_000],
    ['1µs', 1000],
    ['.5s', 5e8],
    ['1.s', 1e9],
  ])('reads %s', (text, nanoseconds) => {
    expect(parseGoDuration(text)).toBe(nanoseconds);
  });

  it.each(['', 'ms', '12', '1d', '1 s', 's1', '1e3s', '--1s', '.s'])('refuses %j', (text) => {
    expect(parseGoDuration(text)).toBeUndefined();
  });
});

describe('sizes in bytes', () => {
  it.each([
    ['512', 512],
    ['10KB', 10_000],
    ['10kb', 10_000],
    ['1.5 MiB', 1_572_864],
    ['2k', 2000],
    ['1,024 B', 1024],
    ['3Gi', 3 * 1024 ** 3],
  ])('reads %s', (text, bytes) => {
    expect(parseByteSize(text)).toBe(bytes);
  });

  it.each(['', 'KB', '1XB', '-1KB', '1iB', '1..2KB', '12ms'])('refuses %j', (text) => {
    expect(parseByteSize(text)).toBeUndefined();
  });
});

describe('decimals', () => {
  it('calculate without binary rounding', () => {
    expect(toNumber(add(decimalOf(0.1), decimalOf(0.2)))).toBe(0.3);
    expect(toNumber(multiply(decimalOf(1.1), decimalOf(1.1)))).toBe(1.21);
    expect(toNumber(divide(decimalOf(427.83), decimalOf(1000), 16))).toBe(0.42783);
    expect(toNumber(divide(decimalOf(-2), decimalOf(3), 16))).toBe(-0.6666666666666667);
    expect(toNumber(subtract(decimalOf(1e21), decimalOf(1e-7)))).toBe(1e21);
  });

  it('keep every finite number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(toNumber(decimalOf(value)) === value).toBe(true);
      })
    );
  });

  it('divide as numbers do', () => {
    const number = fc.double({ min: -1e9, max: 1e9, noNaN: true }).filter((value) => Math.abs(value) > 1e-3);
    fc.assert(
      fc.property(number, number, (a, b) => {
        const exact = a / b;
        expect(Math.abs(toNumber(divide(decimalOf(a), decimalOf(b), 16)) - exact)).toBeLessThanOrEqual(
          Math.abs(exact) * 1e-15 + 1e-16
        );
      })
    );
  });

  it('refuse what has no value', () => {
    expect(() => divide(decimalOf(1), decimalOf(0), 16)).toThrow('division by 0');
    expect(() => decimalOf(NaN)).toThrow('NaN is no decimal number');
  });
});
