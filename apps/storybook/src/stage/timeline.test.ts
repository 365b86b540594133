import { readFileSync } from 'node:fs';

import { afterEach, describe, expect, it, vi } from 'vitest';

import { readTimeline } from './timeline.ts';

const answer = (body: string, init?: ResponseInit): void =>
  void vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, init)));

afterEach(() => vi.unstubAllGlobals());

describe('readTimeline', () => {
  it('gives the time from the first event to the last', async () => {
    answer(
      JSON.stringify([
        { t_ms: 5, event: 'a' },
        { t_ms: 9, event: 'b' },
        { t_ms: 7, event: 'c' },
      ])
    );
    expect(await readTimeline('/timeline.json')).toEqual({ startMs: 5, endMs: 9 });
  });

  it('reads the timeline of the run that the stories are about', async () => {
    answer(readFileSync(new URL('../../../../test/fixtures/captures/long/timeline.json', import.meta.url), 'utf8'));
    const { startMs, endMs } = await readTimeline('/timeline.json');
    expect(new Date(startMs).toISOString()).toBe('2026-11-22T13:40:47.086Z');
    expect(new Date(endMs).toISOString()).toBe('2026-11-22T13:58:45.448Z');
  });

  it.each([
    ['there is none', '', { status: 404 }],
    ['it is a page', '<html>', {}],
    ['it is something else', '{"t_ms": 5}', {}],
    ['its events have no times', '[{"event": "a"}, {"t_ms": "5"}, null]', {}],
    ['it has one event only', '[{"t_ms": 5}]', {}],
  ])('names the file when %s', async (_, body, init) => {
    answer(body, init);
    await expect(readTimeline('/timeline.json')).rejects.toThrow('The timeline /timeline.json is missing or damaged');
  });
});
