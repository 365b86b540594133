import { FieldType, toDataFrame, type DataFrame } from '@grafana/data';
import { firstValueFrom, of } from 'rxjs';
import { describe, expect, it } from 'vitest';

import { extractFields } from './extract-fields.ts';

const lines = toDataFrame({
  fields: [
    { name: 'labels', type: FieldType.other, values: [{ model: 'a', n: 1 }, { status: 'error' }] },
    { name: 'Time', type: FieldType.time, values: [1, 2] },
    { name: 'Line', type: FieldType.string, values: ['{"ok":true}', 'plain'] },
  ],
});
const context = { interpolate: (text: string) => text };

async function shown(options: object, frame: DataFrame = lines): Promise<unknown> {
  const [first] = await firstValueFrom(extractFields.operator(options, context)(of([frame])));
  return first?.fields.map(({ name, type, values }) => [name, type, values]);
}

describe('fields of objects', () => {
  it('stand in place of the others, after the time', async () => {
    expect(await shown({ source: 'labels', replace: true, keepTime: true })).toEqual([
      ['Time', FieldType.time, [1, 2]],
      ['model', FieldType.string, ['a', undefined]],
      ['n', FieldType.number, [1, undefined]],
      ['status', FieldType.string, [undefined, 'error']],
    ]);
    expect(await shown({ source: 'labels', replace: true })).not.toContainEqual(expect.arrayContaining(['Time']));
  });

  it('come behind the others', async () => {
    expect(await shown({ source: 'labels' })).toHaveLength(6);
  });

  it('are read from JSON, and what is none has no values', async () => {
    expect(await shown({ source: 'Line', replace: true })).toEqual([['ok', FieldType.boolean, [true, undefined]]]);
  });

  it('are none where there is no such field', async () => {
    expect(await shown({ source: 'nothing', replace: true })).toHaveLength(3);
  });
});
