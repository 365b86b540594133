import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { formatDuration, parseDuration } from './duration.ts';

describe('a duration', () => {
  it.each([
    ['15s', 15_000],
    ['1m', 60_000],
    ['1h30m', 5_400_000],
    ['500ms', 500],
    ['1d', 86_400_000],
    ['0.5s', 500],
    ['>10s', 10_000],
    [' 5s ', 5000],
  ])('%s is read as %d milliseconds', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it('without a unit is in seconds, as in Grafana', () => {
    expect(parseDuration('30')).toBe(30_000);
  });

  it.each(['', 'soon', '5 apples', '0s', '-5s', '1m 30s', '$interval'])(
    '"%s" is refused with an example of the mend',
    (text) => {
      expect(() => parseDuration(text)).toThrow(/is not a duration; write for example 15s/);
    }
  );

  it('is printed as PromQL reads it', () => {
    expect(formatDuration(90_000)).toBe('1m30s');
    expect(formatDuration(1500)).toBe('1s500ms');
    expect(formatDuration(86_400_000)).toBe('24h');
    expect(formatDuration(0)).toBe('0s');
  });

  it('is the same after printing and reading', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 10 }), (ms) => {
        expect(parseDuration(formatDuration(ms))).toBe(ms);
      })
    );
  });
});
