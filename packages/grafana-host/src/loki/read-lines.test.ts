import { describe, expect, it } from 'vitest';

import { readLines } from './read-lines.ts';

describe('lines of Loki', () => {
  it('have their labels from stream, metadata and parsers, each with its source; the last one wins', () => {
    const metadata = { structuredMetadata: { trace_id: 'abc', level: 'warn' }, parsed: { level: 'error' } };
    const data = {
      resultType: 'streams',
      encodingFlags: ['categorize-labels'],
      result: [{ stream: { job: 'x', level: 'info' }, values: [['1700000000000000123', 'text', metadata]] }],
    };
    expect(readLines(data)).toEqual([
      {
        timeMs: 1_700_000_000_000,
        nanos: 123,
        timeNs: '1700000000000000123',
        line: 'text',
        labels: { job: 'x', level: 'error', trace_id: 'abc' },
        labelTypes: { job: 'I', level: 'P', trace_id: 'S' },
      },
    ]);
  });

  it('have only the labels of the stream where Loki does not tell them apart', () => {
    const data = { resultType: 'streams', result: [{ stream: { b: '1', a: '2' }, values: [['1', 'text']] }] };
    const [line] = readLines(data);
    expect(Object.keys(line?.labels ?? {})).toEqual(['a', 'b']);
    expect(line).not.toHaveProperty('labelTypes');
  });

  it('may be none', () => {
    expect(readLines({ resultType: 'streams', result: [] })).toEqual([]);
  });

  it('are refused where they are something else', () => {
    expect(() => readLines({ result: 'many' })).toThrow(/something that is no list/);
    expect(() => readLines({ result: [{ values: [['yesterday', 'x']] }] })).toThrow(/"yesterday" that is no number/);
  });
});
