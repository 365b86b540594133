import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { formatPlain, formatSample, parseFloatText } from './go-float.ts';

describe('numbers as Prometheus writes them', () => {
  it.each([
    ['1', 1],
    ['-1.5e-3', -0.0015],
    ['.5', 0.5],
    ['5.', 5],
    ['+Inf', Infinity],
    ['-inf', -Infinity],
    ['infinity', Infinity],
    ['NaN', NaN],
    ['', undefined],
    ['1x', undefined],
    ['0x10', undefined],
    ['1_000', undefined],
    [' 1', undefined],
  ])('reads %j', (text, value) => {
    expect(parseFloatText(text)).toBe(value);
  });

  it.each([
    [1e21, '1e+21', '1000000000000000000000'],
    [1.5e-7, '1.5e-07', '0.00000015'],
    [-1.25e22, '-1.25e+22', '-12500000000000000000000'],
    [1e-6, '0.000001', '0.000001'],
    [123456.75, '123456.75', '123456.75'],
    [0, '0', '0'],
    [-0, '-0', '-0'],
    [Infinity, '+Inf', '+Inf'],
    [-Infinity, '-Inf', '-Inf'],
    [NaN, 'NaN', 'NaN'],
  ])('prints %d', (value, sample, plain) => {
    expect(formatSample(value)).toBe(sample);
    expect(formatPlain(value)).toBe(plain);
  });

  it('reads back exactly what it prints', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        expect(parseFloatText(formatSample(value))).toBe(value);
        expect(parseFloatText(formatPlain(value))).toBe(value);
      })
    );
  });
});
