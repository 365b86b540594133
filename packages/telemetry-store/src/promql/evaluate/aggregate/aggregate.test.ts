import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { storeOf, valuesOf } from '../../../testing/store.ts';

const store = storeOf({
  'a{x="1",y="1"}': [1],
  'a{x="1",y="2"}': [3],
  'a{x="2",y="1"}': [10],
  'n{x="1"}': [NaN],
  'n{x="2"}': [2],
  'n{x="3"}': [5],
});
const at = (query: string): Record<string, number> => valuesOf(store, query, 0);

describe('an aggregation', () => {
  it.each([
    ['sum(a)', { '{}': 14 }],
    ['sum by (x) (a)', { '{x="1"}': 4, '{x="2"}': 10 }],
    ['sum without (y) (a)', { '{x="1"}': 4, '{x="2"}': 10 }],
    ['sum by (x, none) (a)', { '{x="1"}': 4, '{x="2"}': 10 }],
    ['count by (__name__) ({x=~".+"})', { a: 3, n: 3 }],
    ['avg(a)', { '{}': 14 / 3 }],
    ['group(a)', { '{}': 1 }],
    ['stdvar by (x) (a)', { '{x="1"}': 1, '{x="2"}': 0 }],
    ['stddev by (x) (a)', { '{x="1"}': 1, '{x="2"}': 0 }],
    ['quantile(0.5, a)', { '{}': 3 }],
    ['sum(none)', {}],
    ['min(n)', { '{}': 2 }],
    ['max(n)', { '{}': 5 }],
    ['sum(n)', { '{}': NaN }],
    ['avg(vector(1) / 0)', { '{}': Infinity }],
  ])('%s', (query, expected) => {
    expect(at(query)).toEqual(expected);
  });

  it('by parts adds up to the whole', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 }), fc.integer()), { minLength: 1 }),
        (rows) => {
          const some = storeOf(Object.fromEntries(rows.map(([x, y, value]) => [`a{x="${x}",y="${y}"}`, [value]])));
          for (const query of ['sum(a)', 'count(a)']) {
            const [name] = query.split('(');
            const whole = valuesOf(some, query, 0)['{}'];
            const parts = Object.values(valuesOf(some, `${name} by (x) (a)`, 0));
            expect(parts.reduce((total, part) => total + part, 0)).toBe(whole);
          }
        }
      )
    );
  });
});

describe('topk and bottomk', () => {
  const order = (query: string): string[] => Object.keys(at(query));

  it('keep the labels and come in order, NaN last', () => {
    expect(order('topk(2, a)')).toEqual(['a{x="2", y="1"}', 'a{x="1", y="2"}']);
    expect(order('bottomk(2, a)')).toEqual(['a{x="1", y="1"}', 'a{x="1", y="2"}']);
    expect(order('topk(5, n)')).toEqual(['n{x="3"}', 'n{x="2"}', 'n{x="1"}']);
    expect(order('topk(1, n)')).toEqual(['n{x="3"}']);
    expect(at('topk by (x) (1, a)')).toEqual({ 'a{x="1", y="2"}': 3, 'a{x="2", y="1"}': 10 });
  });

  it.each(['topk(0, a)', 'topk(-3, a)', 'topk(0.9, a)'])('%s is nothing', (query) => {
    expect(at(query)).toEqual({});
  });

  it.each(['topk(NaN, a)', 'topk(1e19, a)', 'bottomk(NaN, none)'])('%s is refused', (query) => {
    expect(() => at(query)).toThrow('overflows int64');
  });

  it('choose at each step anew', () => {
    const moving = storeOf({ 'a{x="1"}': [1, 9], 'a{x="2"}': [5, 5] });
    const { result } = moving.queryRange('topk(1, a)', { startMs: 0, endMs: 15_000, stepMs: 15_000 });
    expect(result.map(({ metric, timesMs }) => [metric['x'], timesMs])).toEqual([
      ['1', [15_000]],
      ['2', [0]],
    ]);
  });

  it('of any values are the k largest', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 22 }),
        (values, k) => {
          const some = storeOf(Object.fromEntries(values.map((value, index) => [`a{i="${index}"}`, [value]])));
          const largest = [...values].sort((a, b) => b - a).slice(0, k);
          expect(Object.values(valuesOf(some, `topk(${k}, a)`, 0)).sort((a, b) => b - a)).toEqual(largest);
        }
      )
    );
  });
});

describe('count_values', () => {
  it('makes labels of values', () => {
    const versions = storeOf({ 'a{i="1"}': [2, 1e21], 'a{i="2"}': [2, NaN], 'b{i="1"}': [0.5, -0.5] });
    expect(valuesOf(versions, 'count_values("v", {i!=""})', 0)).toEqual({ '{v="2"}': 2, '{v="0.5"}': 1 });
    expect(valuesOf(versions, 'count_values without (i) ("v", a)', 15_000)).toEqual({
      '{v="1000000000000000000000"}': 1,
      '{v="NaN"}': 1,
    });
  });

  it('refuses a label that is none', () => {
    expect(() => at('count_values("a-b", a)')).toThrow('invalid label name in count_values(): "a-b"');
  });
});
