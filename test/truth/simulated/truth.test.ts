import { describe, expect, it } from 'vitest';

import { Observations, type Observation } from './observations.ts';
import { SeenStates } from './states.ts';
import { across, bucketEnd, complement, either, mean, minus, outlierScore, rate, upTo, type Truth } from './truth.ts';

const window = { at: 600, seconds: 300, interval: 15 };
const source = { name: 'a', from: 0, to: Infinity };
const seen = (all: ReadonlyArray<Partial<Observation>>, by: readonly string[] = []): Observations =>
  new Observations(
    all.map((each) => ({ at: 450, value: 1, labels: {}, source, ...each })),
    by,
    15,
    'always'
  );
const known = (values: { readonly [worker: string]: number }): Truth => ({
  bound: ({ worker = '' }) => {
    const value = values[worker];
    return value === undefined ? undefined : { low: value, high: value };
  },
  expected: () => Object.keys(values).map((worker) => ({ worker, kind: 'decode' })),
});

describe('truths made of others', () => {
  it('are differences, and what is left of 1', () => {
    expect(minus(known({ a: 5 }), known({ a: 3 })).bound({ worker: 'a' }, window)).toEqual({ low: 2, high: 2 });
    expect(complement(known({ a: 0.25 })).bound({ worker: 'a' }, window)).toEqual({ low: 0.75, high: 0.75 });
    expect(either(known({ a: 1 }), known({ b: 2 })).bound({ worker: 'b' }, window)).toEqual({ low: 2, high: 2 });
  });

  it('are the highest and the middle one of a kind', () => {
    const workers = known({ a: 1, b: 2, c: 9, d: 4 });
    expect(across(workers, ['kind'], 'max').bound({ kind: 'decode' }, window)).toEqual({ low: 9, high: 9 });
    expect(across(workers, ['kind'], 'median').bound({ kind: 'decode' }, window)).toEqual({ low: 3, high: 3 });
    expect(across(workers, ['kind'], 'max').bound({ kind: 'prefill' }, window)).toBeUndefined();
  });

  it('hold whether or not a doubtful one is there', () => {
    const workers: Truth = {
      ...known({ a: 1, b: 3 }),
      possible: () => [{ labels: { kind: 'decode' }, bound: { low: 0, high: 7 } }],
    };
    expect(across(workers, ['kind'], 'max').bound({ kind: 'decode' }, window)).toEqual({ low: 3, high: 7 });
    expect(across(workers, ['kind'], 'median').bound({ kind: 'decode' }, window)).toEqual({ low: 1, high: 3 });
  });

  it('score an outlier by the middle distance', () => {
    const score = outlierScore(known({ a: 1, b: 2, c: 3, d: 4, e: 10 }), ['kind']);
    expect(score.bound({ worker: 'e', kind: 'decode' }, window)?.low).toBeCloseTo(7 / 1.4826, 6);
  });
});

describe('truths of a histogram', () => {
  it('are the ends of the bucket that holds a quantile', () => {
    const of = seen([{ at: 100, value: 2 }, { value: 2 }, { value: 2.5 }, { value: 2.6 }]);
    expect(bucketEnd(of, 0.5, [1, 2, 3], 'lower').bound({}, window)).toEqual({ low: 2, high: 2 });
    expect(bucketEnd(of, 0.9, [1, 2, 3], 'upper').bound({}, window)).toEqual({ low: 3, high: 3 });
  });

  it('count up to the bound of a row', () => {
    const of = seen([{ value: 0.5 }, { value: 2 }]);
    expect(upTo(of).bound({ le: '1.0' }, window)?.low).toBeCloseTo(1 / 300, 9);
    expect(upTo(of).bound({ le: '+Inf' }, window)?.low).toBeCloseTo(2 / 300, 9);
  });
});

describe('a series that begins in the window', () => {
  const born = { ...source, from: 500 };

  it('may be stretched by more, and its sum and count unevenly', () => {
    const late = seen([{ at: 550, value: 3, source: born }]);
    const early = seen([
      { at: 100, value: 3 },
      { at: 550, value: 3 },
    ]);
    expect(rate(late).bound({}, window)?.high).toBeGreaterThan(rate(early).bound({}, window)?.high ?? Infinity);
    expect(mean(early).bound({}, window)).toEqual({ low: 3, high: 3 });
    const uneven = mean(late).bound({}, window);
    expect([(uneven?.low ?? 3) < 3, (uneven?.high ?? 3) > 3]).toEqual([true, true]);
  });

  it('does not show what it counted before its first scrape', () => {
    expect(rate(seen([{ at: 510, source: born }])).bound({}, window)?.low).toBe(0);
  });
});

describe('states', () => {
  const readings = (value: number) => [{ labels: { instance: 'a' }, value }];
  const states = new SeenStates(
    [{ scrapes: [420, 435, 450].map((at, index) => ({ at, readings: readings([1, 4, 10][index] ?? 0) })) }],
    ['instance'],
    'sum'
  );

  it('tell what was added between scrapes, and their mean over a window', () => {
    expect(states.growth().map(({ at, value }) => [at, value])).toEqual([
      [435, 3],
      [450, 6],
    ]);
    expect(states.over({ instance: 'a' }, window)).toEqual({ low: 5, high: 5 });
  });
});
