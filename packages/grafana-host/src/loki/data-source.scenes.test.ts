import {
  dateTime,
  FieldType,
  LoadingState,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type TimeRange,
} from '@grafana/data';
import { getDataSourceSrv, getTemplateSrv, setDataSourceSrv, setTemplateSrv } from '@grafana/runtime';
import { firstValueFrom } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ApiError } from '../api/json-api.ts';
import { FakeJsonApi } from '../api/testing/fake-json-api.ts';
import { DataSourceDirectory } from '../data-sources.ts';
import { sceneTemplates } from '../template.ts';
import { LokiLikeDataSource } from './data-source.ts';
import { lokiSettings } from './settings.ts';
import type { LokiQuery } from './target.ts';

const RANGE = '/loki/api/v1/query_range';
const INSTANT = '/loki/api/v1/query';
const range: TimeRange = {
  from: dateTime(0),
  to: dateTime(600_000),
  raw: { from: dateTime(0), to: dateTime(600_000) },
};
const scopedVars = { model: { text: 'm', value: 'm' } };
const settings = lokiSettings({
  uid: 'loki',
  name: 'Loki',
  derivedFields: [
    { name: 'Trace', matcherType: 'label', matcherRegex: 'trace_id', datasourceUid: 'tempo', url: '${__value.raw}' },
    { name: 'Trace in line', matcherRegex: '"trace_id":"(\\w+)"', datasourceUid: 'tempo', url: '${__value.raw}' },
    { name: 'Ticket', matcherRegex: '#(\\d+)', url: 'https://tickets/${__value.raw}', urlDisplayLabel: 'Open' },
  ],
});

function ask(api: FakeJsonApi, ...targets: LokiQuery[]): Promise<DataQueryResponse> {
  const request: DataQueryRequest<LokiQuery> = {
    requestId: '1',
    app: 'test',
    range,
    targets,
    scopedVars,
    interval: '5s',
    intervalMs: 5000,
    timezone: 'utc',
    startTime: 0,
  };
  return firstValueFrom(new LokiLikeDataSource(settings, api).query(request));
}

const lines = {
  data: {
    resultType: 'streams',
    encodingFlags: ['categorize-labels'],
    result: [
      {
        stream: { job: 'x' },
        values: [
          ['2000000001', '{"trace_id":"abc"} #7', { structuredMetadata: { trace_id: 'abc' } }],
          ['1000000000', 'plain', {}],
        ],
      },
    ],
    stats: { summary: { totalBytesProcessed: 10 } },
  },
};
const matrix = {
  data: {
    resultType: 'matrix',
    result: [
      {
        metric: { model: 'm' },
        values: [
          [5, '1'],
          [10, '2'],
        ],
      },
    ],
  },
};
const vector = {
  data: {
    resultType: 'vector',
    result: [
      { metric: { b: '1' }, value: [600, '3'] },
      { metric: { a: '2' }, value: [600, '4'] },
    ],
  },
};
const columnsOf = ({ fields }: DataFrame): unknown[] => fields.map(({ name, type, values }) => [name, type, values]);

describe('the Loki data source', () => {
  // All files of these tests share one page, so what one puts in place it takes away again.
  const templates = getTemplateSrv();
  const sources = getDataSourceSrv();
  afterAll(() => {
    setTemplateSrv(templates);
    setDataSourceSrv(sources);
  });
  beforeAll(() => {
    // Without a scene the scoped variables are all there is.
    setTemplateSrv({
      ...sceneTemplates,
      replace: (template = '', vars = {}) =>
        template.replace(/\$(\w+)/g, (match: string, name: string) => String(vars[name]?.value ?? match)),
    });
    setDataSourceSrv(new DataSourceDirectory([], sceneTemplates));
  });

  it('asks for lines with its variables filled in, the newest first', async () => {
    const api = new FakeJsonApi({ [RANGE]: lines });
    await ask(api, { refId: 'A', expr: '{job="$model"} |= `x`', queryType: 'range', maxLines: 50 });
    expect(api.asked).toEqual([
      {
        path: RANGE,
        params: {
          query: '{job="m"} |= `x`',
          direction: 'backward',
          limit: '50',
          start: '0',
          end: '600000000000',
          step: '5000ms',
        },
      },
    ]);
  });

  it('answers with lines in the frame that Grafana knows, derived fields behind', async () => {
    const { data } = await ask(new FakeJsonApi({ [RANGE]: lines }), { refId: 'A', expr: '{job="x"} |= `trace`' });
    const [frame] = data as DataFrame[];
    expect(frame).toMatchObject({
      refId: 'A',
      length: 2,
      meta: {
        executedQueryString: 'Expr: {job="x"} |= `trace`',
        preferredVisualisationType: 'logs',
        limit: 1000,
        searchWords: ['trace'],
        custom: { frameType: 'LabeledTimeValues', lokiQueryStatKey: 'Summary: total bytes processed' },
      },
    });
    expect(frame === undefined ? [] : columnsOf(frame)).toEqual([
      ['labels', FieldType.other, [{ job: 'x', trace_id: 'abc' }, { job: 'x' }]],
      ['Time', FieldType.time, [2000, 1000]],
      ['Line', FieldType.string, ['{"trace_id":"abc"} #7', 'plain']],
      ['tsNs', FieldType.string, ['2000000001', '1000000000']],
      ['labelTypes', FieldType.other, [{ job: 'I', trace_id: 'S' }, { job: 'I' }]],
      ['id', FieldType.string, [expect.stringMatching(/^2000000001_/), expect.stringMatching(/^1000000000_/)]],
      ['Trace', FieldType.string, ['abc', null]],
      ['Trace in line', FieldType.string, ['abc', null]],
      ['Ticket', FieldType.string, ['7', null]],
    ]);
    expect(frame?.fields[1]?.nanos).toEqual([1, 0]);
    expect(frame?.fields[8]?.config.links).toEqual([{ title: 'Open', url: 'https://tickets/${__value.raw}' }]);
    expect(frame?.fields[6]?.config.links).toMatchObject([
      { url: '', internal: { datasourceUid: 'tempo', query: { query: '${__value.raw}' } } },
    ]);
  });

  it('leads to a page of the host where it is told one', async () => {
    const source = new LokiLikeDataSource(settings, new FakeJsonApi({ [RANGE]: lines }), ({ datasourceUid, query }) =>
      datasourceUid === 'tempo' ? `/trace/${query['query'] ?? ''}` : undefined
    );
    const targets = [{ refId: 'A', expr: '{job="x"}' }];
    const request = {
      range,
      targets,
      scopedVars,
      intervalMs: 1,
      interval: '',
      requestId: '',
      app: '',
      timezone: '',
      startTime: 0,
    };
    const { data } = await firstValueFrom(source.query(request));
    const [frame] = data as DataFrame[];
    expect(frame?.fields[6]?.config.links).toEqual([{ title: '', url: '/trace/${__value.raw}' }]);
  });

  it('says on the frame when lines could not be parsed', async () => {
    const broken = {
      data: { resultType: 'streams', result: [{ stream: { __error__: 'JSONParserErr' }, values: [['1', 'x']] }] },
    };
    const { data } = await ask(new FakeJsonApi({ [RANGE]: broken }), { refId: 'A', expr: '{job="x"} | json' });
    expect((data as DataFrame[])[0]?.meta?.custom).toHaveProperty('error');
  });

  it('answers with a frame without rows where no line fits', async () => {
    const none = { data: { resultType: 'streams', encodingFlags: ['categorize-labels'], result: [] } };
    const { data } = await ask(new FakeJsonApi({ [RANGE]: none }), { refId: 'A', expr: '{job="x"}' });
    expect((data as DataFrame[])[0]).toMatchObject({ length: 0, meta: { preferredVisualisationType: 'logs' } });
  });

  it('answers a metric over time with one frame a series', async () => {
    const expr = 'sum by (model) (rate({a="b"} [$__auto]))';
    const api = new FakeJsonApi({ [RANGE]: matrix });
    const { data } = await ask(api, { refId: 'A', expr, legendFormat: 'of {{model}}' }, { refId: 'B', expr });
    expect(api.asked[0]?.params['query']).toBe('sum by (model) (rate({a="b"} [5s]))');
    expect(data).toMatchObject([
      {
        refId: 'A',
        meta: { type: 'timeseries-multi', executedQueryString: expect.stringContaining('Step: 5s') as string },
        fields: [
          { name: 'Time', values: [5000, 10_000], config: { interval: 5000 } },
          { name: 'Value', values: [1, 2], labels: { model: 'm' }, config: { displayNameFromDS: 'of m' } },
        ],
      },
      { refId: 'B', fields: [{}, { config: { displayNameFromDS: '{model="m"}' } }] },
    ]);
  });

  it('answers a metric at one time with a table', async () => {
    const expr = 'sum(count_over_time({a="b"} [$__range]))';
    const api = new FakeJsonApi({ [INSTANT]: vector });
    const { data } = await ask(api, { refId: 'A', expr, queryType: 'instant' });
    expect(api.asked[0]?.params).toMatchObject({ time: '600000000000', query: 'sum(count_over_time({a="b"} [600s]))' });
    expect((data as DataFrame[]).map(columnsOf)).toEqual([
      [
        ['Time', FieldType.time, [600_000, 600_000]],
        ['a', FieldType.string, ['', '2']],
        ['b', FieldType.string, ['1', '']],
        ['Value #A', FieldType.number, [3, 4]],
      ],
    ]);
  });

  it('asks for lines over the range even where one time is wanted', async () => {
    const api = new FakeJsonApi({ [RANGE]: lines });
    await ask(api, { refId: 'A', expr: ' {job="x"}', queryType: 'instant' });
    expect(api.asked[0]?.path).toBe(RANGE);
  });

  it('fails with the words of Loki, beside what other queries found', async () => {
    const api = new FakeJsonApi({
      [RANGE]: lines,
      [INSTANT]: () => {
        throw new ApiError(400, 'parse error at line 1, col 5');
      },
    });
    const response = await ask(
      api,
      { refId: 'A', expr: '{job="x"}' },
      { refId: 'B', expr: 'sum(', queryType: 'instant' },
      { refId: 'C', expr: '' },
      { refId: 'D', expr: '{job="y"}', hide: true }
    );
    expect(response.state).toBe(LoadingState.Error);
    expect(response.errors).toEqual([{ refId: 'B', message: 'parse error at line 1, col 5' }]);
    expect(response.data).toHaveLength(1);
    expect(api.asked).toHaveLength(2);
  });

  it('lists the values of a variable', async () => {
    const source = new LokiLikeDataSource(
      settings,
      new FakeJsonApi({ '/loki/api/v1/label/pod/values': { data: ['p'] } })
    );
    expect(await source.metricFindQuery('label_values(pod)', { range })).toEqual([{ text: 'p' }]);
    expect(await source.metricFindQuery('', { range })).toEqual([]);
    expect(await source.metricFindQuery('label_values(pod)')).toEqual([{ text: 'p' }]);
  });

  it('fills in variables for others and keeps the macros', () => {
    const source = new LokiLikeDataSource(settings, new FakeJsonApi({}));
    const query = { refId: 'A', expr: 'rate({job="$model"} [$__auto])' };
    expect(source.interpolateVariablesInQueries([query], scopedVars)).toMatchObject([
      { refId: 'A', expr: 'rate({job="m"} [$__auto])', datasource: { uid: 'loki', type: 'loki' } },
    ]);
  });
});
