import {
  dateTime,
  FieldType,
  LoadingState,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type TimeRange,
} from '@grafana/data';
import { getTemplateSrv, setTemplateSrv } from '@grafana/runtime';
import { firstValueFrom } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ApiError } from '../api/json-api.ts';
import { FakeJsonApi } from '../api/testing/fake-json-api.ts';
import { sceneTemplates } from '../template.ts';
import { TempoLikeDataSource } from './data-source.ts';
import { tempoSettings } from './settings.ts';
import type { TempoQuery } from './target.ts';

const settings = tempoSettings({ uid: 'tempo', name: 'Tempo' });
const ID = '00000000000000000000000000000001';
const range: TimeRange = {
  from: dateTime(1000),
  to: dateTime(61_000),
  raw: { from: dateTime(1000), to: dateTime(61_000) },
};
const scopedVars = { model: { text: 'a|b', value: 'a|b' }, id: { text: ID, value: ID } };

function request(targets: TempoQuery[]): DataQueryRequest<TempoQuery> {
  return {
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
}

const ask = (api: FakeJsonApi, ...targets: TempoQuery[]): Promise<DataQueryResponse> =>
  firstValueFrom(new TempoLikeDataSource(settings, api).query(request(targets)));

async function framesOf(api: FakeJsonApi, ...targets: TempoQuery[]): Promise<DataFrame[]> {
  return (await ask(api, ...targets)).data as DataFrame[];
}

const columnsOf = ({ fields }: DataFrame): unknown =>
  Object.fromEntries(fields.map(({ name, values }) => [name, values]));

const attribute = (key: string, stringValue: string): unknown => ({ key, value: { stringValue } });
const searched = {
  traces: [
    {
      traceID: 'a1',
      rootServiceName: 'frontend',
      rootTraceName: 'http-request',
      startTimeUnixNano: '2000000000',
      spanSets: [
        {
          spans: [
            {
              spanID: '01',
              startTimeUnixNano: '2000500000',
              durationNanos: '7000000',
              attributes: [attribute('model', 'm')],
            },
          ],
        },
      ],
    },
    {
      traceID: 'b2',
      startTimeUnixNano: '3000000000',
      durationMs: 42,
      spanSet: { spans: [{ spanID: '02', name: 'step', startTimeUnixNano: '3000000000', durationNanos: '42000000' }] },
    },
  ],
};
const trace = {
  trace: {
    resourceSpans: [
      {
        resource: { attributes: [attribute('service.name', 'dynamo-frontend')] },
        scopeSpans: [
          { spans: [{ traceId: ID, spanId: '0000000000000001', startTimeUnixNano: '1', endTimeUnixNano: '2' }] },
        ],
      },
    ],
  },
};

describe('the Tempo data source', () => {
  // All files of these tests share one page, so what one puts in place it takes away again.
  const templates = getTemplateSrv();
  afterAll(() => setTemplateSrv(templates));
  beforeAll(() =>
    setTemplateSrv({
      ...sceneTemplates,
      replace: (template = '', vars = {}) =>
        template.replace(/\$(\w+)/g, (match: string, name: string) => String(vars[name]?.value ?? match)),
    })
  );

  it('asks for a trace by its id, whenever it happened', async () => {
    const api = new FakeJsonApi({ [`/api/v2/traces/${ID}`]: trace });
    await ask(api, { refId: 'A', queryType: 'traceql', query: ' $id ' });
    expect(api.asked).toEqual([{ path: `/api/v2/traces/${ID}`, params: {} }]);
  });

  it('answers with a trace under the letter of its query', async () => {
    const api = new FakeJsonApi({ [`/api/v2/traces/${ID}`]: trace });
    expect(await framesOf(api, { refId: 'A', query: ID }, { refId: 'B', query: ID })).toMatchObject([
      { name: 'Trace', refId: 'A', length: 1 },
      { name: 'Trace', refId: 'B', length: 1 },
    ]);
  });

  it.each([
    ['empty', { trace: {} }],
    [
      'refused',
      () => {
        throw new ApiError(404, 'trace not found');
      },
    ],
  ])('says that there is no such trace when the answer is %s', async (_how, body) => {
    const response = await ask(new FakeJsonApi({ '/api/v2/traces/ab': body }), { refId: 'A', query: 'ab' });
    expect(response).toMatchObject({
      state: LoadingState.Error,
      errors: [{ refId: 'A', message: 'There is no trace ab' }],
    });
  });

  it('asks for traces that fit, with variables as alternatives', async () => {
    const api = new FakeJsonApi({ '/api/search': searched });
    await ask(api, { refId: 'A', queryType: 'traceql', query: '{span.model=~"$model"}', limit: 5, spss: 9 });
    await ask(api, { refId: 'A', query: '{}' });
    expect(api.asked.map(({ params }) => params)).toEqual([
      { q: '{span.model=~"a|b"}', limit: '5', spss: '9', start: '1', end: '61' },
      { q: '{}', limit: '20', spss: '3', start: '1', end: '61' },
    ]);
  });

  it('answers with a row a trace, the newest first, its spans inside', async () => {
    const [frame] = await framesOf(new FakeJsonApi({ '/api/search': searched }), { refId: 'A', query: '{}' });
    expect(frame).toMatchObject({
      name: 'Traces',
      refId: 'traces',
      length: 2,
      meta: { preferredVisualisationType: 'table', uniqueRowIdFields: [0] },
      fields: [
        { name: 'traceID', type: FieldType.string, values: ['b2', 'a1'], config: { displayNameFromDS: 'Trace ID' } },
        { name: 'startTime', type: FieldType.time, values: [3000, 2000] },
        { name: 'traceService', values: ['', 'frontend'] },
        { name: 'traceName', values: ['', 'http-request'] },
        { name: 'traceDuration', type: FieldType.number, values: [42, '<1ms'], config: { unit: 'ms' } },
        { name: 'nested', type: FieldType.nestedFrames },
      ],
    });
    const nested = frame?.fields[5]?.values as DataFrame[][];
    expect(nested.map((tables) => tables.map(columnsOf))).toEqual([
      [{ traceIdHidden: ['b2'], spanID: ['02'], time: [3000], name: ['step'], duration: [42_000_000] }],
      [
        {
          traceIdHidden: ['a1'],
          spanID: ['01'],
          time: [2000.5],
          name: [undefined],
          model: ['m'],
          duration: [7_000_000],
        },
      ],
    ]);
  });

  it('answers with a row a span where it is asked to', async () => {
    const api = new FakeJsonApi({ '/api/search': searched });
    const [frame] = await framesOf(api, { refId: 'A', query: '{}', tableType: 'spans' });
    expect(frame?.fields.map(({ name, values }) => [name, ...(values as unknown[])])).toEqual([
      ['traceIdHidden', 'b2', 'a1'],
      ['traceService', '', 'frontend'],
      ['traceName', '', 'http-request'],
      ['spanID', '02', '01'],
      ['time', 3000, 2000.5],
      ['name', 'step', undefined],
      ['model', undefined, 'm'],
      ['duration', 42_000_000, 7_000_000],
    ]);
    expect(frame?.fields[3]?.config.links?.[0]).toMatchObject({
      internal: {
        query: { query: '${__data.fields.traceIdHidden}', queryType: 'traceql' },
        panelsState: { trace: { spanId: '${__value.raw}' } },
      },
    });
  });

  it('leads to a page of the host where it is told one', async () => {
    const source = new TempoLikeDataSource(
      settings,
      new FakeJsonApi({ '/api/search': searched }),
      ({ query, spanId }) => `/trace/${query['query'] ?? ''}${spanId === undefined ? '' : `#${spanId}`}`
    );
    const frames = async (query: Partial<TempoQuery>): Promise<DataFrame[]> =>
      (await firstValueFrom(source.query(request([{ refId: 'A', query: '{}', ...query }])))).data as DataFrame[];
    expect((await frames({}))[0]?.fields[0]?.config.links).toEqual([
      { title: 'Trace: ${__value.raw}', url: '/trace/${__value.raw}' },
    ]);
    expect((await frames({ tableType: 'spans' }))[0]?.fields[3]?.config.links?.[0]?.url).toBe(
      '/trace/${__data.fields.traceIdHidden}#${__value.raw}'
    );
  });

  it('runs a search form, and of several searches the first', async () => {
    const api = new FakeJsonApi({ '/api/search': {} });
    const filters = [{ id: 'm', scope: 'span', tag: 'model', operator: '=', value: ['$model'], valueType: 'string' }];
    const frames = await framesOf(
      api,
      { refId: 'A', queryType: 'traceqlSearch', filters },
      { refId: 'B', query: '{name="x"}' },
      { refId: 'C', query: '{name="y"}' },
      { refId: 'D', query: '{}', hide: true }
    );
    expect(api.asked.map(({ params }) => params['q'])).toEqual(['{name="x"}', '{span.model="a|b"}']);
    expect(frames.map(({ length }) => length)).toEqual([0, 0]);
  });

  it('asks for a metric over time or of the whole range', async () => {
    const api = new FakeJsonApi({
      '/api/metrics/query_range': { series: [{}] },
      '/api/metrics/query': { series: [{}] },
    });
    const query = '{} | rate()';
    await ask(api, { refId: 'A', query, step: '30s', exemplars: 5 });
    await ask(api, { refId: 'A', query, metricsQueryType: 'instant' });
    expect(api.asked).toEqual([
      { path: '/api/metrics/query_range', params: { q: query, start: '1', end: '61', step: '30s', exemplars: '5' } },
      { path: '/api/metrics/query', params: { q: query, start: '1', end: '61' } },
    ]);
  });

  it('asks for nothing where nothing is said', async () => {
    const api = new FakeJsonApi({});
    expect(await ask(api, { refId: 'A', query: '' }, { refId: 'B', queryType: 'clear', query: '{}' })).toEqual({
      data: [],
      state: LoadingState.Done,
    });
  });

  it('fills in variables for others', () => {
    const source = new TempoLikeDataSource(settings, new FakeJsonApi({}));
    expect(source.interpolateVariablesInQueries([{ refId: 'A', query: '{span.model=~"$model"}' }], scopedVars)).toEqual(
      [{ refId: 'A', query: '{span.model=~"a|b"}', datasource: { uid: 'tempo', type: 'tempo' } }]
    );
  });

  it('says what a variable query must be where it is something else', async () => {
    const source = new TempoLikeDataSource(settings, new FakeJsonApi({}));
    await expect(source.metricFindQuery('span.model', { range })).rejects.toThrow(/is an object with "type" 0/);
  });
});
