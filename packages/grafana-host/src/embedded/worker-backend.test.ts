import { describe, expect, it } from 'vitest';

import { FakeChannel } from './testing/fake-channel.ts';
import { WorkerBackend } from './worker-backend.ts';
import { WorkerCalls } from './worker-calls.ts';

const request = { expr: 'up', timeMs: 0 };

describe('the store in a worker', () => {
  it('gives each answer to the call that it belongs to', async () => {
    const channel = new FakeChannel();
    const backend = new WorkerBackend(new WorkerCalls(channel));
    const answers = Promise.all([backend.query(request), backend.labelValues({ label: 'job', startMs: 0, endMs: 1 })]);
    channel.answer({ id: 2, answer: ['a'] });
    channel.answer({ id: 1, answer: { type: 'scalar', timeMs: 0, value: 1 } });
    expect(await answers).toEqual([{ type: 'scalar', timeMs: 0, value: 1 }, ['a']]);
  });

  it('fails a call with the words of the worker', async () => {
    const channel = new FakeChannel();
    const answer = new WorkerBackend(new WorkerCalls(channel)).query(request);
    channel.answer({ id: 1, error: '1:1: function x is not supported' });
    await expect(answer).rejects.toThrow('1:1: function x is not supported');
  });

  it('tells the worker when nobody waits any more, and lets the call fail', async () => {
    const channel = new FakeChannel();
    const abort = new AbortController();
    const answer = new WorkerBackend(new WorkerCalls(channel)).query(request, abort.signal);
    abort.abort();
    await expect(answer).rejects.toThrow('cancelled');
    expect(channel.sent.at(-1)).toEqual({ id: 1, method: 'cancel' });
  });

  it('does not cancel what has been answered', async () => {
    const channel = new FakeChannel();
    const abort = new AbortController();
    const answer = new WorkerBackend(new WorkerCalls(channel)).query(request, abort.signal);
    channel.answer({ id: 1, answer: { type: 'scalar', timeMs: 0, value: 1 } });
    await answer;
    abort.abort();
    expect(channel.sent).toHaveLength(1);
  });
});
