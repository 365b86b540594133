import { MetricStore } from '@dynamo-observability/telemetry-store';
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

import { StoreBackend } from '../embedded/store-backend.ts';
import { sceneTemplates } from '../template.ts';
import { PrometheusLikeDataSource, type PrometheusQuery } from './data-source.ts';
import { prometheusSettings } from './settings.ts';

const store = new MetricStore();
for (let second = 0; second <= 600; second += 5) {
  store.addSample({ __name__: 'load', model: 'a"b' }, second * 1000, 1);
  store.addSample({ __name__: 'load', model: 'c' }, second * 1000, 2);
}
const source = new PrometheusLikeDataSource(
  prometheusSettings({ uid: 'p', name: 'P', scrapeInterval: '5s' }),
  new StoreBackend(store)
);
const range: TimeRange = {
  from: dateTime(0),
  to: dateTime(600_000),
  raw: { from: dateTime(0), to: dateTime(600_000) },
};

function ask(...targets: PrometheusQuery[]): Promise<DataQueryResponse> {
  const request: DataQueryRequest<PrometheusQuery> = {
    requestId: '1',
    app: 'test',
    range,
    targets,
    scopedVars: { model: { text: 'c', value: 'c' } },
    interval: '5s',
    intervalMs: 5000,
    maxDataPoints: 300,
    timezone: 'utc',
    startTime: 0,
  };
  return firstValueFrom(source.query(request));
}

describe('the data source', () => {
  // Without a scene the scoped variables are all there is.
  // All files of these tests share one page, so what one puts in place it takes away again.
  const templates = getTemplateSrv();
  afterAll(() => setTemplateSrv(templates));
  beforeAll(() =>
    setTemplateSrv({
      ...sceneTemplates,
      replace: (template = '', scopedVars = {}) =>
        template.replace(/\$(\w+)/g, (match: string, name: string) => String(scopedVars[name]?.value ?? match)),
    })
  );

  it('answers with frames as Grafana knows them', async () => {
    const { data, state } = await ask({ refId: 'A', expr: 'load{model="$model"}', legendFormat: 'of {{model}}' });
    expect(state).toBe(LoadingState.Done);
    expect(data).toMatchObject([
      {
        refId: 'A',
        length: 121,
        meta: { executedQueryString: 'Expr: load{model="c"}\nStep: 5s' },
        fields: [
          { type: FieldType.time, config: { interval: 5000 } },
          { name: 'load', type: FieldType.number, config: { displayNameFromDS: 'of c' }, labels: { model: 'c' } },
        ],
      },
    ]);
  });

  it('keeps the answers of other queries when one fails, and says which one', async () => {
    const { data, errors, state } = await ask({ refId: 'A', expr: 'load' }, { refId: 'B', expr: 'sum(' });
    expect(data).toHaveLength(2);
    expect(state).toBe(LoadingState.Error);
    expect(errors?.map(({ refId }) => refId)).toEqual(['B']);
    expect(errors?.[0]?.message).toContain('parse error');
  });

  it('does not ask what is hidden or empty', async () => {
    expect(await ask({ refId: 'A', expr: '' }, { refId: 'B', expr: 'load', hide: true })).toEqual({
      data: [],
      state: LoadingState.Done,
    });
  });

  it('tells the value columns of several tables apart', async () => {
    const { data } = await ask(
      { refId: 'A', expr: 'load', format: 'table', instant: true },
      { refId: 'B', expr: 'load', format: 'table', instant: true }
    );
    const frames = data as DataFrame[];
    expect(frames.map(({ fields }) => fields.at(-1)?.name)).toEqual(['Value #A', 'Value #B']);
  });

  it('lists the values of a variable, from a text or a query object', async () => {
    expect(await source.metricFindQuery('label_values(load, model)', { range })).toEqual([
      { text: 'a"b' },
      { text: 'c' },
    ]);
    expect(await source.metricFindQuery({ query: 'metrics(lo.d)', refId: 'v' }, { range })).toEqual([{ text: 'load' }]);
  });

  it('says what a variable query must be where it is something else', async () => {
    await expect(source.metricFindQuery(7, { range })).rejects.toThrow(/is a text such as label_values/);
  });

  it('fills in variables for others and keeps the macros', () => {
    const scopedVars = { model: { text: 'c', value: 'c' } };
    const query = { refId: 'A', expr: 'rate(load{model="$model"}[$__rate_interval]) * $__interval_ms' };
    expect(source.interpolateVariablesInQueries([query], scopedVars)).toEqual([
      { refId: 'A', expr: 'rate(load{model="c"}[$__rate_interval]) * $__interval_ms' },
    ]);
  });
});
