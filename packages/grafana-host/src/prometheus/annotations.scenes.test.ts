import { createDataFrame, FieldType, type AnnotationQuery, type DataFrame } from '@grafana/data';
import { describe, expect, it } from 'vitest';

import { eventsOf } from './annotations.ts';

const frame = (times: readonly number[], values: readonly number[], labels = { worker: 'w-1' }): DataFrame =>
  createDataFrame({
    meta: { executedQueryString: 'Expr: x\nStep: 15s' },
    fields: [
      { name: 'Time', type: FieldType.time, values: [...times] },
      { name: 'Value', type: FieldType.number, values: [...values], labels },
    ],
  });

const query = (about: object = {}): AnnotationQuery => ({
  name: 'Starts',
  enable: true,
  iconColor: 'blue',
  ...{ titleFormat: 'Started', textFormat: '{{worker}}', ...about },
});

describe('the events of an annotation query', () => {
  it('are one for each run of values above 0, with the labels of its series', () => {
    const frames = [frame([0, 15_000, 30_000, 60_000, 75_000], [1, 2, 0, 1, 1])];
    expect(eventsOf(query(), frames)).toEqual([
      { time: 0, timeEnd: 15_000, title: 'Started', text: 'w-1', tags: [] },
      { time: 60_000, timeEnd: 75_000, title: 'Started', text: 'w-1', tags: [] },
    ]);
  });

  it('of two series stay two, though they are at one time', () => {
    const frames = [frame([0], [1]), frame([0], [1], { worker: 'w-2' })];
    expect(eventsOf(query(), frames).map(({ text }) => text)).toEqual(['w-1', 'w-2']);
  });

  it('stand at the time that the values are, once for equal ones', () => {
    const frames = [frame([100_000, 115_000, 130_000], [90_000, 90_000, 90_000.4])];
    const events = eventsOf(query({ useValueForTime: true }), frames);
    expect(events).toMatchObject([{ time: 90_000, timeEnd: 90_000 }]);
  });

  it('carry the labels that are wanted as tags', () => {
    expect(eventsOf(query({ tagKeys: 'worker,absent' }), [frame([0], [1])])[0]?.tags).toEqual(['w-1']);
  });

  it('are none where nothing happened', () => {
    expect(eventsOf(query(), [])).toEqual([]);
    expect(eventsOf(query(), [frame([0, 15_000], [0, NaN])])).toEqual([]);
  });
});
