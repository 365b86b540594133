import { MetricStore } from '@dynamo-observability/telemetry-store';
import type { DataSourceApi } from '@grafana/data';
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
