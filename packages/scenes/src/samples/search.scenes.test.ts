import { describe, expect, it } from 'vitest';

import type { EvidenceRequest } from '../evidence/evidence-request.ts';
import { FakeSource } from '../testing/fake-source.ts';
import { lineRows, spanRows } from '../testing/found.ts';
import { firstThatAnswers, searchInLogs, searchInTraces, type SampleSearch } from './search.ts';

const id = 'a'.repeat(32);
const moment = { fromMs: 60_000, toMs: 120_000 };

describe('some requests of a stretch of time', () => {
  it('come from traces: few spans, only of requests that reached their first token', async () => {
    const tempo = new FakeSource('tempo', () => [
      spanRows({ traceIdHidden: id, name: 'http-request', time: 70_000, duration: 2e9, ttft_ms: '500' }),
    ]);
    expect(await searchInTraces(tempo, [])(moment)).toMatchObject([{ traceId: id, ttftMs: 500 }]);
    expect(tempo.asked.join()).toContain('{name = "http-request" && span.ttft_ms != nil}');
  });

  it('come from completed lines of the streams of Dynamo', async () => {
    const loki = new FakeSource('loki', () => [lineRows(70_000, { trace_id: id, elapsed_ms: '2000' })]);
    expect(await searchInLogs(loki, [])(moment)).toMatchObject([{ traceId: id, startMs: 68_000, durationMs: 2000 }]);
    expect(loki.asked.join()).toMatch(/^\{service_name=~"\.\*dynamo\.\*"\} \|= "request completed"/);
  });

  it('are asked for in just that stretch, by either', async () => {
    for (const [type, search] of [
      ['tempo', searchInTraces],
      ['loki', searchInLogs],
    ] as const) {
      const ranges: number[][] = [];
      const source = new FakeSource(type, (_, { range }) => {
        ranges.push([range.from.valueOf(), range.to.valueOf()]);
        return [];
      });
      expect(await search(source, [])(moment)).toEqual([]);
      expect(ranges).toEqual([[moment.fromMs, moment.toMs]]);
    }
  });

  it('are of the chosen models, whatever those are called', async () => {
    const [tempo, loki] = [new FakeSource('tempo'), new FakeSource('loki')];
    const hostile = 'a"}b`|.*\\';
    await searchInTraces(tempo, [hostile])(moment);
    await searchInLogs(loki, [hostile])(moment);
    for (const asked of [tempo.asked.join(), loki.asked.join()]) {
      const [, literal = '""'] = /model ?=~ ?("(?:[^"\\]|\\.)*")/.exec(asked) ?? [];
      const pattern = new RegExp(`^(?:${String(JSON.parse(literal))})$`);
      expect(hostile).toMatch(pattern);
      expect('a"}b`').not.toMatch(pattern);
    }
  });

  it('are not found where the data source fails, which says why', async () => {
    const broken = () => {
      throw new Error('overloaded');
    };
    await expect(searchInTraces(new FakeSource('tempo', broken), [])(moment)).rejects.toThrow('overloaded');
    await expect(searchInLogs(new FakeSource('loki', broken), [])(moment)).rejects.toThrow('overloaded');
  });
});

describe('several places to search', () => {
  const request: EvidenceRequest = { startMs: 1, outcome: 'success', sources: new Set(['logs']) };
  const fails =
    (message: string): SampleSearch =>
    () =>
      Promise.reject(new Error(message));

  it('are asked in order, and only while they fail', async () => {
    expect(await firstThatAnswers([() => Promise.resolve([]), () => Promise.resolve([request])])(moment)).toEqual([]);
    expect(await firstThatAnswers([fails('first'), () => Promise.resolve([request])])(moment)).toEqual([request]);
  });

  it('fail with the words of the last, and find nothing where there are none', async () => {
    await expect(firstThatAnswers([fails('first'), fails('last')])(moment)).rejects.toThrow('last');
    expect(await firstThatAnswers([])(moment)).toEqual([]);
  });
});
