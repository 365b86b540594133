import { describe, expect, it } from 'vitest';

import { LabelSet } from '../labels/label-set.ts';
import { OutOfOrderError, Series } from './series.ts';

const up = LabelSet.fromObject({ __name__: 'up' });

describe('Series', () => {
  it('grows as it must', () => {
    const series = new Series(up);
    for (let i = 0; i < 1000; i++) {
      series.append(i * 10, i);
    }
    expect([series.length, series.valueAt(999), series.lastTimeMs, series.countUpTo(55)]).toEqual([1000, 999, 9990, 6]);
  });

  it('shows samples without stale markers', () => {
    const series = new Series(up);
    series.append(1, 10);
    series.appendStale(2);
    series.append(3, NaN);
    const { times, values, length } = series.samples();
    expect([...times.subarray(0, length)]).toEqual([1, 3]);
    expect([...values.subarray(0, length)]).toEqual([10, NaN]);
    expect([series.isStaleAt(1), series.isStaleAt(2)]).toEqual([true, false]);
  });

  it('shows samples that were added after the last look', () => {
    const series = new Series(up);
    series.append(1, 10);
    expect(series.samples().length).toBe(1);
    series.append(2, 20);
    expect(series.samples().length).toBe(2);
  });

  it('does not count a stale marker as a value in a range', () => {
    const series = new Series(up);
    series.append(1, 10);
    series.appendStale(5);
    expect(series.hasValueBetween(2, 9)).toBe(false);
    expect(series.hasValueBetween(1, 9)).toBe(true);
    expect(series.hasValueBetween(-5, 0)).toBe(false);
  });

  it.each([5, 4])('refuses a sample at %d ms after one at 5 ms, naming the series', (timeMs) => {
    const series = new Series(up);
    series.append(5, 1);
    expect(() => series.append(timeMs, 2)).toThrow(OutOfOrderError);
    expect(() => series.append(timeMs, 2)).toThrow('up: sample at');
    expect(series.length).toBe(1);
  });

  it('refuses a time that is no number', () => {
    expect(() => new Series(up).append(NaN, 1)).toThrow('finite number of milliseconds');
  });
});
