import { createDataFrame, dateTime, FieldType, outerJoinDataFrames, type DataFrame } from '@grafana/data';
import { describe, expect, it } from 'vitest';

import { graphable } from './graphable.ts';
import { linksAt } from './links-at.ts';

const range = { from: dateTime(0), to: dateTime(5000), raw: { from: '0', to: '5000' } };

/** A series whose links name the value that they belong to. */
function linked(times: readonly number[], values: readonly number[], meta: DataFrame['meta'] = {}): DataFrame {
  const frame = createDataFrame({
    meta,
    fields: [
      { name: 'Time', type: FieldType.time, values: [...times], config: { interval: 1000 } },
      { name: 'Value', type: FieldType.number, values: [...values] },
    ],
  });
  const [, value] = frame.fields;
  if (value !== undefined) {
    value.getLinks = ({ valueRowIndex = NaN }) => [
      { href: '', target: '_self', origin: value, title: `value ${values[valueRowIndex]}` },
    ];
  }
  return frame;
}

/** What links say at each row of a chart, by series. */
function titles(data: readonly DataFrame[]): string[][] {
  const drawn = outerJoinDataFrames({ frames: graphable(data, range) });
  return (drawn?.fields.slice(1) ?? []).map((_, i) =>
    Array.from({ length: drawn?.length ?? 0 }, (__, row) =>
      drawn === undefined ? '' : (linksAt(drawn, data, i + 1, row)[0]?.title ?? '')
    )
  );
}

describe('links of a value on a chart', () => {
  it('belong to that value where the series begins after the chart and misses a step', () => {
    const [[before, ...from1000] = []] = titles([linked([1000, 2000, 4000, 5000], [1, 2, 4, 5])]);
    expect([before, ...from1000].filter((title) => title !== '')).toEqual(['value 1', 'value 2', 'value 4', 'value 5']);
    expect(from1000.indexOf('value 4') - from1000.indexOf('value 2')).toBe(2);
  });

  it('belong to that value where another series has more times', () => {
    const [, second] = titles([
      linked([0, 1000, 2000, 3000, 4000, 5000], [0, 1, 2, 3, 4, 5]),
      linked([4000, 5000], [40, 50]),
    ]);
    expect(second?.slice(-2)).toEqual(['value 40', 'value 50']);
    expect(second?.slice(0, -2).join('')).toBe('');
  });

  it('belong to that value of an earlier period, which is drawn later than it was', () => {
    const meta = { timeCompare: { diffMs: -5000, isTimeShiftQuery: true } };
    const [earlier] = titles([linked([-5000, -4000], [1, 2], meta)]);
    expect(earlier?.slice(0, 2)).toEqual(['value 1', 'value 2']);
  });
});
