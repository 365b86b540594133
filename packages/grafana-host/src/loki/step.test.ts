import { describe, expect, it } from 'vitest';

import { stepOf } from './step.ts';

const inputs = { step: '', resolution: 1, intervalMs: 7000, rangeMs: 1000 };

describe('the step of a range query', () => {
  it('is what the panel needs, times the resolution', () => {
    expect(stepOf({ ...inputs, resolution: 2 })).toBe(14_000);
  });

  it('is never so small that Loki would refuse the points', () => {
    expect(stepOf({ ...inputs, intervalMs: 2000, rangeMs: 33_001_000 })).toBe(3001);
  });

  it('is what the query says', () => {
    expect(stepOf({ ...inputs, step: '1m', resolution: 2 })).toBe(120_000);
    expect(stepOf({ ...inputs, step: '30' })).toBe(30_000);
    expect(() => stepOf({ ...inputs, step: 'often' })).toThrow(/"often" is not a duration/);
  });
});
