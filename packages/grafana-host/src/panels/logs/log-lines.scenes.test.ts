import { createDataFrame, FieldType, LogLevel, LogsSortOrder, type DataFrame } from '@grafana/data';
import { describe, expect, it } from 'vitest';

import { levelOf } from './log-level.ts';
import { logLines, varyingLabels } from './log-lines.ts';

const frame = (
  ...lines: ReadonlyArray<readonly [timeMs: number, text: string, labels?: Record<string, string>]>
): DataFrame =>
  createDataFrame({
    fields: [
      { name: 'labels', type: FieldType.other, values: lines.map(([, , labels]) => labels ?? {}) },
      { name: 'Time', type: FieldType.time, values: lines.map(([timeMs]) => timeMs) },
      { name: 'Line', type: FieldType.string, values: lines.map(([, text]) => text) },
      { name: 'id', type: FieldType.string, values: lines.map((_, i) => `id${i}`) },
    ],
  });
const { Ascending, Descending } = LogsSortOrder;
const texts = (frames: DataFrame[], order = Descending): string[] => logLines(frames, order).map(({ text }) => text);

describe('log lines', () => {
  it('come from all frames, the newest first, or the oldest', () => {
    const frames = [frame([1, 'a'], [3, 'c']), frame([2, 'b'])];
    expect(texts(frames)).toEqual(['c', 'b', 'a']);
    expect(texts(frames, Ascending)).toEqual(['a', 'b', 'c']);
  });

  it('within a millisecond are ordered by what is below it', () => {
    const lines = frame([1, 'late'], [1, 'early']);
    const [, time] = lines.fields;
    if (time !== undefined) {
      time.nanos = [900, 100];
    }
    expect(texts([lines])).toEqual(['late', 'early']);
    expect(texts([lines], Ascending)).toEqual(['early', 'late']);
  });

  it('have different ids, whatever frame they are of', () => {
    expect(new Set(logLines([frame([1, 'a']), frame([1, 'a'])], Descending).map(({ id }) => id)).size).toBe(2);
  });

  it('tell where their labels come from', () => {
    const lines = frame([1, 'a', { pod: 'p', model: 'm', job: 'j' }]);
    lines.fields.push({
      name: 'labelTypes',
      type: FieldType.other,
      config: {},
      values: [{ pod: 'S', model: 'P', job: 'I' }],
    });
    expect(logLines([lines], Descending)[0]?.labels).toEqual([
      { key: 'pod', value: 'p', source: 'metadata' },
      { key: 'model', value: 'm', source: 'parsed' },
      { key: 'job', value: 'j', source: 'stream' },
    ]);
  });

  it('are none in frames without time or text', () => {
    const numbers = createDataFrame({ fields: [{ name: 'Time', type: FieldType.time, values: [1] }] });
    expect(logLines([numbers, createDataFrame({ fields: [] })], Descending)).toEqual([]);
  });

  it('have a level where a label says one', () => {
    expect(levelOf({ detected_level: 'warn', level: 'info' })).toBe(LogLevel.warning);
    expect(levelOf({ level: 'ERROR' })).toBe(LogLevel.error);
    expect(levelOf({ severity_text: 'FATAL' })).toBe(LogLevel.critical);
    expect(levelOf({ level: 'loud' })).toBe(LogLevel.unknown);
    expect(levelOf({})).toBe(LogLevel.unknown);
  });

  it('differ in those labels that not all of them share', () => {
    const lines = [
      frame(
        [1, 'a', { job: 'j', pod: 'p', level: 'info' }],
        [2, 'b', { job: 'j', pod: 'q', level: 'warn', extra: 'x' }]
      ),
    ];
    expect([...varyingLabels(logLines(lines, Descending))].sort()).toEqual(['extra', 'pod']);
  });
});
