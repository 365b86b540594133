import { describe, expect, it } from 'vitest';

import type { Lines } from '../testing/logs.ts';
import { logStoreOf, logValuesOf, seconds } from '../testing/logs.ts';

/** Values of an instant query over lines at seconds 1, 2, 3 …, asked for at second 10. */
function values(query: string, lines: Lines, timeSeconds = 10): Record<string, number> {
  return logValuesOf(logStoreOf({ 'app="a"': lines }), query, timeSeconds);
}

const numbers = ['v=4', 'v=1', 'v=2', 'other', 'v=5'];
const unwrapped = '{app="a"} | logfmt | unwrap v';

describe('counting', () => {
  it('lines and bytes, without a parser one series a stream', () => {
    expect(values('sum(count_over_time({app="a"}[10s]))', ['x', 'é'])).toEqual({ '{}': 2 });
    expect(values('sum(rate({app="a"}[10s]))', ['x', 'é'])).toEqual({ '{}': 0.2 });
    expect(values('sum(bytes_over_time({app="a"}[10s]))', ['x', 'é'])).toEqual({ '{}': 3 });
    expect(values('sum(bytes_rate({app="a"} | line_format "four" [10s]))', ['x', 'é'])).toEqual({ '{}': 0.8 });
    expect(values('count_over_time({app="a"}[10s])', ['x'])).toEqual({ '{app="a", detected_level="x"}': 1 });
  });

  it('looks at the window without its start and with its end', () => {
    const lines = ['1', '2', '3', '4'];
    expect(values('sum(count_over_time({app="a"}[2s]))', lines, 3)).toEqual({ '{}': 2 });
    expect(values('sum(count_over_time({app="a"}[2s] offset 1s))', lines, 4)).toEqual({ '{}': 2 });
    expect(values('sum(count_over_time({app="a"}[1s]))', lines, 6)).toEqual({});
  });

  it('groups by labels of any kind', () => {
    const lines: Lines = [
      ['{"s":"ok"}', { pod: 'p' }],
      ['{"s":"bad"}', { pod: 'p' }],
      ['{"s":"ok"}', { pod: 'q' }],
      '{}',
    ];
    expect(values('sum by (s) (count_over_time({app="a"} | json [10s]))', lines)).toEqual({
      '{s="ok"}': 2,
      '{s="bad"}': 1,
      '{}': 1,
    });
    expect(values('sum by (app, pod) (count_over_time({app="a"} | json [10s]))', lines)).toEqual({
      '{app="a", pod="p"}': 2,
      '{app="a", pod="q"}': 1,
      '{app="a"}': 1,
    });
    expect(values('sum without (pod, detected_level, app) (count_over_time({app="a"} | json [10s]))', lines)).toEqual({
      '{s="ok"}': 2,
      '{s="bad"}': 1,
      '{}': 1,
    });
  });
});

describe('unwrapped values', () => {
  it.each([
    ['sum_over_time', 12],
    ['avg_over_time', 3],
    ['min_over_time', 1],
    ['max_over_time', 5],
    ['first_over_time', 4],
    ['last_over_time', 5],
    ['stdvar_over_time', 2.5],
    ['stddev_over_time', Math.sqrt(2.5)],
    ['rate', 1.2],
  ])('%s', (name, expected) => {
    const [value] = Object.values(values(`${name}(${unwrapped} [10s])`, numbers));
    expect(value).toBeCloseTo(expected, 12);
  });

  it('have quantiles between neighbours', () => {
    expect(values(`quantile_over_time(0.5, ${unwrapped} [10s]) by (app)`, numbers)).toEqual({ '{app="a"}': 3 });
    expect(values(`quantile_over_time(0.9, ${unwrapped} [10s]) by (app)`, numbers)['{app="a"}']).toBeCloseTo(4.7, 12);
    expect(values(`quantile_over_time(2, ${unwrapped} [10s]) by (app)`, numbers)).toEqual({ '{app="a"}': Infinity });
  });

  it('do not tell series apart', () => {
    expect(values(`sum_over_time(${unwrapped} [10s])`, numbers)).toEqual({ '{app="a", detected_level="x"}': 12 });
    expect(values(`max_over_time(${unwrapped} [10s]) without (detected_level)`, numbers)).toEqual({ '{app="a"}': 5 });
    expect(values(`sum by (v) (sum_over_time(${unwrapped} [10s]))`, ['v=1', 'v=1'])).toEqual({ '{v="1"}': 2 });
  });

  it('may be durations, in seconds, or sizes', () => {
    expect(
      values('sum by (app) (sum_over_time({app="a"} | logfmt | unwrap duration(v) [10s]))', ['v=1.5s', 'v=250ms'])
    ).toEqual({ '{app="a"}': 1.75 });
    expect(
      values('sum by (app) (sum_over_time({app="a"} | logfmt | unwrap bytes(v) [10s]))', ['v=1KB', 'v=5B'])
    ).toEqual({
      '{app="a"}': 1005,
    });
  });

  it('that are no numbers make the query fail, unless a filter behind drops them', () => {
    expect(() => values(`sum_over_time(${unwrapped} [10s])`, ['v=1', 'v=x'])).toThrow(
      `pipeline error: 'SampleExtractionErr' for series: '{__error__="SampleExtractionErr"`
    );
    expect(values(`sum by (app) (sum_over_time(${unwrapped} | __error__="" [10s]))`, ['v=1', 'v=x', 'other'])).toEqual({
      '{app="a"}': 1,
    });
    expect(values(`sum by (app) (sum_over_time(${unwrapped} | v > 1 [10s]))`, numbers)).toEqual({ '{app="a"}': 11 });
  });
});

describe('an error of a line', () => {
  const lines = ['{"s":"ok"}', 'plain'];

  it('makes a metric query fail', () => {
    expect(() => values('sum by (s) (count_over_time({app="a"} | json [10s]))', lines)).toThrow(
      "pipeline error: 'JSONParserErr'"
    );
    expect(() => values('sum by (s) (count_over_time({app="a"} | json s [10s]))', lines)).toThrow(
      "pipeline error: 'JSONParserErr'"
    );
    expect(() => values('sum(count_over_time({app="a"} | json n | n > 1 [10s]))', ['{}'])).toThrow("'LabelFilterErr'");
  });

  it('does not where it is dropped or filtered out', () => {
    expect(values('sum by (s) (count_over_time({app="a"} | json | __error__="" [10s]))', lines)).toEqual({
      '{s="ok"}': 1,
    });
    expect(values('sum by (s) (count_over_time({app="a"} | json | drop __error__ [10s]))', lines)).toEqual({
      '{s="ok"}': 1,
      '{}': 1,
    });
  });

  it('does not where no label is asked for, so that nothing is parsed', () => {
    expect(values('sum(count_over_time({app="a"} | json [10s]))', lines)).toEqual({ '{}': 2 });
  });

  it('does not where it is what is asked for', () => {
    expect(values('sum by (__error__) (count_over_time({app="a"} | json [10s]))', lines)).toEqual({
      '{}': 1,
      '{__error__="JSONParserErr"}': 1,
    });
    expect(values('sum(count_over_time({app="a"} | json | __error__!="" [10s]))', lines)).toEqual({ '{}': 1 });
  });

  it('does not outside of the window', () => {
    expect(values('sum by (s) (count_over_time({app="a"} | json [1s]))', ['plain', '{"s":"ok"}'], 2)).toEqual({
      '{s="ok"}': 1,
    });
  });
});

describe('absence', () => {
  it('is 1 with the labels that the selector asks for', () => {
    const query = 'absent_over_time({app="a", pod="p", pod=~"p.*", job="j"} |= "x" [5s])';
    expect(values(query, ['x'])).toEqual({ '{app="a", job="j"}': 1 });
    expect(values('absent_over_time({app="a"} |= "x" [10s])', ['x'])).toEqual({});
    expect(values('absent_over_time({app="a"} |= "y" [10s])', ['x'])).toEqual({ '{app="a"}': 1 });
  });
});

describe('aggregations', () => {
  const lines = ['p=a v=1', 'p=b v=5', 'p=c v=3', 'p=a v=2'];
  const inner = 'sum by (p) (sum_over_time({app="a"} | logfmt | unwrap v [10s]))';

  it.each([
    ['sum', 11],
    ['avg', 11 / 3],
    ['min', 3],
    ['max', 5],
    ['count', 3],
    ['stdvar', 8 / 9],
    ['stddev', Math.sqrt(8 / 9)],
  ])('%s', (name, expected) => {
    expect(values(`${name}(${inner})`, lines)['{}']).toBeCloseTo(expected, 12);
  });

  it('rank', () => {
    expect(values(`topk(1, ${inner})`, lines)).toEqual({ '{p="b"}': 5 });
    expect(values(`bottomk(2, ${inner})`, lines)).toEqual({ '{p="a"}': 3, '{p="c"}': 3 });
  });

  it('sort', () => {
    expect(Object.values(values(`sort(${inner})`, lines))).toEqual([3, 3, 5]);
    expect(Object.values(values(`sort_desc(${inner})`, lines))).toEqual([5, 3, 3]);
    expect(Object.keys(values(inner, lines))).toEqual(['{p="a"}', '{p="b"}', '{p="c"}']);
  });
});

describe('operators', () => {
  const count = (label: string) => `sum by (p, q) (count_over_time({app="a"} | logfmt | v="${label}" [10s]))`;
  const lines = ['p=1 q=x v=a', 'p=1 q=x v=a', 'p=2 q=x v=a', 'p=1 q=y v=b'];

  it('join scalars and vectors', () => {
    expect(values('1 + 2 * 3', [])).toEqual({ scalar: 7 });
    expect(values('2 > 1', [])).toEqual({ scalar: 1 });
    expect(values('vector(2) / 0', [])).toEqual({ '{}': NaN });
    expect(values('1 / vector(0)', [])).toEqual({ '{}': NaN });
    expect(values('0 / vector(4)', [])).toEqual({ '{}': 0 });
    expect(values(`${count('a')} * 10 > 10`, lines)).toEqual({ '{p="1", q="x"}': 20 });
    expect(values(`1 < bool ${count('a')}`, lines)).toEqual({ '{p="1", q="x"}': 1, '{p="2", q="x"}': 0 });
  });

  it('match vectors by their labels', () => {
    expect(values(`${count('a')} / ${count('b')}`, lines)).toEqual({});
    expect(values(`${count('a')} / on (p) ${count('b')}`, lines)).toEqual({ '{p="1"}': 2 });
    expect(values(`${count('a')} / ignoring (q) ${count('b')}`, lines)).toEqual({ '{p="1"}': 2 });
    expect(values(`${count('a')} + on (p) group_left (q) ${count('b')}`, lines)).toEqual({ '{p="1", q="y"}': 3 });
    expect(() => values(`${count('a')} / on (q) ${count('a')}`, lines)).toThrow('many-to-many matching not allowed');
  });

  it('make sets', () => {
    expect(values(`${count('b')} or vector(0)`, lines)).toEqual({ '{p="1", q="y"}': 1, '{}': 0 });
    expect(values(`${count('c')} or vector(0)`, lines)).toEqual({ '{}': 0 });
    expect(values(`${count('a')} and on (p) ${count('b')}`, lines)).toEqual({ '{p="1", q="x"}': 2 });
    expect(values(`${count('a')} unless on (p) ${count('b')}`, lines)).toEqual({ '{p="2", q="x"}': 1 });
  });

  it('replace labels', () => {
    expect(values(`label_replace(${count('b')}, "r", "$1-$2", "q", "(.)(.*)")`, lines)).toEqual({
      '{p="1", q="y", r="y-"}': 1,
    });
  });
});

describe('a range of steps', () => {
  const store = logStoreOf({ 'app="a"': ['1', '2', '3', '4', '5'], 'app="b"': ['1'] });
  const range = (query: string, options: object) =>
    store.queryRange(query, { startNs: seconds(1), endNs: seconds(5), stepMs: 2000, ...options });

  it('lies at multiples of the step, and covers what was asked for', () => {
    expect(range('sum(count_over_time({app="a"}[2s]))', {})).toMatchObject({
      resultType: 'matrix',
      result: [{ metric: {}, timesMs: [2000, 4000, 6000], values: [2, 2, 1] }],
    });
  });

  it('leaves out steps without a line', () => {
    expect(range('sum by (app) (count_over_time({app=~".+"}[1s]))', { endNs: seconds(3) })).toMatchObject({
      result: [{ metric: { app: 'a' }, timesMs: [2000, 4000] }],
    });
  });

  it('fills literals', () => {
    expect(range('1 + 1', { endNs: seconds(2) })).toMatchObject({
      result: [{ metric: {}, timesMs: [0, 2000], values: [2, 2] }],
    });
  });

  it('reads only lines that some step sees, and none from after now', () => {
    expect(range('sum(count_over_time({app="a"}[1s]))', {}).statistics.linesRead).toBe(2);
    expect(range('sum(count_over_time({app="a"}[2s]))', { untilNs: seconds(3) })).toMatchObject({
      result: [{ values: [2, 1] }],
    });
  });

  it('has a step and not too many', () => {
    expect(() => range('vector(1)', { stepMs: 0 })).toThrow('stepMs must be at least 1 millisecond');
    expect(() => range('vector(1)', { stepMs: 1, endNs: seconds(100) })).toThrow(
      'exceeded maximum resolution of 11,000 points'
    );
  });
});

describe('the limit of series', () => {
  const lines = Array.from({ length: 501 }, (_, index) => `id=${index} v=${index}`);
  const tooMany = 'maximum number of series (500) reached for a single query';
  const at = (query: string) => values(query, lines, 600);

  it('holds for what a query and its parts hand on', () => {
    expect(() => at('sum by (id) (count_over_time({app="a"} | logfmt [600s]))')).toThrow(tooMany);
    expect(() => at('count_over_time({app="a"} | logfmt [600s])')).toThrow(tooMany);
    expect(() => at('topk(5, max by (id) (max_over_time({app="a"} | logfmt | unwrap v [600s])))')).toThrow(tooMany);
    expect(() => at('topk(5, max_over_time({app="a"} | logfmt | unwrap v [600s]) by (id))')).toThrow(tooMany);
  });

  it('does not where an aggregation reduces them, or a filter before', () => {
    expect(at('max by (app) (max_over_time({app="a"} | logfmt | unwrap v [600s]))')).toEqual({ '{app="a"}': 500 });
    expect(at('topk(1, max by (id) (max_over_time({app="a"} | logfmt | v > 400 | unwrap v [600s])))')).toEqual({
      '{id="500"}': 500,
    });
    expect(Object.keys(at('sum by (id) (count_over_time({app="a"} | logfmt | v > 0 [600s]))'))).toHaveLength(500);
  });
});

describe('an instant query', () => {
  it('sees lines to the nanosecond', () => {
    const store = logStoreOf({ 'app="a"': [] });
    const line = (timestampNs: bigint) => ({ timestampNs, line: '', structuredMetadata: [] });
    store.append({ app: 'a' }, [line(1_000_000_500n), line(1_000_000_501n)]);
    expect(store.query('sum(count_over_time({app="a"}[1s]))', 1_000_000_500n)).toMatchObject({
      result: [{ timeMs: 1000, value: 1 }],
    });
  });

  it('is no log query', () => {
    expect(() => values('{app="a"}', [])).toThrow('log queries are not supported as an instant query type');
  });
});
