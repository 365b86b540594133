import { describe, expect, it } from 'vitest';

import { logStoreOf, seconds } from '../testing/logs.ts';

describe('a range of lines', () => {
  const store = logStoreOf({ 'app="a"': ['1', '2', '4'], 'app="b"': ['1b', '2b', '3b'], 'job="c"': ['x'] });
  const lines = (options: object) => {
    const result = store.queryRange('{app=~".+"}', {
      startNs: seconds(1),
      endNs: seconds(3),
      stepMs: 1000,
      ...options,
    });
    return result.resultType === 'streams' ? result.lines.map(({ line }) => line) : [];
  };

  it('has its start and not its end, the newest first, and of one time the first stream', () => {
    expect(lines({})).toEqual(['2', '2b', '1', '1b']);
  });

  it('has the oldest first when asked', () => {
    expect(lines({ direction: 'forward', endNs: seconds(10) })).toEqual(['1', '1b', '2', '2b', '4', '3b']);
  });

  it('is cut at the limit', () => {
    expect(lines({ limit: 3 })).toEqual(['2', '2b', '1']);
    expect(lines({ limit: 1, direction: 'forward' })).toEqual(['1']);
  });

  it('has no line that is not there yet', () => {
    expect(lines({ endNs: seconds(10), untilNs: seconds(2) })).toEqual(['2', '2b', '1', '1b']);
  });

  it('must not end before it starts', () => {
    expect(() => lines({ endNs: 0n })).toThrow('end timestamp must not be before or equal to start time');
  });

  it('says what it read', () => {
    const result = store.queryRange('{app="b"} |= "3"', { startNs: 0n, endNs: seconds(9), stepMs: 1000 });
    expect(result.statistics).toMatchObject({ linesRead: 3, bytesRead: 6 });
  });
});
