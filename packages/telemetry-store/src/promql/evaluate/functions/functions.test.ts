import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { MetricStore } from '../../../metrics/metric-store.ts';
import { storeOf, valuesOf } from '../../../testing/store.ts';
import { EvaluationError } from '../evaluation-error.ts';

const store = storeOf({ 'a{x="1"}': [-2.5], 'a{x="2"}': [4], odd: [NaN] });
const at = (query: string): Record<string, number> => valuesOf(store, query, 0);

describe('functions of a sample', () => {
  it.each([
    ['abs(a)', 2.5, 4],
    ['ceil(a)', -2, 4],
    ['floor(a)', -3, 4],
    ['round(a)', -2, 4],
    ['round(a, 5)', 0, 5],
    ['sgn(a)', -1, 1],
    ['sqrt(a)', NaN, 2],
    ['log2(a)', NaN, 2],
    ['clamp(a, 0, 3)', 0, 3],
    ['clamp_min(a, 1)', 1, 4],
    ['clamp_max(a, 1)', -2.5, 1],
    ['clamp_max(a, NaN)', NaN, NaN],
  ])('%s', (query, first, second) => {
    // Negative zero is zero here.
    expect(Object.values(at(query)).map((value) => value + 0)).toEqual([first, second]);
  });

  it('clamp to nothing where the bounds cross', () => {
    expect(at('clamp(a, 1, 0)')).toEqual({});
  });

  it('sort an instant query, NaN last', () => {
    expect(Object.values(at('sort(a or odd)'))).toEqual([-2.5, 4, NaN]);
    expect(Object.values(at('sort_desc(a or odd)'))).toEqual([4, -2.5, NaN]);
  });

  it('turn vectors into scalars and back', () => {
    expect(at('scalar(a{x="2"})')).toEqual({ scalar: 4 });
    expect(at('scalar(a)')).toEqual({ scalar: NaN });
    expect(at('vector(scalar(none))')).toEqual({ '{}': NaN });
  });
});

describe('absent', () => {
  it.each([
    ['absent(a)', {}],
    ['absent(none)', { '{}': 1 }],
    ['absent(none{x="1",y=~"2",z!="3"})', { '{x="1"}': 1 }],
    ['absent(none{x="1",x="2",z="3"})', { '{z="3"}': 1 }],
    ['absent((none{x="1"}))', { '{x="1"}': 1 }],
    ['absent(sum(none{x="1"}))', { '{}': 1 }],
    ['absent_over_time(none{x="1"}[5m])', { '{x="1"}': 1 }],
    ['absent_over_time(a[5m])', {}],
  ])('%s', (query, expected) => {
    expect(at(query)).toEqual(expected);
  });

  it('shows the gaps of a series', () => {
    const gaps = storeOf({ a: [1, null, 3, null] }).queryRange('absent(a)', {
      startMs: 0,
      endMs: 45_000,
      stepMs: 15_000,
    });
    expect(gaps.result).toEqual([{ metric: {}, timesMs: [15_000, 45_000], values: [1, 1] }]);
  });
});

describe('label_replace and label_join', () => {
  it.each([
    ['label_replace(a, "y", "<$1>", "x", "(1)")', { 'a{x="1", y="<1>"}': -2.5, 'a{x="2"}': 4 }],
    ['label_replace(a, "x", "", "x", "1")', { a: -2.5, 'a{x="2"}': 4 }],
    ['label_replace(a, "__name__", "b", "", "")', { 'b{x="1"}': -2.5, 'b{x="2"}': 4 }],
    ['label_join(a, "y", "-", "x", "none", "x")', { 'a{x="1", y="1--1"}': -2.5, 'a{x="2", y="2--2"}': 4 }],
  ])('%s', (query, expected) => {
    expect(at(query)).toEqual(expected);
  });

  it.each([
    ['label_replace(a, "x", "same", "x", ".*")', 'same labelset'],
    ['label_replace(a, "a-b", "", "x", "")', 'invalid destination label name in label_replace(): "a-b"'],
    ['label_replace(a, "y", "", "x", "(")', 'label_replace: regular expression "(": missing closing )'],
    ['label_join(a, "", "-", "x")', 'invalid destination label name in label_join(): ""'],
    ['label_join(a, "y", "-", "x y")', 'invalid source label name in label_join(): "x y"'],
  ])('%s is refused', (query, message) => {
    expect(() => at(query)).toThrow(EvaluationError);
    expect(() => at(query)).toThrow(message);
  });

  it('carry hostile values over unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (value) => {
        const hostile = new MetricStore();
        hostile.addSample({ __name__: 'a', from: value }, 0, 1);
        const expected = { resultType: 'vector', result: [{ metric: { __name__: 'a', from: value, to: value } }] };
        expect(hostile.query('label_replace(a, "to", "$1", "from", "(?s)(.*)")', 0)).toMatchObject(expected);
        expect(hostile.query('label_join(a, "to", "", "from")', 0)).toMatchObject(expected);
      })
    );
  });

  it('put a replacement in literally once its dollars are doubled', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const literal = JSON.stringify(text.replaceAll('$', '$$$$'));
        const [series] = storeOf({ a: [1] }).queryRange(`label_replace(a, "to", ${literal}, "", "")`, {
          startMs: 0,
          endMs: 0,
          stepMs: 1,
        }).result;
        expect(series?.metric['to']).toBe(text);
      })
    );
  });
});

describe('time', () => {
  it.each([
    ['time()', 951_782_399.5],
    ['minute()', 59],
    ['hour()', 23],
    ['day_of_week()', 1],
    ['day_of_month()', 28],
    ['day_of_year()', 59],
    ['days_in_month()', 29],
    ['month()', 2],
    ['year()', 2000],
    ['day_of_year(vector(978307199))', 366],
    ['year(vector(-1))', 1969],
  ])('%s', (query, expected) => {
    expect(Object.values(valuesOf(store, query, 951_782_399_500))).toEqual([expected]);
  });

  it('of a sample is when it was taken, of a computed value when it was computed', () => {
    const late = storeOf({ a: [1, 2] });
    expect(valuesOf(late, 'timestamp(a)', 20_000)).toEqual({ '{}': 15 });
    expect(valuesOf(late, 'timestamp((a))', 20_000)).toEqual({ '{}': 15 });
    expect(valuesOf(late, 'timestamp(a + 0)', 20_000)).toEqual({ '{}': 20 });
  });
});
