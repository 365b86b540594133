import { describe, expect, it } from 'vitest';

import { ExpositionError } from '../ingest/exposition-error.ts';
import { CaptureError } from '../ingest/scrapes.ts';
import { toHttpData } from '../promql/result/http.ts';
import { OutOfOrderError } from '../series/series.ts';
import { valuesOf } from '../testing/store.ts';
import { MetricStore } from './metric-store.ts';

const target = { job: 'worker', instance: 'w0:9090' };
const at = '{instance="w0:9090", job="worker"}';

function scraped(pages: ReadonlyArray<string | undefined>): MetricStore {
  const store = new MetricStore();
  pages.forEach((text, scrape) => {
    store.addScrape({ labels: target, timeMs: scrape * 1000, text: text ?? '', up: text !== undefined });
  });
  return store;
}

describe('a scrape', () => {
  it('adds the target labels and what Prometheus records of it', () => {
    const store = new MetricStore();
    store.addScrape({ labels: target, timeMs: 5000, text: 'requests_total{model="m"} 3\n', durationSeconds: 0.25 });
    expect(valuesOf(store, '{job="worker"}', 5000)).toEqual({
      'requests_total{instance="w0:9090", job="worker", model="m"}': 3,
      [`up${at}`]: 1,
      [`scrape_samples_scraped${at}`]: 1,
      [`scrape_duration_seconds${at}`]: 0.25,
    });
  });

  it('keeps an exposed label that the target has too as exported', () => {
    const store = scraped(['a{job="inner",exported_instance="x",instance="y"} 1']);
    expect(store.series(['a'])).toEqual([
      {
        __name__: 'a',
        ...target,
        exported_job: 'inner',
        exported_instance: 'x',
        exported_exported_instance: 'y',
      },
    ]);
  });

  it('ends a series that it no longer has, at once', () => {
    const store = scraped(['a 1\nb 2', 'a 1', 'a 1\nb 3']);
    expect(valuesOf(store, 'b', 999)).toEqual({ [`b${at}`]: 2 });
    expect(valuesOf(store, 'b', 1000)).toEqual({});
    expect(valuesOf(store, 'b', 2000)).toEqual({ [`b${at}`]: 3 });
    expect(valuesOf(store, 'count_over_time(b[10s])', 2000)).toEqual({ [at]: 2 });
  });

  it('that fails ends all series but up', () => {
    const store = scraped(['a 1', undefined]);
    expect(valuesOf(store, 'a', 1000)).toEqual({});
    expect(valuesOf(store, 'up', 1000)).toEqual({ [`up${at}`]: 0 });
  });

  it('does not end the series of another target', () => {
    const store = scraped(['a 1']);
    store.addScrape({ labels: { job: 'other' }, timeMs: 1000, text: 'b 1' });
    expect(valuesOf(store, 'a', 1000)).toEqual({ [`a${at}`]: 1 });
  });

  it('takes timestamps of the page as they are and does not end such series', () => {
    const store = scraped(['a 1 -500', 'a 1 -500', 'b 1']);
    expect(valuesOf(store, 'timestamp(a)', 2000)).toEqual({ [at]: -0.5 });
  });

  it('keeps what the page says of families', () => {
    const store = scraped(['# HELP a Some help.\n# TYPE a gauge\na 1']);
    expect(store.metadata()).toEqual({ a: { type: 'gauge', help: 'Some help.', unit: '' } });
  });

  it.each([
    ['a malformed line', 'a 2\nb{', ExpositionError, 'line 2'],
    ['a series twice', 'a 2\na{} 3', ExpositionError, 'line 2: the series is in this scrape already'],
  ])('with %s adds nothing', (_, text, kind, message) => {
    const store = scraped(['a 1']);
    const add = (): void => store.addScrape({ labels: target, timeMs: 1000, text });
    expect(add).toThrow(kind);
    expect(add).toThrow(message);
    expect(valuesOf(store, '{job="worker", __name__=~"a|up"}', 1000)).toEqual({ [`a${at}`]: 1, [`up${at}`]: 1 });
    expect(store.timeRange()).toEqual({ startMs: 0, endMs: 0 });
  });

  it('that is older than the last one is refused and adds nothing', () => {
    const store = scraped(['a 1', 'a 2']);
    const add = (): void => store.addScrape({ labels: target, timeMs: 1000, text: 'a 3\nc 1' });
    expect(add).toThrow(OutOfOrderError);
    expect(add).toThrow('scrape of {instance="w0:9090", job="worker"} at 1000 ms is not newer');
    expect(store.series(['c'])).toEqual([]);
  });

  it('of a target that is removed leaves nothing, up included', () => {
    const store = scraped(['a 1']);
    store.removeTarget({ labels: target, timeMs: 1000 });
    expect(valuesOf(store, '{job="worker"}', 1000)).toEqual({});
    expect(() => store.removeTarget({ labels: target, timeMs: 1000 })).toThrow(OutOfOrderError);
  });
});

describe('history', () => {
  it('is sorted by time, series by series, and knows no staleness', () => {
    const store = new MetricStore();
    store.addHistory('a{x="1"} 2 2\nb 1 1\na{x="1"} 1 1\n# EOF\n');
    expect(toHttpData(store.query('{__name__=~"a|b"}[10s]', 5000))).toEqual({
      resultType: 'matrix',
      result: [
        {
          metric: { __name__: 'a', x: '1' },
          values: [
            [1, '1'],
            [2, '2'],
          ],
        },
        { metric: { __name__: 'b' }, values: [[1, '1']] },
      ],
    });
    expect(valuesOf(store, 'a', 301_000)).toEqual({ 'a{x="1"}': 2 });
  });

  it.each([
    ['a 1\n', 'line 1: a line of history needs a timestamp'],
    ['a 1 5\na 2 5\n', 'line 2: the series has a sample at 5 ms already'],
  ])('refuses %j', (text, message) => {
    expect(() => new MetricStore().addHistory(text, 'prometheus')).toThrow(message);
  });
});

describe('a capture in scrapes/1', () => {
  const header = '{"format":"scrapes/1","interval_s":5}';
  const line = (more: object): string =>
    JSON.stringify({
      target: 't',
      labels: target,
      times_ms: [0, 5000, 10_000],
      up: [1, 1, 0],
      scrape_duration_s: [0.1, 0.2, 0.3],
      ...more,
    });
  const series = (more: object): string =>
    JSON.stringify({ target: 't', name: 'a', labels: {}, values: [1, 2, null], ...more });

  it('becomes scrapes: null is stale, texts are numbers', () => {
    const text = [
      header,
      line({ types: { a: 'counter' } }),
      series({ values: ['9007199254740993', '+Inf', null] }),
      series({ name: 'b', values: [null, 'NaN', null] }),
      '',
    ];
    const store = MetricStore.fromScrapes(text.join('\n'));
    expect(valuesOf(store, 'a', 0)).toEqual({ [`a${at}`]: 9007199254740992 });
    expect(valuesOf(store, '{__name__=~"a|b"}', 5000)).toEqual({ [`a${at}`]: Infinity, [`b${at}`]: NaN });
    expect(valuesOf(store, '{__name__=~"a|b"}', 10_000)).toEqual({});
    expect(valuesOf(store, '{__name__=~"up|scrape.*"}', 10_000)).toEqual({
      [`up${at}`]: 0,
      [`scrape_samples_scraped${at}`]: 0,
      [`scrape_duration_seconds${at}`]: 0.3,
    });
    expect(store.metadata()).toEqual({ a: { type: 'counter', help: '', unit: '' } });
  });

  it('can be continued by scrapes', () => {
    const store = MetricStore.fromScrapes([header, line({ up: [1, 1, 1] }), series({ values: [1, 2, 3] })].join('\n'));
    store.addScrape({ labels: target, timeMs: 15_000, text: 'b 1' });
    expect(valuesOf(store, '{__name__=~"a|b"}', 15_000)).toEqual({ [`b${at}`]: 1 });
  });

  it.each([
    ['', 'the text has no target'],
    ['{"format":"scrapes/2"}', 'line 1: expected "format":"scrapes/1", got "scrapes/2"'],
    [`${header}\nnot json`, 'line 2: '],
    [`${header}\n[]`, 'line 2: expected an object'],
    [`${header}\n${series({})}`, 'line 2: a series of target "t" stands before the line of its target'],
    [`${header}\n${line({ up: [1] })}`, 'line 2: "up" has 1 entries, but the target was scraped 3 times'],
    [`${header}\n${line({ labels: { a: 1 } })}`, 'line 2: "a" must be a text'],
    [`${header}\n${line({ times_ms: 5 })}`, 'line 2: "times_ms" must be a list'],
    [`${header}\n${line({})}\n${series({ values: [1] })}`, 'line 3: "values" has 1 entries'],
    [`${header}\n${line({})}\n\n${series({ values: [1, 'x', 3] })}`, 'line 4: "x" is not a number'],
    [`${header}\n${line({})}\n${series({ labels: [] })}`, 'line 3: "labels" must be an object of texts'],
  ])('is refused with its line: %s', (text, message) => {
    expect(() => MetricStore.fromScrapes(text)).toThrow(CaptureError);
    expect(() => MetricStore.fromScrapes(text)).toThrow(message);
  });
});

describe('what a store holds', () => {
  const store = scraped(['a{model="m"} 1\na{model="n"} 1', 'b{model="o"} 1', 'b{model="o"} 1']);

  it('is listed by series, label names and values', () => {
    expect(store.series(['a{model=~"n|o"}', 'b'])).toEqual([
      { __name__: 'a', model: 'n', ...target },
      { __name__: 'b', model: 'o', ...target },
    ]);
    expect(store.labelNames()).toEqual(['__name__', 'instance', 'job', 'model']);
    expect(store.labelNames(['up'])).toEqual(['__name__', 'instance', 'job']);
    expect(store.labelValues('model')).toEqual(['m', 'n', 'o']);
    expect(store.labelValues('model', ['a'])).toEqual(['m', 'n']);
    expect(store.labelValues('__name__', ['{model!=""}'])).toEqual(['a', 'b']);
    expect(store.labelValues('none')).toEqual([]);
  });

  it('is listed for a range of time only where there is a sample in it', () => {
    expect(store.labelValues('model', [], 1000, 2000)).toEqual(['o']);
    expect(store.series(['a'], 1, 999)).toEqual([]);
    expect(store.timeRange()).toEqual({ startMs: 0, endMs: 2000 });
    expect(new MetricStore().timeRange()).toBeUndefined();
  });

  it('is not listed by what is no selector', () => {
    expect(() => store.series(['sum(a)'])).toThrow('expected a selector');
    expect(() => store.series(['a offset 5m'])).toThrow('expected a selector');
  });
});

describe('a query', () => {
  const store = scraped(['a 1', 'a NaN', 'a 3']);

  it('is answered in the shape of the HTTP API', () => {
    const metric = { __name__: 'a', ...target };
    expect(toHttpData(store.query('a', 1500))).toEqual({
      resultType: 'vector',
      result: [{ metric, value: [1.5, 'NaN'] }],
    });
    expect(toHttpData(store.query('1e-7', 1500))).toEqual({ resultType: 'scalar', result: [1.5, '1e-07'] });
    expect(toHttpData(store.query('"x"', 1500))).toEqual({ resultType: 'string', result: [1.5, 'x'] });
    expect(toHttpData(store.queryRange('a', { startMs: 0, endMs: 2000, stepMs: 1500 }))).toEqual({
      resultType: 'matrix',
      result: [
        {
          metric,
          values: [
            [0, '1'],
            [1.5, 'NaN'],
          ],
        },
      ],
    });
    expect(toHttpData(store.queryRange('2', { startMs: 0, endMs: 1, stepMs: 1 }))).toEqual({
      resultType: 'matrix',
      result: [
        {
          metric: {},
          values: [
            [0, '2'],
            [0.001, '2'],
          ],
        },
      ],
    });
  });

  it('tells how many samples it read', () => {
    const { statistics } = store.queryRange('a + a', { startMs: 0, endMs: 2000, stepMs: 1000 });
    expect(statistics).toEqual({ samplesRead: 6 });
    expect(store.query('a[2s]', 2000).statistics).toEqual({ samplesRead: 3 });
  });

  it.each([
    [{ startMs: 5, endMs: 4, stepMs: 1 }, 'must not be before'],
    [{ startMs: 0, endMs: 4, stepMs: 0 }, 'stepMs must be a positive number'],
    [{ startMs: NaN, endMs: 4, stepMs: 1 }, 'startMs must be a finite number'],
    [{ startMs: 0, endMs: Infinity, stepMs: 1 }, 'endMs must be a finite number'],
    [{ startMs: 0, endMs: 11_000, stepMs: 1 }, '11001 points per series exceed the maximum of 11000'],
  ])('over the range %j is refused', (range, message) => {
    expect(() => store.queryRange('a', range)).toThrow(RangeError);
    expect(() => store.queryRange('a', range)).toThrow(message);
  });

  it('over a range must be of steps', () => {
    const range = { startMs: 0, endMs: 1, stepMs: 1 };
    expect(() => store.queryRange('a[5m]', range)).toThrow('not a range vector');
    expect(() => store.queryRange('"x"', range)).toThrow('not a string');
  });

  it('takes another lookback and subquery step', () => {
    const short = new MetricStore({ lookbackMs: 1000, subqueryStepMs: 500 });
    short.addSample({ __name__: 'a' }, 0, 7);
    expect(valuesOf(short, 'a', 1000)).toEqual({ a: 7 });
    expect(valuesOf(short, 'a', 1001)).toEqual({});
    expect(valuesOf(short, 'count_over_time(a[2s:])', 2000)).toEqual({ '{}': 3 });
  });
});
