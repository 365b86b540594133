import { createDataFrame, FieldType, getFieldDisplayName, type DataFrame } from '@grafana/data';
import { describe, expect, it } from 'vitest';

import { cellsOf, tablesOf } from './tables.ts';

const seriesOf = (legend: string, points: ReadonlyArray<readonly [time: number, value: number | null]>): DataFrame =>
  createDataFrame({
    refId: 'A',
    fields: [
      { name: 'Time', type: FieldType.time, values: points.map(([time]) => time) },
      {
        name: 'Value',
        type: FieldType.number,
        values: points.map(([, value]) => value),
        labels: { legend },
        config: { displayNameFromDS: legend },
      },
    ],
  });

describe('the tables of a panel', () => {
  const series = [
    seriesOf('p50', [
      [1000, 1],
      [2000, 2],
    ]),
    seriesOf('p99', [
      [2000, NaN],
      [3000, 9],
    ]),
  ];

  it('are all series side by side by time, then each alone, under the names of the legend', () => {
    const tables = tablesOf(series, 'All');
    expect(tables.map(({ name }) => name)).toEqual(['All', 'p50', 'p99']);
    expect(cellsOf(tables[0]?.frame ?? createDataFrame({ fields: [] }))).toEqual([
      ['Time', 'p50', 'p99'],
      ['1970-01-01T00:00:01.000Z', 1, null],
      ['1970-01-01T00:00:02.000Z', 2, NaN],
      ['1970-01-01T00:00:03.000Z', null, 9],
    ]);
  });

  it('are the frames alone where one of them is no series: nothing may be lost by joining', () => {
    const twice = seriesOf('lines', [
      [1000, 1],
      [1000, 2],
    ]);
    expect(tablesOf([...series, twice], 'All').map(({ name }) => name)).toEqual(['p50', 'p99', 'lines']);
    const roster = createDataFrame({ fields: [{ name: 'Worker', type: FieldType.string, values: ['w-1'] }] });
    expect(tablesOf([series[0] ?? roster, roster], 'All').map(({ name }) => name)).toEqual(['p50', 'Worker']);
  });

  it('are none without data', () => {
    expect(tablesOf([], 'All')).toEqual([]);
  });

  it('leave the frames of the panel as they are', () => {
    const before = series.map(({ fields }) => fields.map(({ config }) => config));
    tablesOf(series, 'All');
    expect(series.map(({ fields }) => fields.map(({ config }) => config))).toEqual(before);
    expect(series.map((frame) => frame.fields.map((field) => getFieldDisplayName(field, frame)))).toEqual([
      ['Time', 'p50'],
      ['Time', 'p99'],
    ]);
  });

  it('write values that are neither text nor number as JSON', () => {
    const frame = createDataFrame({ fields: [{ name: 'labels', type: FieldType.other, values: [{ a: 1 }, true] }] });
    expect(cellsOf(frame)).toEqual([['labels'], ['{"a":1}'], ['true']]);
  });
});
