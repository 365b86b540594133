import { describe, expect, it } from 'vitest';

import { RecentRatio } from './recent-ratio.ts';

describe('a ratio over recent requests', () => {
  it('is 0 before the first', () => {
    expect(new RecentRatio(3).value).toBe(0);
  });

  it('weighs requests by their size', () => {
    const ratio = new RecentRatio(3);
    ratio.add(10, 10);
    ratio.add(0, 30);
    expect(ratio.value).toBe(0.25);
  });

  it('forgets what is too long ago', () => {
    const ratio = new RecentRatio(2);
    ratio.add(10, 10);
    ratio.add(0, 10);
    ratio.add(5, 10);
    expect(ratio.value).toBe(0.25);
  });
});
