import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { storeOf, valuesOf } from '../../../testing/store.ts';
import { EvaluationError } from '../evaluation-error.ts';

const store = storeOf({
  'req{model="a",code="200"}': [8],
  'req{model="a",code="500"}': [2],
  'req{model="b",code="200"}': [5],
  'lim{model="a",zone="z"}': [10],
  'lim{model="b",zone="z"}': [20],
  'one{x="1"}': [1],
  'two{x="1"}': [2],
});
const at = (query: string): Record<string, number> => valuesOf(store, query, 0);

describe('an operator between vectors', () => {
  it.each([
    ['one + two', { '{x="1"}': 3 }],
    ['two - one ^ two', { '{x="1"}': 1 }],
    ['one < two', { 'one{x="1"}': 1 }],
    ['one > two', {}],
    ['one > bool two', { '{x="1"}': 0 }],
    ['one < on (x) two', { '{x="1"}': 1 }],
    ['one < ignoring (x) two', { one: 1 }],
    [
      'req / on (model) group_left lim',
      { '{code="200", model="a"}': 0.8, '{code="500", model="a"}': 0.2, '{code="200", model="b"}': 0.25 },
    ],
    ['req{code="500"} * on (model) group_left (zone) lim', { '{code="500", model="a", zone="z"}': 20 }],
    ['lim - on (model) group_right req{code="200"}', { '{code="200", model="a"}': 2, '{code="200", model="b"}': 15 }],
    ['lim > on (model) group_right (zone) req{code="500"}', { 'req{code="500", model="a", zone="z"}': 10 }],
    ['req{code="500"} / ignoring (code, zone) lim', { '{model="a"}': 0.2 }],
    ['one + none', {}],
  ])('%s', (query, expected) => {
    expect(at(query)).toEqual(expected);
  });

  it.each([
    ['lim / on (model) req', 'found duplicate series for the match group {model="a"} on the right hand-side'],
    [
      'req / on (model) group_right lim',
      'found duplicate series for the match group {model="a"} on the left hand-side',
    ],
    ['req / on (model) lim', 'many-to-one matching must be explicit'],
    [
      'req * on (model) group_left (code) label_replace(lim, "code", "x", "", "")',
      'grouping labels must ensure unique matches',
    ],
    ['{__name__=~"one|two"} + 1', 'same labelset'],
    ['-{__name__=~"one|two"}', 'same labelset'],
  ])('%s has no answer: %s', (query, message) => {
    expect(() => at(query)).toThrow(EvaluationError);
    expect(() => at(query)).toThrow(message);
  });

  it('lets two series share a result where they never meet', () => {
    const apart = storeOf({ 'a{x="1"}': [1, null], 'b{x="1"}': [undefined, 2] });
    const { result } = apart.queryRange('{__name__=~"a|b"} + 1', { startMs: 0, endMs: 15_000, stepMs: 15_000 });
    expect(result).toEqual([{ metric: { x: '1' }, timesMs: [0, 15_000], values: [2, 3] }]);
  });
});

describe('an operator with a scalar', () => {
  it.each([
    ['two * 3', { '{x="1"}': 6 }],
    ['1 / two', { '{x="1"}': 0.5 }],
    ['two > 1', { 'two{x="1"}': 2 }],
    ['1 < two', { 'two{x="1"}': 2 }],
    ['3 < two', {}],
    ['3 < bool two', { '{x="1"}': 0 }],
    ['two % -0.75', { '{x="1"}': 0.5 }],
    ['1 ^ NaN', { scalar: 1 }],
    ['(-1) ^ Inf', { scalar: 1 }],
    ['NaN == bool NaN', { scalar: 0 }],
    ['NaN != bool NaN', { scalar: 1 }],
  ])('%s', (query, expected) => {
    expect(at(query)).toEqual(expected);
  });
});

describe('a set operator', () => {
  it.each([
    ['req and on (model) lim{model="b"}', { 'req{code="200", model="b"}': 5 }],
    ['req unless on (model) lim{model="b"}', { 'req{code="200", model="a"}': 8, 'req{code="500", model="a"}': 2 }],
    ['one or two', { 'one{x="1"}': 1 }],
    ['one or on (none) two', { 'one{x="1"}': 1 }],
    ['one or on (none, __name__) two', { 'one{x="1"}': 1, 'two{x="1"}': 2 }],
    ['none or one', { 'one{x="1"}': 1 }],
    ['one and none', {}],
  ])('%s', (query, expected) => {
    expect(at(query)).toEqual(expected);
  });

  it('splits a vector in two: what matches and what does not', () => {
    const side = fc.uniqueArray(fc.nat({ max: 5 }));
    fc.assert(
      fc.property(side, side, (left, right) => {
        const both = storeOf({
          ...Object.fromEntries(left.map((x) => [`l{x="${x}"}`, [x]])),
          ...Object.fromEntries(right.map((x) => [`r{x="${x}"}`, [x]])),
        });
        const matched = Object.keys(valuesOf(both, 'l and r', 0));
        const rest = Object.keys(valuesOf(both, 'l unless r', 0));
        expect([...matched, ...rest].sort()).toEqual(Object.keys(valuesOf(both, 'l', 0)).sort());
        expect(matched).toHaveLength(left.filter((x) => right.includes(x)).length);
      })
    );
  });

  it('decides step by step', () => {
    const gap = storeOf({ a: [1, null, 3], b: [10, 20, 30] });
    const { result } = gap.queryRange('a or on () b', { startMs: 0, endMs: 30_000, stepMs: 15_000 });
    expect(result.map(({ metric, values }) => [metric['__name__'], values])).toEqual([
      ['a', [1, 3]],
      ['b', [20]],
    ]);
  });
});
