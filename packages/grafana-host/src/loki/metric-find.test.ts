import { describe, expect, it } from 'vitest';

import { FakeJsonApi } from '../api/testing/fake-json-api.ts';
import { findValues, parseVariableQuery } from './metric-find.ts';

const parse = (query: unknown): unknown => parseVariableQuery(query, (text) => text.replace('$ns', 'prod'));
const span = { startMs: 1000, endMs: 2000 };
const range = { start: '1000000000', end: '2000000000' };

describe('a variable query of Loki', () => {
  it.each([
    ['label_names()', { kind: 'label-names' }],
    ['label_values(pod)', { kind: 'label-values', label: 'pod' }],
    ['label_values({namespace="$ns"}, pod)', { kind: 'label-values', label: 'pod', stream: '{namespace="prod"}' }],
    ['label_values({}, pod)', { kind: 'label-values', label: 'pod' }],
    [{ type: 0, refId: 'v' }, { kind: 'label-names' }],
    [
      { type: 1, label: 'pod', stream: '{namespace="$ns"}' },
      { kind: 'label-values', label: 'pod', stream: '{namespace="prod"}' },
    ],
    [{ type: 1, label: '' }, undefined],
    ['up', undefined],
    [undefined, undefined],
  ])('%j', (query, parsed) => {
    expect(parse(query)).toEqual(parsed);
  });

  it('lists labels without those that Loki keeps for itself', async () => {
    const api = new FakeJsonApi({ '/loki/api/v1/labels': { data: ['pod', '__stream_shard__', 'job'] } });
    expect(await findValues({ kind: 'label-names' }, api, span)).toEqual(['job', 'pod']);
    expect(api.asked).toEqual([{ path: '/loki/api/v1/labels', params: range }]);
  });

  it('leaves the time to Loki where none is given', async () => {
    const api = new FakeJsonApi({ '/loki/api/v1/labels': { data: [] } });
    await findValues({ kind: 'label-names' }, api, undefined);
    expect(api.asked[0]?.params).toEqual({});
  });

  it('lists the values of a label, of all streams or of some', async () => {
    const api = new FakeJsonApi({ '/loki/api/v1/label/a%2Fb/values': { data: ['y', 'x'] } });
    expect(await findValues({ kind: 'label-values', label: 'a/b', stream: '{c="d"}' }, api, span)).toEqual(['x', 'y']);
    expect(api.asked[0]?.params).toEqual({ ...range, query: '{c="d"}' });
  });
});
