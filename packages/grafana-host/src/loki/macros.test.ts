import { describe, expect, it } from 'vitest';

import { expandMacros, formatInterval } from './macros.ts';

const values = { kind: 'range', intervalMs: 15_000, stepMs: 30_000, rangeMs: 3_600_499 } as const;

describe('the macros of LogQL', () => {
  it.each([
    ['[$__interval]', '[15s]'],
    ['$__interval_ms ms', '15000 ms'],
    ['${__interval} ${__interval_ms}', '15s 15000'],
    ['[$__range] $__range_s $__range_ms', '[3600s] 3600 3600499'],
    ['${__range}/${__range_s}/${__range_ms}', '3600s/3600/3600499'],
    ['[$__auto]', '[30s]'],
    ['${__auto} $__error__ $model', '${__auto} $__error__ $model'],
  ])('%s', (expr, expected) => {
    expect(expandMacros(expr, values)).toBe(expected);
  });

  it('look at the whole range where the value of one time is wanted', () => {
    expect(expandMacros('[$__auto]', { ...values, kind: 'instant' })).toBe('[3600s]');
  });

  it.each([
    [0.2, '1ms'],
    [1500, '1s'],
    [90_000, '1m'],
    [7_200_000, '2h'],
    [86_400_000, '1d'],
    [400 * 86_400_000, '1y'],
  ])('write an interval of %d ms as %s', (ms, text) => {
    expect(formatInterval(ms)).toBe(text);
  });
});
