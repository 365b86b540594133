import { PrometheusLikeDataSource, prometheusSettings, startHost } from '@dynamo-observability/grafana-host';
import { getDataSourceSrv, setDataSourceSrv } from '@grafana/runtime';
import type { SceneObject } from '@grafana/scenes';
import { vi } from 'vitest';

import { FakeSource } from './fake-source.ts';
import type { FakePrometheus } from './prometheus.ts';

/** Starts what Grafana's core would give, with one Prometheus data source in front of the backend. */
export async function startWith(backend: FakePrometheus): Promise<void> {
  const settings = prometheusSettings({ uid: 'prometheus', name: 'Prometheus', scrapeInterval: '15s' });
  const api = new PrometheusLikeDataSource(settings, backend);
  await startHost({ dataSources: [], language: 'en-US', pluginId: 'dynamo-observability-app', translations: [] });
  // The host starts once for all test files, each of which has its own backend.
  setDataSourceSrv({
    ...getDataSourceSrv(),
    get: () => Promise.resolve(api),
    getInstanceSettings: () => settings,
    getList: () => [settings],
  });
}

/** Puts other data sources in the place of the one: `get` fails for one that is not among them, or that is an error. */
export function offerSources(sources: Readonly<Record<string, FakeSource | Error>>): void {
  const settings = Object.keys(sources).map((type) => new FakeSource(type).instanceSettings);
  setDataSourceSrv({
    ...getDataSourceSrv(),
    get: async (uid) => {
      const found = Object.entries(sources).find(([type]) => uid === `${type}-uid`)?.[1];
      if (found instanceof FakeSource) {
        return found;
      }
      throw found ?? new Error('no such data source');
    },
    getInstanceSettings: () => undefined,
    getList: ({ pluginId } = {}) => settings.filter(({ type }) => type === pluginId),
  });
}

/** Activates a scene and everything below it, as mounting it would. Gives what takes it down again. */
export function activateTree(object: SceneObject): () => void {
  const undo = object.isActive ? [] : [object.activate()];
  object.forEachChild((child) => {
    undo.push(activateTree(child));
  });
  return () => undo.reverse().forEach((step) => step());
}

/** Waits until an expectation holds; scenes query in later turns of the event loop. */
export const eventually = (expectation: () => void): Promise<void> => vi.waitFor(expectation, { timeout: 5000 });
