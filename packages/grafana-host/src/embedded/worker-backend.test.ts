import { describe, expect, it } from 'vitest';

import type { FromWorker, ToWorker } from './messages.ts';
import { WorkerBackend, type Channel } from './worker-backend.ts';

class FakeChannel implements Channel {
  readonly sent: ToWorker[] = [];
  private listener: (event: { readonly data: FromWorker }) => void = () => undefined;

  postMessage(message: ToWorker): void {
    this.sent.push(message);
  }

  addEventListener(_type: 'message', listener: (event: { readonly data: FromWorker }) => void): void {
    this.listener = listener;
  }

  answer(message: FromWorker): void {
    this.listener({ data: message });
  }
}

const request = { expr: 'up', timeMs: 0 };

describe('the store in a worker', () => {
  it('gives each answer to the call that it belongs to', async () => {
    const channel = new FakeChannel();
    const backend = new WorkerBackend(channel);
    const answers = Promise.all([backend.query(request), backend.labelValues({ label: 'job', startMs: 0, endMs: 1 })]);
    channel.answer({ id: 2, answer: ['a'] });
    channel.answer({ id: 1, answer: { type: 'scalar', timeMs: 0, value: 1 } });
    expect(await answers).toEqual([{ type: 'scalar', timeMs: 0, value: 1 }, ['a']]);
  });

  it('fails a call with the words of the worker', async () => {
    const channel = new FakeChannel();
    const answer = new WorkerBackend(channel).query(request);
    channel.answer({ id: 1, error: '1:1: function x is not supported' });
    await expect(answer).rejects.toThrow('1:1: function x is not supported');
  });

  it('tells the worker when nobody waits any more, and lets the call fail', async () => {
    const channel = new FakeChannel();
    const abort = new AbortController();
    const answer = new WorkerBackend(channel).query(request, abort.signal);
    abort.abort();
    await expect(answer).rejects.toThrow('cancelled');
    expect(channel.sent.at(-1)).toEqual({ id: 1, method: 'cancel' });
  });

  it('does not cancel what has been answered', async () => {
    const channel = new FakeChannel();
    const abort = new AbortController();
    const answer = new WorkerBackend(channel).query(request, abort.signal);
    channel.answer({ id: 1, answer: { type: 'scalar', timeMs: 0, value: 1 } });
    await answer;
    abort.abort();
    expect(channel.sent).toHaveLength(1);
  });
});
