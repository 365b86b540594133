import { describe, expect, it } from 'vitest';

import { logStoreOf } from '../../testing/logs.ts';
import { callV1, resultOf } from '../../testing/loki-calls.ts';
import { lokiApi } from '../loki.ts';

describe('query_range', () => {
  it('answers a log query with streams of all labels, the newest lines first', () => {
    expect(callV1('query_range', { query: '{app="a"} | json status' })).toEqual({
      status: 200,
      body: {
        status: 'success',
        data: {
          resultType: 'streams',
          result: [
            {
              stream: { app: 'a', detected_level: 'x', level: 'info', pod: 'a-0', status: 'ok' },
              values: [['1000000000', '{"status":"ok","ms":"5"}']],
            },
            {
              stream: { app: 'a', detected_level: 'x', level: 'info', pod: 'a-1', status: 'bad' },
              values: [['2000000000', '{"status":"bad","ms":"7"}']],
            },
          ],
          stats: {
            summary: expect.objectContaining({
              totalLinesProcessed: 2,
              totalBytesProcessed: 49,
              totalEntriesReturned: 2,
            }) as object,
          },
        },
      },
    });
    expect(resultOf('query_range', { query: '{app="b"}' })).toMatchObject([
      {
        values: [
          ['3000000000', 'é'],
          ['2000000000', 'text'],
          ['1000000000', 'plain'],
        ],
      },
    ]);
  });

  it('tells labels apart by where they come from when the header asks for it', () => {
    const headers = new Headers({ 'X-Loki-Response-Encoding-Flags': 'categorize-labels' });
    expect(
      callV1('query_range', { query: '{app=~"a|b"} | json status', direction: 'forward', limit: '2' }, { headers }).body
    ).toMatchObject({
      data: {
        encodingFlags: ['categorize-labels'],
        result: [
          {
            stream: { app: 'a', level: 'info' },
            values: [
              [
                '1000000000',
                expect.any(String),
                { structuredMetadata: { detected_level: 'x', pod: 'a-0' }, parsed: { status: 'ok' } },
              ],
            ],
          },
          { stream: { app: 'b' }, values: [['1000000000', 'plain', { parsed: { __error__: 'JSONParserErr' } }]] },
        ],
      },
    });
  });

  it('answers a metric query with a matrix at multiples of the step', () => {
    expect(
      resultOf('query_range', {
        query: 'sum by (app) (count_over_time({app=~".+"}[2s]))',
        start: '1',
        end: '3',
        step: '2',
      })
    ).toEqual([
      { metric: { app: 'a' }, values: [[2, '2']] },
      {
        metric: { app: 'b' },
        values: [
          [2, '2'],
          [4, '1'],
        ],
      },
    ]);
  });

  it('answers the volume by level that Grafana draws above logs', () => {
    const query = 'sum by (level, detected_level) (count_over_time({app=~".+"} | drop __error__[5s]))';
    expect(resultOf('query_range', { query, start: '0', end: '5', step: '5000ms' })).toEqual([
      { metric: { detected_level: 'x' }, values: [[5, '3']] },
      { metric: { detected_level: 'x', level: 'info' }, values: [[5, '2']] },
    ]);
  });

  it('has no line from after now', () => {
    const params = { query: '{app="b"}', start: '0', end: '100' };
    expect(callV1('query_range', params, { nowMs: 2000 }).body).toMatchObject({
      data: {
        result: [
          {
            values: [
              ['2000000000', 'text'],
              ['1000000000', 'plain'],
            ],
          },
        ],
      },
    });
    const metric = { ...params, query: 'sum(count_over_time({app="b"}[100s]))', step: '100' };
    expect(callV1('query_range', metric, { nowMs: 2000 }).body).toMatchObject({
      data: { result: [{ values: [[100, '2']] }] },
    });
  });

  it.each([
    ['seconds', '2', '3'],
    ['seconds with a point', '2.0', '2.5'],
    ['nanoseconds', '2000000000000000000', '2000000001000000000'],
    ['RFC 3339', '1970-01-01T00:00:02Z', '1970-01-01T01:00:03+01:00'],
  ])('takes times as %s', (_, start, end) => {
    const long = logStoreOf({ 'app="a"': ['1', '2', '3'] });
    long.append({ app: 'a' }, [{ timestampNs: 2_000_000_000_000_000_500n, line: 'late', structuredMetadata: [] }]);
    const params = new URLSearchParams({ query: '{app="a"}', start, end });
    const { body } = lokiApi(long, { path: '/loki/api/v1/query_range', params, nowMs: 3_000_000_000_000 });
    const lines = (body as { data: { result: Array<{ values: string[][] }> } }).data.result.flatMap(({ values }) =>
      values.map(([, line]) => line)
    );
    expect(lines).toEqual([start.length > 12 && !start.includes('T') ? 'late' : '2']);
  });

  it('reaches back an hour from now, or what "since" says', () => {
    const late = { nowMs: 3_602_000 };
    expect(callV1('query_range', { query: '{app="b"}' }, late).body).toMatchObject({
      data: {
        result: [
          {
            values: [
              ['3000000000', 'é'],
              ['2000000000', 'text'],
            ],
          },
        ],
      },
    });
    expect(callV1('query_range', { query: '{app="b"}', since: '1m' }, late).body).toMatchObject({
      data: { result: [] },
    });
  });

  it.each([
    [{ query: '{app="a"' }, '1:9: parse error: unexpected end of input'],
    [{ query: '' }, 'no expression found'],
    [{ query: '{app="a"} | unpack' }, 'parser unpack is not supported by the embedded store'],
    [{ query: 'sum by (x) (count_over_time({app="b"} | json [10s]))', step: '1' }, "pipeline error: 'JSONParserErr'"],
    [
      { query: '{app="a"}', limit: '5001' },
      'max entries limit per query exceeded, limit > max_entries_limit_per_query (5001 > 5000)',
    ],
    [{ query: '{app="a"}', limit: '0' }, 'limit must be a positive value'],
    [{ query: '{app="a"}', limit: 'all' }, 'limit must be a whole number, got "all"'],
    [{ query: '{app="a"}', direction: 'up' }, "invalid direction 'up'"],
    [{ query: '{app="a"}', start: '9', end: '5' }, 'end timestamp must not be before or equal to start time'],
    [{ query: '{app="a"}', start: 'yesterday' }, `could not parse 'start' parameter: "yesterday" is neither`],
    [{ query: '{app="a"}', since: 'long' }, "could not parse 'since' parameter"],
    [{ query: '{app="a"}', interval: '1s' }, 'the parameter "interval" is not supported'],
    [{ query: '{app="a"}', start: '0', end: '3000000' }, 'the query time range exceeds the limit'],
    [{ query: 'vector(1)', step: '0' }, 'zero or negative query resolution step widths are not accepted'],
    [{ query: 'vector(1)', step: 'x' }, 'cannot parse "x" to a valid duration'],
    [{ query: 'vector(1)', start: '0', end: '100000', step: '1' }, 'exceeded maximum resolution of 11,000 points'],
  ])('refuses %j as text', (params, reason) => {
    const { status, body } = callV1('query_range', params);
    expect(status).toBe(400);
    expect(body).toContain(reason);
  });

  it('lets a metric query have any limit of lines', () => {
    expect(callV1('query_range', { query: 'vector(1)', limit: '9999' }).status).toBe(200);
  });
});

describe('query', () => {
  it('answers with a vector or a scalar', () => {
    expect(resultOf('query', { query: 'sum by (app) (count_over_time({app=~".+"}[10s]))', time: '5' })).toEqual([
      { metric: { app: 'a' }, value: [5, '2'] },
      { metric: { app: 'b' }, value: [5, '3'] },
    ]);
    expect(callV1('query', { query: '2 * 0.5e-7' }).body).toMatchObject({
      data: { resultType: 'scalar', result: [10, '0.0000001'] },
    });
  });

  it('answers how Grafana asks whether the data source is well', () => {
    expect(resultOf('query', { query: 'vector(1)+vector(1)', time: '4000000000' })).toEqual([
      { metric: {}, value: [4000000000, '2'] },
    ]);
  });

  it('refuses a log query', () => {
    expect(callV1('query', { query: '{app="a"}' })).toMatchObject({
      status: 400,
      body: expect.stringContaining('not supported as an instant query type') as string,
    });
  });
});
