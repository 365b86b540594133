import { describe, expect, it } from 'vitest';

import type { Bound } from './bounds.ts';
import { nothing } from './bounds.ts';
import { across, complement, growth, lower, per, product, sinceHour, total } from './combined.ts';
import type { Window } from './observations.ts';
import { SeenStates } from './states.ts';
import type { Truth } from './truth.ts';

const window: Window = { at: 600, seconds: 75, interval: 15 };
const fixed = (low: number, high = low): Truth => ({ bound: () => ({ low, high }), expected: () => [{}] });
const unknown: Truth = { bound: () => undefined, expected: () => [] };
const none: Truth = { bound: () => nothing, expected: () => [] };
const of = (truth: Truth): Bound | undefined => truth.bound({}, window);

describe('truths together', () => {
  it('bound what is made of two of them', () => {
    expect(of(complement(fixed(0.2, 0.3)))).toEqual({ low: 0.7, high: 0.8 });
    expect(of(product(fixed(2, 3), fixed(4, 5)))).toEqual({ low: 8, high: 15 });
    expect(of(total(fixed(2, 3), fixed(4, 5)))).toEqual({ low: 6, high: 8 });
    expect(of(lower(fixed(2, 9), fixed(4, 5)))).toEqual({ low: 2, high: 5 });
    expect(of(per(fixed(2, 4), fixed(1, 2)))).toEqual({ low: 1, high: 4 });
  });

  it('are unknown with one that is unknown, and nothing with one that is nothing', () => {
    expect(of(product(fixed(1), unknown))).toBeUndefined();
    expect(of(per(fixed(1), none))).toBe(nothing);
    expect(of(complement(none))).toBe(nothing);
  });

  it('join series, of which those with nothing do not count', () => {
    const each: Truth = {
      bound: ({ name = '' }) => (name === 'idle' ? nothing : { low: Number(name), high: Number(name) + 1 }),
      expected: () => [],
    };
    const groups =
      (...names: string[]) =>
      () =>
        names.map((name) => ({ name }));
    expect(of(across(each, groups('1', '5', '2', 'idle'), [], 'max'))).toEqual({ low: 5, high: 6 });
    expect(of(across(each, groups('1', '5', '2', '4'), [], 'median'))).toEqual({ low: 3, high: 4 });
    expect(of(across(each, groups('1', '2'), [], 'sum'))).toEqual({ low: 3, high: 5 });
    expect(of(across(each, groups('idle'), [], 'sum'))).toBe(nothing);
    expect(of(across(unknown, groups('1'), [], 'max'))).toBeUndefined();
  });
});

describe('a meter', () => {
  const meter = (value: (at: number) => number): SeenStates =>
    new SeenStates(
      [
        {
          scrapes: Array.from({ length: 40 }, (_, index) => ({
            at: 10 + 15 * index,
            readings: [{ labels: {}, value: value(10 + 15 * index) }],
          })),
        },
      ],
      [],
      'sum'
    );

  it('grows as its readings do', () => {
    expect(of(growth(meter((at) => 1000 + 3 * at)))).toEqual({ low: 3, high: 3 });
  });

  it('may not be stretched to before it was 0', () => {
    const { low, high } = of(growth(meter((at) => Math.max(0, at - 550)))) ?? nothing;
    expect([low, high]).toEqual([45 / 75, 45 / 60]);
  });

  it('is not judged while another has it', () => {
    expect(
      of(
        growth(
          meter((at) => at),
          meter((at) => (at > 570 ? 1 : 0))
        )
      )
    ).toBeUndefined();
  });
});

describe('the change since an hour before', () => {
  it('is nothing in the first hour, and then a difference', () => {
    expect(of(sinceHour(fixed(1)))).toBe(nothing);
    const later: Window = { ...window, at: 4000 };
    expect(sinceHour(fixed(2, 3)).bound({ line: '▲ vs 1 h before' }, later)).toEqual({ low: -1, high: 1 });
  });
});
