import { arrayToDataFrame, createDataFrame } from '@grafana/data';
import { describe, expect, it } from 'vitest';

import { groupMarks, marksOf, type Mark } from './marks.ts';

describe('marks on a chart', () => {
  it('are what annotation layers add, without exemplars', () => {
    const layer = arrayToDataFrame([
      { time: 1000, timeEnd: 2000, title: 'Started', text: 'w-1', color: 'blue', tags: [] },
      { time: 5000, text: 'note' },
    ]);
    const exemplars = createDataFrame({ name: 'exemplar', fields: [{ name: 'time', values: [1] }] });
    expect(marksOf([exemplars, layer])).toEqual([
      { fromMs: 1000, toMs: 2000, title: 'Started', text: 'w-1', colour: 'blue' },
      { fromMs: 5000, toMs: 5000, title: '', text: 'note', colour: 'red' },
    ]);
  });

  it('are none where a layer has no times', () => {
    expect(marksOf([arrayToDataFrame([{ text: 'lost' }]), createDataFrame({ fields: [] })])).toEqual([]);
  });
});

describe('marks close to one another', () => {
  const mark = (fromMs: number, toMs = fromMs): Mark => ({ fromMs, toMs, title: 't', text: '', colour: 'red' });
  const groups = (...marks: readonly Mark[]) =>
    groupMarks(marks, (timeMs) => timeMs / 1000, 100).map(({ left, right, marks: inside }) => [
      left,
      right,
      inside.length,
    ]);

  it('have one foot, which reaches as far as the longest of them', () => {
    expect(groups(mark(20_000), mark(50_000), mark(25_000, 40_000), mark(22_000))).toEqual([
      [20, 40, 3],
      [50, 50, 1],
    ]);
  });

  it('are left out beside the chart, unless they reach into it', () => {
    expect(groups(mark(-9000), mark(-9000, 5000), mark(101_000))).toEqual([[-9, 5, 1]]);
  });
});
