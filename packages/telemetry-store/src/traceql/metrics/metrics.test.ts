import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { PlainSpan } from '../../testing/spans.ts';
import { EPOCH_MS, EPOCH_NS, traceStoreOf } from '../../testing/spans.ts';
import { parseTraceql } from '../parse/parse.ts';
import { printValue } from '../print.ts';
import { evaluateMetric } from './evaluate-metric.ts';
import { alignedIntervals, defaultStepNs, instantInterval, intervalOf, timeOfInterval } from './intervals.ts';
import { log2Bucket, log2Quantile } from './log2.ts';
import type { MetricSeries } from './series.ts';

const SECOND = 1_000_000_000n;

/** From one second before the epoch, so that spans at the epoch are inside. */
function evaluate(spans: readonly PlainSpan[], query: string, stepSeconds?: number, exemplars = 0): MetricSeries[] {
  const parsed = parseTraceql(query);
  const { metric } = parsed;
  if (metric === undefined) {
    throw new Error('not a metrics query');
  }
  const range = { startNs: EPOCH_NS - SECOND, endNs: EPOCH_NS + 59n * SECOND };
  const intervals =
    stepSeconds === undefined ? instantInterval(range) : alignedIntervals(range, BigInt(stepSeconds) * SECOND);
  return [...evaluateMetric(traceStoreOf(...spans), { ...parsed, metric }, intervals, exemplars).series];
}

/** The values of a query by the labels of each series. */
function values(spans: readonly PlainSpan[], query: string, stepSeconds?: number): Record<string, number[]> {
  const entries = evaluate(spans, query, stepSeconds).map(({ labels, values: each }) => [
    labels.map(([name, value]) => `${name}=${printValue(value)}`).join(','),
    [...each],
  ]);
  return Object.fromEntries(entries) as Record<string, number[]>;
}

const requests = [
  { trace: 1, id: 1, name: 'request', durationMs: 1000, attributes: { model: 'a', outcome: 'success', n: 4 } },
  { trace: 2, id: 1, name: 'request', startMs: 10_000, durationMs: 3000, attributes: { model: 'a', n: 8 } },
  { trace: 3, id: 1, name: 'request', startMs: 30_000, durationMs: 500, attributes: { model: 'b', ttft: '12' } },
];

describe('an instant metric', () => {
  it.each([
    ['count_over_time()', { '__name__=count_over_time': [3] }],
    ['rate()', { '__name__=rate': [0.05] }],
    ['count_over_time() by (span.model)', { 'span.model=a': [2], 'span.model=b': [1] }],
    ['count_over_time() by (span.outcome)', { 'span.outcome=nil': [2], 'span.outcome=success': [1] }],
    [
      'count_over_time() by (span.outcome, span.model)',
      { 'span.model=a': [1], 'span.model=b': [1], 'span.outcome=success,span.model=a': [1] },
    ],
    ['max_over_time(duration)', { '__name__=max_over_time': [3] }],
    ['min_over_time(duration) by (span.model)', { 'span.model=a': [1], 'span.model=b': [0.5] }],
    ['avg_over_time(duration)', { '__name__=avg_over_time': [1.5] }],
    ['sum_over_time(duration) by (span.model)', { 'span.model=a': [4], 'span.model=b': [0.5] }],
    ['avg_over_time(span.n)', { '__name__=avg_over_time': [6] }],
    ['max_over_time(traceDuration)', { '__name__=max_over_time': [3e9] }],
    [
      'histogram_over_time(duration)',
      { '__bucket=0.536870912': [1], '__bucket=1.073741824': [1], '__bucket=4.294967296': [1] },
    ],
  ])('%s', (metric, expected) => {
    expect(values(requests, `{name = "request"} | ${metric}`)).toEqual(expected);
  });

  it('has no series and no error where a field is a text', () => {
    for (const metric of ['avg_over_time', 'max_over_time', 'sum_over_time', 'histogram_over_time']) {
      expect(values(requests, `{} | ${metric}(span.ttft)`)).toEqual({});
    }
    expect(values(requests, '{} | quantile_over_time(span.ttft, 0.9)')).toEqual({});
  });

  it('has no sum once a span lacks the number, as in Tempo, and leaves the span out of any other metric', () => {
    expect(values(requests, '{} | sum_over_time(span.n)')).toEqual({});
    expect(values(requests, '{} | min_over_time(span.n)')).toEqual({ '__name__=min_over_time': [4] });
  });

  it('counts zero of nothing without groups, and has no series with groups', () => {
    expect(values(requests, '{name = "other"} | rate()')).toEqual({ '__name__=rate': [0] });
    expect(values(requests, '{name = "other"} | rate() by (span.model)')).toEqual({});
    expect(values(requests, '{name = "other"} | max_over_time(duration)')).toEqual({});
  });

  it('finds the slowest exactly', () => {
    expect(values(requests, '{} | max_over_time(duration) by (trace:id) | topk(2)')).toEqual({
      'trace:id=1': [1],
      'trace:id=2': [3],
    });
    expect(values(requests, '{} | max_over_time(duration) by (trace:id) | bottomk(1)')).toEqual({
      'trace:id=3': [0.5],
    });
  });

  it('keeps series by a threshold', () => {
    expect(values(requests, '{} | count_over_time() by (span.model) > 1')).toEqual({ 'span.model=a': [2] });
    expect(values(requests, '{} | max_over_time(duration) by (span.model) >= 500ms < 1s')).toEqual({
      'span.model=b': [0.5],
    });
  });

  it('counts the spans of a structural or an aggregated query', () => {
    const family = [
      { id: 1, name: 'p' },
      { id: 2, name: 'c', parent: 1 },
      { id: 3, name: 'c', parent: 1 },
    ];
    expect(values(family, '{name = "p"} > {} | count_over_time()')).toEqual({ '__name__=count_over_time': [2] });
    expect(values(family, '{} | by(name) | count() > 1 | count_over_time()')).toEqual({
      '__name__=count_over_time': [2],
    });
  });

  it('groups by what Tempo calls an event, the first that has the attribute', () => {
    const events = [
      { name: 'sent', attributes: { status: '200' } },
      { name: 'completed', attributes: { status: 'success', error: 'none' } },
    ];
    const spans = [{ id: 1, events }];
    expect(values(spans, '{event:name = "completed"} | count_over_time() by (event.status)')).toEqual({
      'event.status=200': [1],
    });
    expect(values(spans, '{event.error != nil} | count_over_time() by (event.error)')).toEqual({
      'event.error=none': [1],
    });
  });
});

describe('a metric over time', () => {
  it('counts a span at the end of its step, and a span on a border to the step before', () => {
    const spans = [
      { trace: 1, id: 1, startMs: 0 },
      { trace: 2, id: 1, startMs: 1 },
      { trace: 3, id: 1, startMs: 20_000 },
    ];
    // Steps end at -20, 0, 20, 40 and 60 s.
    expect(values(spans, '{} | count_over_time()', 20)).toEqual({ '__name__=count_over_time': [0, 1, 2, 0, 0] });
  });

  it('is zero for counts and quantiles where nothing happened, and a gap for anything else', () => {
    expect(values(requests, '{} | rate() by (span.model)', 20)).toEqual({
      'span.model=a': [0, 0.05, 0.05, 0, 0],
      'span.model=b': [0, 0, 0, 0.05, 0],
    });
    expect(values(requests, '{} | quantile_over_time(duration, 1) by (span.model)', 20)['span.model=b,p=1.0']).toEqual([
      0, 0, 0, 0.536870912, 0,
    ]);
    expect(values(requests, '{} | max_over_time(duration) by (span.model)', 20)['span.model=b']).toEqual([
      NaN,
      NaN,
      NaN,
      0.5,
      NaN,
    ]);
  });

  it('ranks series step by step; of equal ones topk keeps the first by name', () => {
    const spans = ['a', 'b', 'c'].flatMap((model, index) => [
      { trace: index + 1, id: 1, startMs: 1, attributes: { model } },
      ...(model === 'c' ? [{ trace: 9, id: 1, startMs: 25_000, attributes: { model } }] : []),
    ]);
    expect(values(spans, '{} | count_over_time() by (span.model) | topk(1)', 20)).toEqual({
      'span.model=a': [0, 0, 1, NaN, 0],
      'span.model=c': [NaN, NaN, NaN, 1, NaN],
    });
  });

  it('chooses few exemplars, one a trace, that name their trace', () => {
    const [series] = evaluate(requests, '{name = "request"} | max_over_time(duration)', 20, 4);
    expect(series?.exemplars.map(({ timeMs, value }) => [timeMs - EPOCH_MS, value])).toEqual([
      [0, 1],
      [10_000, 3],
      [30_000, 0.5],
    ]);
    expect(series?.exemplars[1]?.labels.map(([name, value]) => [name, printValue(value)])).toEqual([
      ['name', 'request'],
      ['duration', '3s'],
      ['trace:id', '2'],
    ]);
    expect(evaluate(requests, '{} | rate()', 20, 1)[0]?.exemplars).toHaveLength(1);
    expect(evaluate(requests, '{} | rate()', 20, 0)[0]?.exemplars).toEqual([]);
  });

  it('gives the exemplar of a count the value of the series there', () => {
    const exemplars = evaluate(requests, '{} | rate() by (span.model)', 20, 10).flatMap((series) => series.exemplars);
    expect(exemplars.map(({ value }) => value)).toEqual([0.05, 0.05, 0.05]);
  });
});

describe('intervals', () => {
  it('begin a step early and end at a multiple of the step', () => {
    const intervals = alignedIntervals({ startNs: 105n * SECOND, endNs: 130n * SECOND }, 10n * SECOND);
    expect(intervals).toMatchObject({ startNs: 90n * SECOND, endNs: 130n * SECOND, count: 4 });
    expect([0, 1, 2, 3].map((index) => timeOfInterval(intervals, index))).toEqual([100_000, 110_000, 120_000, 130_000]);
  });

  it('hold every time between their ends, and no other', () => {
    const times = fc.bigInt({ min: 1n, max: 10n ** 12n });
    fc.assert(
      fc.property(times, times, fc.bigInt({ min: 1n, max: 10n ** 10n }), (start, length, step) => {
        const startNs = start + 2n * step;
        const intervals = alignedIntervals({ startNs, endNs: startNs + length }, step);
        expect(intervalOf(intervals, intervals.startNs)).toBeUndefined();
        expect(intervalOf(intervals, intervals.startNs + 1n)).toBe(0);
        expect(intervalOf(intervals, intervals.endNs)).toBe(intervals.count - 1);
        expect(intervalOf(intervals, intervals.endNs + 1n)).toBeUndefined();
      })
    );
  });

  it.each([
    [30, 0.1],
    [3600, 15],
    [6 * 3600, 60],
    [24 * 3600, 300],
    [120, 1],
  ])('of %d s have %d s where the request names no step', (range, step) => {
    expect(Number(defaultStepNs({ startNs: 0n, endNs: BigInt(range) * SECOND })) / 1e9).toBe(step);
  });
});

describe('power-of-two quantiles', () => {
  it.each([
    [1, undefined],
    [2, 2],
    [3, 4],
    [1024, 1024],
    [1025, 2048],
    [2 ** 50 + 1, 2 ** 51],
  ])('put %d into the bucket %d', (value, bucket) => {
    expect(log2Bucket(value)).toBe(bucket);
  });

  it('answer with a bound where the rank ends a bucket, and lie exponentially within one', () => {
    const histogram = new Map([
      [4, 2],
      [8, 2],
    ]);
    expect(log2Quantile(0.5, histogram)).toBe(4);
    expect(log2Quantile(1, histogram)).toBe(8);
    expect(log2Quantile(0.75, histogram)).toBeCloseTo(4 * Math.SQRT2, 12);
    expect(log2Quantile(0, histogram)).toBeCloseTo(2 * Math.SQRT2, 12);
    expect(log2Quantile(0.5, new Map())).toBe(0);
  });

  it('are within a factor of two of the true quantile', () => {
    const observations = fc.array(fc.integer({ min: 2, max: 1e9 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(observations, fc.double({ min: 0, max: 1, noNaN: true }), (list, q) => {
        const histogram = new Map<number, number>();
        for (const value of list) {
          const bucket = log2Bucket(value) ?? NaN;
          histogram.set(bucket, (histogram.get(bucket) ?? 0) + 1);
        }
        const sorted = [...list].sort((a, b) => a - b);
        const exact = sorted[Math.max(1, Math.ceil(q * list.length)) - 1] ?? NaN;
        const ratio = log2Quantile(q, histogram) / exact;
        expect(ratio).toBeGreaterThanOrEqual(0.5);
        expect(ratio).toBeLessThanOrEqual(2);
      })
    );
  });
});
