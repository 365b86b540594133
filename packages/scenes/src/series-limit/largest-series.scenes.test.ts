import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { largestSeries } from './largest-series.ts';

const series = (name: string, values: ReadonlyArray<number | null>, earlier = false): DataFrame =>
  createDataFrame({
    refId: earlier ? 'A-compare' : 'A',
    ...(earlier ? { meta: { timeCompare: { diffMs: -1, isTimeShiftQuery: true } } } : {}),
    fields: [
      { name: 'Time', type: FieldType.time, values: values.map((_, i) => i) },
      { name: 'Value', type: FieldType.number, values: [...values], labels: { name } },
    ],
  });

const names = (frames: readonly DataFrame[]): readonly unknown[] =>
  frames.map((frame) => frame.fields[1]?.labels?.['name']);

describe('the largest series', () => {
  it('are those with the largest last values, in their own order', () => {
    const frames = [series('a', [9, 1]), series('b', [0, 5]), series('c', [0, 3]), series('d', [0, 4])];
    const { frames: drawn, total } = largestSeries(frames, 2);
    expect(names(drawn)).toEqual(['b', 'd']);
    expect(total).toBe(4);
  });

  it('count by the last value that there is; series without one come last', () => {
    const frames = [series('none', [null, NaN]), series('gone', [7, null, NaN]), series('small', [1, 2])];
    expect(names(largestSeries(frames, 2).frames)).toEqual(['gone', 'small']);
  });

  it('keep their earlier period, and those that are left out lose theirs', () => {
    const frames = [series('a', [2]), series('b', [1]), series('a', [0], true), series('b', [9], true)];
    const { frames: drawn, total } = largestSeries(frames, 1);
    expect(names(drawn)).toEqual(['a', 'a']);
    expect(total).toBe(2);
  });

  it('are all of them up to the limit, in a new array', () => {
    const frames = [series('a', [1]), series('b', [2])];
    const { frames: drawn } = largestSeries(frames, 2);
    expect(drawn).toEqual(frames);
    expect(drawn).not.toBe(frames);
  });

  it('leave out no table and no frame of several values', () => {
    const table = createDataFrame({ fields: [{ name: 'Worker', type: FieldType.string, values: ['w'] }] });
    const wide = createDataFrame({
      fields: ['Time', 'x', 'y'].map((name, i) => ({
        name,
        type: i === 0 ? FieldType.time : FieldType.number,
        values: [],
      })),
    });
    const frames = [table, wide, series('a', [1]), series('b', [2])];
    expect(largestSeries(frames, 1).frames).toEqual([table, wide, frames[3]]);
  });

  it('are never more than the limit, and none that is left out is larger', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 60 }), fc.integer({ min: 1, max: 30 }), (values, limit) => {
        const frames = values.map((value, i) => series(String(i), [value]));
        const { frames: drawn, total } = largestSeries(frames, limit);
        const kept = drawn.map((frame) => Number(frame.fields[1]?.values[0]));
        const left = frames
          .filter((frame) => !drawn.includes(frame))
          .map((frame) => Number(frame.fields[1]?.values[0]));
        expect(total).toBe(values.length);
        expect(drawn.length).toBe(Math.min(limit, values.length));
        expect(Math.max(-Infinity, ...left)).toBeLessThanOrEqual(Math.min(Infinity, ...kept));
      })
    );
  });
});
