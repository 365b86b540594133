import { describe, expect, it } from 'vitest';

import { FakeJsonApi } from '../api/testing/fake-json-api.ts';
import { findTags, readTagQuery } from './tags.ts';

const span = { startMs: 1500, endMs: 2500 };
const range = { limit: '5000', start: '1', end: '3' };
const scopes = [
  { name: 'span', tags: ['model', 'request.outcome'] },
  { name: 'resource', tags: ['service.name', 'model'] },
  { name: 'intrinsic', tags: ['status'] },
];
const api = (values: Record<string, unknown> = {}): FakeJsonApi =>
  new FakeJsonApi({ '/api/v2/search/tags': { scopes }, ...values });

describe('a variable query of Tempo', () => {
  it('lists the names of attributes once', async () => {
    expect(await findTags({ type: 0 }, api(), span)).toEqual(['model', 'request.outcome', 'service.name', 'status']);
  });

  it('lists the values of an attribute in the first scope that has it', async () => {
    const tempo = api({
      '/api/v2/search/tag/span.model/values': { tagValues: [{ type: 'string', value: 'a' }, { type: 'string' }] },
    });
    expect(await findTags({ type: 1, label: 'model' }, tempo, span)).toEqual(['a']);
    expect(tempo.asked[1]?.params).toEqual(range);
  });

  it('asks for intrinsics without a scope', async () => {
    const tempo = api({ '/api/v2/search/tag/status/values': { tagValues: [{ type: 'keyword', value: 'error' }] } });
    expect(await findTags({ type: 1, label: 'status' }, tempo, span)).toEqual(['error']);
  });

  it('leaves the time to Tempo where none is given', async () => {
    const tempo = api();
    await findTags({ type: 0 }, tempo, undefined);
    expect(tempo.asked[0]?.params).toEqual({ limit: '5000' });
  });

  it('says when no span has the attribute', async () => {
    await expect(findTags({ type: 1, label: 'colour' }, api(), span)).rejects.toThrow(/has an attribute "colour"/);
  });

  it('lists nothing while no attribute is named', async () => {
    expect(await findTags({ type: 1 }, api(), span)).toEqual([]);
  });

  it('is an object with a type', () => {
    expect(readTagQuery({ type: 1, label: 'model', refId: 'x' })).toEqual({ type: 1, label: 'model' });
    expect(readTagQuery('model')).toBeUndefined();
    expect(readTagQuery({ type: 2 })).toBeUndefined();
  });
});
