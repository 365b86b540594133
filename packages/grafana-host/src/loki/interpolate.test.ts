import { describe, expect, it } from 'vitest';

import { interpolateForLogQl } from './interpolate.ts';

describe('a variable in LogQL', () => {
  it('stays as it is when it holds one value', () => {
    expect(interpolateForLogQl('a."b\\', {})).toBe('a."b\\');
  });

  it('becomes a pattern when it may hold several', () => {
    expect(interpolateForLogQl(['a.b', 'c|d'], { multi: true })).toBe('a\\\\.b|c\\\\|d');
    expect(interpolateForLogQl('.+', { includeAll: true })).toBe('\\\\.\\\\+');
  });
});
