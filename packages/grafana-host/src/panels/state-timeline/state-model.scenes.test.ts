import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';
import { describe, expect, it } from 'vitest';

import { readStates } from './state-model.ts';

const frame = (values: ReadonlyArray<number | null>, times = [0, 10, 20, 30]): DataFrame =>
  createDataFrame({
    fields: [
      { name: 'Time', type: FieldType.time, values: times.slice(0, values.length), config: { interval: 10 } },
      {
        name: 'up',
        type: FieldType.number,
        values: [...values],
        display: (value) => ({ text: value === 1 ? 'up' : 'down', numeric: Number(value), color: 'red' }),
      },
    ],
  });
const segments = (data: DataFrame, merge = true): unknown[] =>
  readStates([data], merge).flatMap((row) => row.segments.map(({ fromMs, toMs, text }) => [fromMs, toMs, text]));

describe('a state timeline', () => {
  it('joins neighbours of one value', () => {
    expect(segments(frame([1, 1, 0, 1]))).toEqual([
      [0, 20, 'up'],
      [20, 30, 'down'],
      [30, 40, 'up'],
    ]);
  });

  it('keeps every sample apart where it is told to', () => {
    expect(segments(frame([1, 1]), false)).toHaveLength(2);
  });

  it('shows nothing where a sample is missing, written as null or not at all', () => {
    expect(segments(frame([1, null, 1]))).toEqual([
      [0, 10, 'up'],
      [20, 30, 'up'],
    ]);
    expect(segments(frame([1, 1], [0, 50]))).toEqual([
      [0, 10, 'up'],
      [50, 60, 'up'],
    ]);
  });

  it('has no row for a frame without times or values', () => {
    expect(readStates([createDataFrame({ fields: [] }), frame([])], true)).toEqual([]);
  });
});
