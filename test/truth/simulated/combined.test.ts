import { describe, expect, it } from 'vitest';

import type { Bound } from './bounds.ts';
import { nothing } from './bounds.ts';
import { lower, product, sinceHour } from './combined.ts';
import type { Window } from './observations.ts';
import { complement, ratio, type Truth } from './truth.ts';

const window: Window = { at: 600, seconds: 75, interval: 15 };
const fixed = (low: number, high = low): Truth => ({ bound: () => ({ low, high }), expected: () => [{}] });
const unknown: Truth = { bound: () => undefined, expected: () => [] };
const none: Truth = { bound: () => nothing, expected: () => [] };
const of = (truth: Truth): Bound | undefined => truth.bound({}, window);

describe('truths together', () => {
  it('bound what is made of two of them', () => {
    expect(of(complement(fixed(0.2, 0.3)))).toEqual({ low: 0.7, high: 0.8 });
    expect(of(product(fixed(2, 3), fixed(4, 5)))).toEqual({ low: 8, high: 15 });
    expect(of(lower(fixed(2, 9), fixed(4, 5)))).toEqual({ low: 2, high: 5 });
    expect(of(ratio(fixed(2, 4), fixed(1, 2)))).toEqual({ low: 1, high: 4 });
  });

  it('are unknown with one that is unknown, and nothing with one that is nothing', () => {
    expect(of(product(fixed(1), unknown))).toBeUndefined();
    expect(of(ratio(fixed(1), none))).toBe(nothing);
    expect(of(complement(none))).toBe(nothing);
  });
});

describe('the change since an hour before', () => {
  it('is nothing in the first hour, and then a difference', () => {
    expect(of(sinceHour(fixed(1)))).toBe(nothing);
    const later: Window = { ...window, at: 4000 };
    expect(sinceHour(fixed(2, 3)).bound({ line: '▲ vs 1 h before' }, later)).toEqual({ low: -1, high: 1 });
  });
});
