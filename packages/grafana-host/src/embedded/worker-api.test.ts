import { describe, expect, it } from 'vitest';

import { FakeChannel } from './testing/fake-channel.ts';
import { WorkerApi } from './worker-api.ts';
import { WorkerCalls } from './worker-calls.ts';

const source = { api: 'tempo', otlp: '/spans' } as const;

function api(): { tempo: WorkerApi; channel: FakeChannel } {
  const channel = new FakeChannel();
  const calls = new WorkerCalls(channel);
  return {
    tempo: new WorkerApi(
      () => calls,
      source,
      () => 5000
    ),
    channel,
  };
}

describe('an API in a worker', () => {
  it('is asked as over HTTP, with the time that it is', async () => {
    const { tempo, channel } = api();
    const answer = tempo.get('/api/search', new URLSearchParams({ q: '{ }' }));
    expect(channel.sent).toEqual([
      { id: 1, method: 'get', request: { source, path: '/api/search', query: 'q=%7B+%7D', nowMs: 5000 } },
    ]);
    channel.answer({ id: 1, answer: { status: 200, body: { traces: [] } } });
    expect(await answer).toEqual({ traces: [] });
  });

  it('fails as over HTTP', async () => {
    const { tempo, channel } = api();
    const answer = tempo.get('/api/search', new URLSearchParams());
    channel.answer({ id: 1, answer: { status: 400, body: 'invalid query: parse error' } });
    await expect(answer).rejects.toMatchObject({ status: 400, message: 'invalid query: parse error' });
  });

  it('fails with the words of the worker where the capture cannot be read', async () => {
    const { tempo, channel } = api();
    const answer = tempo.get('/api/search', new URLSearchParams());
    channel.answer({ id: 1, error: 'The capture /spans cannot be read: 404' });
    await expect(answer).rejects.toThrow('The capture /spans cannot be read: 404');
  });
});
