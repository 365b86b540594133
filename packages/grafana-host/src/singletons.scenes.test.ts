import { t } from '@grafana/i18n';
import { getDataSourceSrv } from '@grafana/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { PrometheusLikeDataSource } from './prometheus/data-source.ts';
import { prometheusSettings } from './prometheus/settings.ts';
import { memoryLocation } from './root/memory-location.ts';
import { changeLanguage, provideDataSources, startHost } from './singletons.ts';

const texts = {
  pluginId: 'dynamo-observability-app',
  translations: [(language: string) => Promise.resolve(language === 'zh-Hans' ? { greeting: '你好' } : {})],
};

const never = (): Promise<never> => new Promise(() => undefined);
function sourceNamed(name: string) {
  const settings = prometheusSettings({ uid: name, name, scrapeInterval: '5s' });
  const backend = { queryRange: never, query: never, labelValues: never, series: never };
  return { settings, api: new PrometheusLikeDataSource(settings, backend) };
}

beforeAll(() => startHost({ dataSources: [], language: 'en-US', ...texts }));

describe('a host that has been started', () => {
  // Other files of tests use the same host.
  afterAll(() => changeLanguage('en-US', texts));

  it('speaks another language when asked to, and the first one again', async () => {
    const words = () => [t('greeting', 'Hello'), t('grafana-host.no-data', 'No data')];
    await changeLanguage('zh-Hans', texts);
    expect(words()).toEqual(['你好', '无数据']);
    expect(document.documentElement.lang).toBe('zh-Hans');
    await changeLanguage('en-US', texts);
    expect(words()).toEqual(['Hello', 'No data']);
    expect(document.documentElement.lang).toBe('en-US');
  });

  it('gets other data sources in the place of all', async () => {
    provideDataSources([sourceNamed('a')]);
    provideDataSources([sourceNamed('b'), sourceNamed('c')]);
    expect(
      getDataSourceSrv()
        .getList()
        .map(({ uid }) => uid)
    ).toEqual(['b', 'c']);
    await expect(getDataSourceSrv().get('a')).rejects.toThrow('a was not found');
  });
});

describe('a location in memory', () => {
  it('goes its own way', () => {
    const before = window.location.href;
    const location = memoryLocation('/a?from=now-1h');
    location.partial({ to: 'now' });
    location.push('/b');
    location.getHistory().goBack();
    expect(location.getLocation()).toMatchObject({ pathname: '/a', search: '?from=now-1h&to=now' });
    expect(window.location.href).toBe(before);
  });
});
