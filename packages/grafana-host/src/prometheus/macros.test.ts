import { describe, expect, it } from 'vitest';

import { expandMacros } from './macros.ts';

const values = { stepMs: 15_000, rateIntervalMs: 60_000, rangeMs: 3_600_400 };
const expand = (expr: string): string => expandMacros(expr, values);

describe('the macros of a query', () => {
  it.each([
    ['$__interval', '15s'],
    ['$__interval_ms', '15000'],
    ['$__rate_interval', '1m'],
    ['$__rate_interval_ms', '60000'],
    ['$__range', '3600s'],
    ['$__range_s', '3600'],
    ['$__range_ms', '3600400'],
  ])('%s becomes %s, with braces and without', (macro, value) => {
    expect(expand(`rate(x[${macro}])`)).toBe(`rate(x[${value}])`);
    expect(expand(`rate(x[\${${macro.slice(1)}}])`)).toBe(`rate(x[${value}])`);
  });

  it('are all replaced, wherever they stand', () => {
    expect(expand('rate(a[$__rate_interval]) / rate(b[$__rate_interval] offset $__range)')).toBe(
      'rate(a[1m]) / rate(b[1m] offset 3600s)'
    );
  });

  it('leave variables alone whose names begin alike', () => {
    expect(expand('$__intervals $__range_sum $interval')).toBe('$__intervals $__range_sum $interval');
  });
});
