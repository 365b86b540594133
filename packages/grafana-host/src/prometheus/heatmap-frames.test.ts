import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { heatmapFrames, parseBound } from './heatmap-frames.ts';

const context = { refId: 'A', stepMs: 5000, executedQuery: '' };
const bucket = (
  le: string,
  values: readonly number[],
  times = [0, 5000, 10_000].slice(0, values.length),
  model = 'm'
) => ({
  labels: { le, model },
  times,
  values,
});
const cells = (series: Parameters<typeof heatmapFrames>[0]): unknown[] =>
  heatmapFrames(series, context).map((frame) => frame.fields.map(({ name, values }) => [name, values]));

describe('heatmap frames', () => {
  it('hold what lies in each bucket, in the order of the bounds and not of the names', () => {
    expect(cells([bucket('+Inf', [40, 40]), bucket('10', [30, 10]), bucket('2', [10, 10])])).toEqual([
      [
        ['Time', [0, 5000]],
        ['2', [10, 10]],
        ['10', [20, 0]],
        ['+Inf', [10, 30]],
      ],
    ]);
  });

  it('keep the sets of other labels apart', () => {
    expect(cells([bucket('1', [1], [0], 'a'), bucket('1', [2], [0], 'b')])).toHaveLength(2);
  });

  it('say nothing where a bucket has no sample, and still see what lies below it', () => {
    expect(cells([bucket('1', [5, 5], [0, 5000]), bucket('2', [8], [0]), bucket('3', [9, 9], [0, 5000])])).toEqual([
      [
        ['Time', [0, 5000]],
        ['1', [5, 5]],
        ['2', [3, null]],
        ['3', [1, 4]],
      ],
    ]);
  });

  it('take the noise of floating-point subtraction for nothing', () => {
    expect(cells([bucket('1', [0.1 + 0.2]), bucket('2', [0.3])])).toEqual([
      [
        ['Time', [0]],
        ['1', [0.1 + 0.2]],
        ['2', [0]],
      ],
    ]);
  });

  it('draw nothing for NaN, the rate of a histogram that was not there', () => {
    expect(cells([bucket('1', [NaN])])).toEqual([
      [
        ['Time', [0]],
        ['1', [null]],
      ],
    ]);
  });

  it('leave out series without a numeric bound', () => {
    expect(heatmapFrames([{ labels: { model: 'm' }, times: [0], values: [1] }, bucket('many', [1])], context)).toEqual(
      []
    );
  });

  it('add up to the highest bucket again', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 20 }), (counts) => {
        let total = 0;
        const series = counts.map((count, i) => bucket(String(i), [(total += count)]));
        const [frame] = heatmapFrames(series, context);
        const own = frame?.fields.slice(1).map(({ values }) => Number(values[0])) ?? [];
        expect(own).toEqual(counts);
      })
    );
  });
});

describe('a bound', () => {
  it.each([
    ['0.25', 0.25],
    ['1e-05', 1e-5],
    ['+Inf', Infinity],
    ['inf', Infinity],
  ])('%s is %d', (le, bound) => {
    expect(parseBound(le)).toBe(bound);
  });

  it.each(['', 'x', ' '])('"%s" is none', (le) => {
    expect(parseBound(le)).toBeNaN();
  });
});
