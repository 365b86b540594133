import { MetricStore } from '@dynamo-observability/telemetry-store';
import {
  getDefaultTimeRange,
  LoadingState,
  toDataFrame,
  type DataQuery,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
} from '@grafana/data';
import { firstValueFrom, from, of, throwError, type Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';

import { DataSourceDirectory } from './data-sources.ts';
import { StoreBackend } from './embedded/store-backend.ts';
import { PrometheusLikeDataSource } from './prometheus/data-source.ts';
import { prometheusSettings } from './prometheus/settings.ts';
import { sceneTemplates } from './template.ts';

const source = (uid: string): { settings: ReturnType<typeof prometheusSettings>; api: DataSourceApi } => {
  const settings = prometheusSettings({ uid, name: `Name of ${uid}`, scrapeInterval: '5s' });
  return { settings, api: new PrometheusLikeDataSource(settings, new StoreBackend(new MetricStore())) };
};
const [first, second] = [source('one'), source('two')];
const directory = new DataSourceDirectory([first, second], {
  ...sceneTemplates,
  replace: (text = '') => text.replace('${source}', 'two'),
});

describe('the data sources of a page', () => {
  it('are found by uid, name, reference or variable', async () => {
    expect(await directory.get('two')).toBe(second.api);
    expect(await directory.get('Name of two')).toBe(second.api);
    expect(await directory.get({ uid: '${source}' })).toBe(second.api);
    expect(directory.getInstanceSettings({ uid: 'one' })).toBe(first.settings);
  });

  it('begin with the default', async () => {
    expect(await directory.get()).toBe(first.api);
    expect(await directory.get('default')).toBe(first.api);
  });

  it('are missed by name', async () => {
    await expect(directory.get('three')).rejects.toThrow('Data source three was not found');
    expect(directory.getInstanceSettings('three')).toBeUndefined();
  });

  it('are listed by type', () => {
    expect(directory.getList({ pluginId: 'prometheus' })).toHaveLength(2);
    expect(directory.getList({ type: ['loki'] })).toEqual([]);
  });
});

describe('a panel of several data sources', () => {
  const request = (...targets: DataQuery[]): DataQueryRequest => ({
    ...{ requestId: '1', interval: '1s', intervalMs: 1000, timezone: 'utc', app: '', startTime: 0, scopedVars: {} },
    range: getDefaultTimeRange(),
    targets,
  });
  const answering = (uid: string, answer: () => Observable<DataQueryResponse>) => {
    const { settings, api } = source(uid);
    return { settings, api: Object.assign(api, { query: answer }) };
  };
  const frame = (name: string) => toDataFrame({ name, fields: [] });
  const mixed = new DataSourceDirectory(
    [
      answering('one', () => of({ data: [frame('early')] }, { data: [frame('of one')] })),
      answering('two', () => of({ data: [frame('of two')] })),
      answering('broken', () => throwError(() => new Error('no way'))),
    ],
    { ...sceneTemplates, replace: (text = '') => text.replace('${source}', 'two') }
  );
  const ask = async (...uids: readonly string[]): Promise<DataQueryResponse> => {
    const api = await mixed.get({ uid: '-- Mixed --' });
    return firstValueFrom(
      from(api.query(request(...uids.map((uid, i) => ({ refId: String(i), datasource: { uid } })))))
    );
  };

  it('is asked of each, also of one that a variable names, and answered once', async () => {
    const { data, state } = await ask('one', '${source}', 'one');
    expect(data).toMatchObject([{ name: 'of one' }, { name: 'of two' }]);
    expect(state).toBe(LoadingState.Done);
  });

  it('shows what there is beside what failed', async () => {
    const { data, errors, state } = await ask('one', 'broken', 'missing');
    expect(data).toMatchObject([{ name: 'of one' }]);
    expect(errors?.map(({ message }) => message)).toEqual(['no way', 'Data source missing was not found']);
    expect(state).toBe(LoadingState.Error);
  });

  it('is answered with nothing where nothing is asked', async () => {
    expect((await ask()).data).toEqual([]);
  });

  it('is known as such: Scenes then leaves the data sources of queries as they are', () => {
    expect(mixed.getInstanceSettings('-- Mixed --')?.meta.mixed).toBe(true);
    expect(mixed.getList().map(({ uid }) => uid)).not.toContain('-- Mixed --');
  });
});
