import { describe, expect, it } from 'vitest';

import { kindOf } from './target.ts';

describe('a TraceQL text', () => {
  it.each([
    ['1cffc1f8a0b1c2d3e4f5061728394a5b', 'trace'],
    [' ABC123 ', 'trace'],
    ['{name="http-request"}', 'search'],
    ['{} | select(span.rate)', 'search'],
    ['{} | rate()', 'metrics'],
    ['{} |quantile_over_time (duration, .9) by (name)', 'metrics'],
    ['{event:name="rate( | "}', 'search'],
  ])('%s asks for: %s', (query, kind) => {
    expect(kindOf(query)).toBe(kind);
  });
});
