import { describe, expect, it } from 'vitest';

import { RANGE, askTempo } from '../../testing/tempo.ts';

describe('tags', () => {
  it('are listed by scope, with the intrinsics', () => {
    const { body } = askTempo('/api/v2/search/tags');
    expect(body).toMatchObject({
      scopes: [
        { name: 'span', tags: ['model', 'request.outcome', 'share', 'stream', 'tokens'] },
        { name: 'resource', tags: ['service.name'] },
        { name: 'event', tags: ['status'] },
        { name: 'intrinsic' },
      ],
    });
    expect(askTempo('/api/v2/search/tags', { ...RANGE, scope: 'event' }).body).toMatchObject({
      scopes: [{ name: 'event', tags: ['status'] }],
    });
    expect(askTempo('/api/search/tags').body).toMatchObject({
      tagNames: ['model', 'request.outcome', 'service.name', 'share', 'stream', 'tokens'],
    });
    expect(askTempo('/api/v2/search/tags', { ...RANGE, scope: 'planet' })).toEqual({
      status: 400,
      body: 'invalid scope: planet',
    });
  });

  it.each([
    ['span.model', [{ type: 'string', value: 'm' }]],
    ['span.tokens', [{ type: 'int', value: '12' }]],
    ['span.share', [{ type: 'float', value: '0.5' }]],
    ['span.stream', [{ type: 'bool', value: 'true' }]],
    ['event:name', [{ type: 'string', value: 'request completed' }]],
    [
      '.service.name',
      [
        { type: 'string', value: 'dynamo-frontend' },
        { type: 'string', value: 'dynamo-worker' },
      ],
    ],
    [
      'name',
      [
        { type: 'string', value: 'http-request' },
        { type: 'string', value: 'route' },
        { type: 'string', value: 'serve' },
      ],
    ],
    [
      'status',
      [
        { type: 'keyword', value: 'ok' },
        { type: 'keyword', value: 'error' },
        { type: 'keyword', value: 'unset' },
      ],
    ],
    ['duration', []],
    ['trace:id', []],
  ])('%s has the values %j', (name, tagValues) => {
    expect(askTempo(`/api/v2/search/tag/${encodeURIComponent(name)}/values`).body).toEqual({ tagValues, metrics: {} });
  });

  it('have only the values behind a filter, and all where it cannot be read yet', () => {
    const values = (q: string) => askTempo('/api/v2/search/tag/name/values', { ...RANGE, q }).body;
    expect(values('{resource.service.name = "dynamo-worker"}')).toMatchObject({ tagValues: [{ value: 'serve' }] });
    expect(values('{resource.service.name = }')).toHaveProperty('tagValues.length', 3);
  });

  it('have plain values in version 1', () => {
    expect(askTempo('/api/search/tag/service.name/values').body).toMatchObject({
      tagValues: ['dynamo-frontend', 'dynamo-worker'],
    });
  });

  it('refuse a name that is none', () => {
    expect(askTempo('/api/v2/search/tag/nope/values').status).toBe(400);
  });
});
