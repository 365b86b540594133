import { describe, expect, it } from 'vitest';

import { MetricStore } from '../../metrics/metric-store.ts';
import { storeOf } from '../../testing/store.ts';
import type { ApiResponse } from '../api.ts';
import { prometheusApi } from './prometheus-api.ts';

const store = storeOf({
  'up{job="a",instance="one"}': [1, 1, 1, 1, 1],
  'up{job="b",instance="two"}': [1, 1, 0, undefined, undefined],
  'requests_total{job="a"}': [0, 15, 30, 45, 60],
});

function ask(path: string, params: ReadonlyArray<readonly [string, string]> = [], from = store): ApiResponse {
  const search = new URLSearchParams();
  params.forEach(([name, value]) => search.append(name, value));
  return prometheusApi(from, { path: `/api/v1/${path}`, params: search, nowMs: 60_000 });
}

function success(data: unknown): ApiResponse {
  return { status: 200, body: { status: 'success', data } };
}

describe('queries', () => {
  it('at an instant answer with the time and the value as text, now where no time is given', () => {
    const data = (time: number, value: string) => ({
      resultType: 'vector',
      result: [{ metric: { __name__: 'up', job: 'a', instance: 'one' }, value: [time, value] }],
    });
    expect(ask('query', [['query', 'up{job="a"}']])).toEqual(success(data(60, '1')));
    expect(
      ask('query', [
        ['query', 'up{job="a"}'],
        ['time', '15.5'],
      ])
    ).toEqual(success(data(15.5, '1')));
    expect(
      ask('query', [
        ['query', 'up{job="a"}'],
        ['time', '1970-01-01T00:00:30Z'],
      ])
    ).toEqual(success(data(30, '1')));
  });

  it('answer with scalars and strings', () => {
    expect(ask('query', [['query', '1 / 0']])).toEqual(success({ resultType: 'scalar', result: [60, '+Inf'] }));
    expect(ask('query', [['query', '"x"']])).toEqual(success({ resultType: 'string', result: [60, 'x'] }));
  });

  it('over a range answer with a matrix; steps are seconds or durations', () => {
    const data = {
      resultType: 'matrix',
      result: [
        {
          metric: {},
          values: [
            [30, '1'],
            [60, '1'],
          ],
        },
      ],
    };
    const params = (step: string) =>
      [
        ['query', 'sum(rate(requests_total[30s]))'],
        ['start', '30'],
        ['end', '60'],
        ['step', step],
      ] as const;
    expect(ask('query_range', params('30'))).toEqual(success(data));
    expect(ask('query_range', params('30s'))).toEqual(success(data));
  });
});

describe('discovery', () => {
  it('lists series, label names and values', () => {
    expect(
      ask('series', [
        ['match[]', 'requests_total'],
        ['match[]', 'up{job="b"}'],
      ])
    ).toEqual(
      success([
        { __name__: 'requests_total', job: 'a' },
        { __name__: 'up', instance: 'two', job: 'b' },
      ])
    );
    expect(ask('labels')).toEqual(success(['__name__', 'instance', 'job']));
    expect(ask('labels', [['match[]', 'requests_total']])).toEqual(success(['__name__', 'job']));
    expect(ask('label/job/values')).toEqual(success(['a', 'b']));
    expect(ask('label/job/values', [['match[]', 'requests_total']])).toEqual(success(['a']));
  });

  it('looks at the range and keeps to the limit', () => {
    expect(
      ask('label/job/values', [
        ['start', '45'],
        ['end', '60'],
      ])
    ).toEqual(success(['a']));
    expect(ask('label/job/values', [['limit', '1']])).toEqual(success(['a']));
  });

  it('tells what was scraped of each family', () => {
    const scraped = new MetricStore();
    const text = '# HELP load Whether.\n# TYPE load gauge\nload 1\n# TYPE n_total counter\nn_total 1\n';
    scraped.addScrape({ labels: { job: 'a' }, timeMs: 0, text });
    expect(ask('metadata', [['metric', 'load']], scraped)).toEqual(
      success({ load: [{ type: 'gauge', help: 'Whether.', unit: '' }] })
    );
    expect(ask('metadata', [['limit', '1']], scraped)).toEqual(
      success({ load: [{ type: 'gauge', help: 'Whether.', unit: '' }] })
    );
  });
});

describe('what the store does not have', () => {
  it.each([
    ['query_exemplars', []],
    ['rules', { groups: [] }],
    ['alerts', { alerts: [] }],
    ['status/config', { yaml: '' }],
  ])('%s is empty', (path, data) => {
    expect(ask(path)).toEqual(success(data));
  });

  it('is named by its version', () => {
    expect(ask('status/buildinfo').body).toMatchObject({ data: { version: '2.42.0' } });
    expect(prometheusApi(store, { path: '/-/ready', params: new URLSearchParams(), nowMs: 0 }).status).toBe(200);
  });

  it('is not there', () => {
    expect(ask('targets')).toEqual({ status: 404, body: '404 page not found' });
    expect(prometheusApi(store, { path: '/', params: new URLSearchParams(), nowMs: 0 }).status).toBe(404);
  });
});

describe('errors', () => {
  const range = (changes: Readonly<Record<string, string>>) =>
    Object.entries({ query: 'up', start: '0', end: '60', step: '15', ...changes });

  it.each([
    [
      'query',
      [['query', 'sum(']],
      400,
      'bad_data',
      'invalid parameter "query": 1:5: parse error: unexpected end of input',
    ],
    ['query', [['query', '']], 400, 'bad_data', 'no expression found'],
    ['query', [['query', 'up{a=~"("}']], 400, 'bad_data', 'missing closing )'],
    [
      'query',
      [
        ['query', 'up'],
        ['time', 'noon'],
      ],
      400,
      'bad_data',
      'invalid parameter "time": cannot parse "noon" to a valid timestamp',
    ],
    [
      'query',
      [
        ['query', 'up'],
        ['time', 'NaN'],
      ],
      400,
      'bad_data',
      'cannot parse "NaN"',
    ],
    ['query', [['query', 'sin(up)']], 422, 'execution', 'function sin is not supported'],
    ['query', [['query', 'up * on(x) up']], 422, 'execution', 'found duplicate series'],
    ['query_range', range({ start: '' }), 400, 'bad_data', 'invalid parameter "start": cannot parse ""'],
    [
      'query_range',
      range({ end: '-1' }),
      400,
      'bad_data',
      'invalid parameter "end": end timestamp must not be before start time',
    ],
    ['query_range', range({ step: '0' }), 400, 'bad_data', 'invalid parameter "step": zero or negative'],
    [
      'query_range',
      range({ step: 'x' }),
      400,
      'bad_data',
      'invalid parameter "step": cannot parse "x" to a valid duration',
    ],
    ['query_range', range({ step: '0.005' }), 400, 'bad_data', 'exceeded maximum resolution of 11,000 points'],
    ['series', [], 400, 'bad_data', 'no match[] parameter provided'],
    [
      'series',
      [['match[]', 'sum(up)']],
      400,
      'bad_data',
      'invalid parameter "match[]": 1:1: parse error: expected a selector',
    ],
    ['label/a-b/values', [], 400, 'bad_data', 'invalid label name: "a-b"'],
    ['label/%zz/values', [], 400, 'bad_data', 'invalid percent encoding'],
    ['labels', [['limit', '-1']], 400, 'bad_data', 'invalid parameter "limit"'],
  ] as const)('%s with %j is %d %s: %s', (path, params, status, errorType, error) => {
    const answer = ask(path, params);
    expect(answer).toMatchObject({ status, body: { status: 'error', errorType } });
    expect(answer.body).toHaveProperty('error', expect.stringContaining(error));
  });
});
