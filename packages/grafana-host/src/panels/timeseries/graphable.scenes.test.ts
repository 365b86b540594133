import { createDataFrame, dateTime, FieldType, type DataFrame } from '@grafana/data';
import { describe, expect, it } from 'vitest';

import { graphable } from './graphable.ts';

const range = { from: dateTime(0), to: dateTime(5000), raw: { from: '0', to: '5000' } };

const frame = (times: readonly number[], values: readonly number[]): DataFrame =>
  createDataFrame({
    fields: [
      { name: 'Time', type: FieldType.time, values: [...times], config: { interval: 1000 } },
      { name: 'Value', type: FieldType.number, values: [...values] },
    ],
  });

const valuesOf = (drawn: DataFrame | undefined): unknown => drawn?.fields[1]?.values;

describe('graphable', () => {
  it('puts a gap where steps are missing, in every frame', () => {
    const [first, second] = graphable(
      [frame([0, 1000, 4000, 5000], [1, 2, 3, 4]), frame([0, 3000, 4000, 5000], [1, 2, 3, 4])],
      range
    );
    expect(valuesOf(first)).toEqual([1, 2, null, null, 3, 4]);
    expect(valuesOf(second)).toEqual([1, null, null, 2, 3, 4]);
  });

  it('makes a gap of what is no number, so that the rest keeps its scale', () => {
    expect(
      valuesOf(
        graphable([frame([0, 1000, 2000, 3000, 4000, 5000], [1, Number.NaN, Infinity, -Infinity, 0, 2])], range)[0]
      )
    ).toEqual([1, null, null, null, 0, 2]);
  });

  it('moves an earlier period to the times that it is compared with', () => {
    const earlier = {
      ...frame([-5000, -4000], [1, 2]),
      meta: { timeCompare: { diffMs: -5000, isTimeShiftQuery: true } },
    };
    const [moved] = graphable([earlier], range);
    expect(moved?.fields[0]?.values.slice(0, 2)).toEqual([0, 1000]);
    expect(earlier.fields[0]?.values).toEqual([-5000, -4000]);
  });

  it('leaves out what has no time, no number or no row, and leaves the frames as they were', () => {
    const table = createDataFrame({ fields: [{ name: 'a', type: FieldType.string, values: ['x'] }] });
    const given = frame([0, 4000], [1, Number.NaN]);
    expect(graphable([table, frame([], [])], range)).toEqual([]);
    graphable([given], range);
    expect(given.fields.map((f): unknown => f.values)).toEqual([
      [0, 4000],
      [1, Number.NaN],
    ]);
    expect(given.fields[0]?.state ?? null).toBeNull();
  });
});
