import { describe, expect, it } from 'vitest';

import { LogStore } from '../../logs/log-store.ts';
import { callLoki, callV1, resultOf } from '../../testing/loki-calls.ts';
import { lokiApi } from '../loki.ts';

describe('labels and series', () => {
  it('are those of streams with a line in the range', () => {
    expect(callV1('labels').body).toEqual({ status: 'success', data: ['app', 'level'] });
    expect(callV1('labels', { query: '{app="b"}' }).body).toEqual({ status: 'success', data: ['app'] });
    expect(callV1('label/app/values').body).toEqual({ status: 'success', data: ['a', 'b'] });
    expect(callV1('label/app/values', { start: '3' }).body).toEqual({ status: 'success', data: ['b'] });
    expect(callV1('label/none/values').body).toEqual({ status: 'success', data: [] });
    expect(callV1('label/%61pp/values', { query: '{level="info"}' }).body).toEqual({ status: 'success', data: ['a'] });
    expect(callV1('series', { 'match[]': '{app="a"}' }).body).toEqual({
      status: 'success',
      data: [{ app: 'a', level: 'info' }],
    });
    expect(callV1('series', { match: '{}' }).body).toMatchObject({ data: [{ app: 'a' }, { app: 'b' }] });
    expect(callV1('series').body).toMatchObject({ data: [{ app: 'a' }, { app: 'b' }] });
  });

  it('need selectors', () => {
    expect(callV1('series', { 'match[]': '{app="a"} |= "x"' })).toMatchObject({
      status: 400,
      body: expect.stringContaining('only label matchers are supported') as string,
    });
    expect(callV1('label/%/values').status).toBe(400);
  });

  it('of an empty store are none', () => {
    const params = new URLSearchParams();
    expect(lokiApi(new LogStore(), { path: '/loki/api/v1/labels', params, nowMs: 0 }).body).toEqual({
      status: 'success',
      data: [],
    });
  });
});

describe('the index', () => {
  it('counts streams, lines and bytes', () => {
    expect(callV1('index/stats', { query: '{app=~".+"}' }).body).toEqual({
      streams: 2,
      chunks: 2,
      entries: 5,
      bytes: 60,
    });
    expect(callV1('index/stats', { query: '{app="b"}', start: '2', end: '3' }).body).toEqual({
      streams: 1,
      chunks: 1,
      entries: 2,
      bytes: 6,
    });
  });

  it('sums bytes by the labels of the query, the largest first', () => {
    expect(resultOf('index/volume', { query: '{app=~".+"}' })).toEqual([
      { metric: { app: 'a' }, value: [10, '49'] },
      { metric: { app: 'b' }, value: [10, '11'] },
    ]);
    expect(resultOf('index/volume', { query: '{}' })).toMatchObject([
      { metric: { app: 'a', level: 'info' } },
      { metric: { app: 'b' } },
    ]);
    expect(resultOf('index/volume', { query: '{app=~".+"}', limit: '1' })).toHaveLength(1);
  });

  it('sums bytes by labels that are asked for', () => {
    expect(resultOf('index/volume', { query: '{app=~".+"}', targetLabels: 'level' })).toEqual([
      { metric: { level: 'info' }, value: [10, '49'] },
    ]);
    expect(resultOf('index/volume', { query: '{app=~".+"}', aggregateBy: 'labels' })).toEqual([
      { metric: { app: '' }, value: [10, '60'] },
      { metric: { level: '' }, value: [10, '49'] },
    ]);
    expect(callV1('index/volume', { query: '{}', aggregateBy: 'x' })).toEqual({
      status: 400,
      body: 'invalid aggregation option',
    });
  });

  it('sums bytes for each step', () => {
    expect(callV1('index/volume_range', { query: '{app="b"}', start: '1', end: '4', step: '2' }).body).toEqual({
      status: 'success',
      data: {
        resultType: 'matrix',
        result: [
          {
            metric: { app: 'b' },
            values: [
              [1.999, '5'],
              [4, '6'],
            ],
          },
        ],
      },
    });
  });
});

describe('the rest', () => {
  it('says that it is ready, and what it speaks', () => {
    expect(callLoki('/ready')).toEqual({ status: 200, body: 'ready\n' });
    expect(callV1('status/buildinfo').body).toMatchObject({ version: expect.stringMatching(/^3\./) as string });
  });

  it('knows no other paths', () => {
    expect(callV1('tail', { query: '{app="a"}' })).toEqual({ status: 404, body: '404 page not found\n' });
    expect(callLoki('/loki/api/v1/label/a/b/values').status).toBe(404);
  });
});
