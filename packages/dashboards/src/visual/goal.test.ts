import { describe, expect, it } from 'vitest';

import { goalOf } from './goal.ts';
import { thresholds } from './panel.ts';
import { verdict } from './verdict.ts';

const { good, watch, bad } = verdict;

describe('goalOf', () => {
  it('is where good begins', () => {
    expect(goalOf(thresholds(bad, [0.99, watch], [0.999, good]), 'percentunit')).toBe('≥ 99.9 %');
    expect(goalOf(thresholds(bad, [1, good]), 'short')).toBe('≥ 1');
  });

  it('is where good ends', () => {
    expect(goalOf(thresholds(good, [80, watch], [85, bad]), 'celsius')).toBe('< 80 °C');
    expect(goalOf(thresholds(good, [0.001, bad]), 'percentunit')).toBe('< 0.1 %');
    expect(goalOf(thresholds(good, [10, watch]), 'short')).toBe('< 10');
  });

  it('is none at all of what is counted and ought not to happen, be it counted whole or by the second', () => {
    expect(goalOf(thresholds(good, [1, bad]), 'short')).toBe('0');
    expect(goalOf(thresholds(good, [0.001, bad]), 'eps')).toBe('0');
  });

  it('is not known where nothing is called good, or everything', () => {
    expect(goalOf(thresholds('text', [1, bad]), 'short')).toBeUndefined();
    expect(goalOf(thresholds(good), 'short')).toBeUndefined();
  });
});
