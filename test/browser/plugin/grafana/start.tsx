import {
  PreviewRoot,
  PrometheusLikeDataSource,
  prometheusSettings,
  startHost,
  type Language,
} from '@dynamo-observability/grafana-host';
import { AppPlugin, type AppPluginMeta } from '@grafana/data';
import { setBackendSrv, type BackendSrv } from '@grafana/runtime';
import i18next from 'i18next';
import { Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { Route, Routes } from 'react-router-dom';
import { of } from 'rxjs';

import { prometheus } from './prometheus.tsx';
import { shareModules } from './shared-modules.tsx';

const id = 'dynamo-observability-app';
const publicPath = `/public/plugins/${id}`;

declare global {
  interface Window {
    /** Whether the first file of the plugin gave what Grafana wants. */
    isAppPlugin?: boolean;
  }
}

/** Loads the built plugin the way Grafana does, and shows its pages at their addresses. */
export async function start(language: Language): Promise<void> {
  const settings = prometheusSettings({ uid: 'prometheus', name: 'Prometheus', scrapeInterval: '15s' });
  const dataSources = [{ settings, api: new PrometheusLikeDataSource(settings, prometheus) }];
  await startHost({ dataSources, language, pluginId: id, translations: [] });
  keepSettings();
  await shareModules();
  const meta = await metaOf();
  if (meta.languages?.includes(language) === true) {
    const texts: unknown = await fetchJson(`${publicPath}/locales/${language}/${id}.json`);
    i18next.addResourceBundle(language, id, texts, true, true);
  }
  const loaded = (await window.System.import(`${publicPath}/module.js`)) as { plugin?: unknown };
  window.isAppPlugin = isAppPlugin(loaded.plugin);
  if (isAppPlugin(loaded.plugin)) {
    show(loaded.plugin, meta);
  }
}

const isAppPlugin = (value: unknown): value is AppPlugin => value instanceof AppPlugin;

function show(plugin: AppPlugin, meta: AppPluginMeta): void {
  plugin.meta = meta;
  plugin.init(meta);
  const Root = plugin.root;
  const Configuration = plugin.configPages?.[0]?.body;
  const root = document.getElementById('root');
  if (root === null || Root === undefined || Configuration === undefined) {
    throw new Error('The plugin has no root page or no configuration page');
  }
  const basename = `/a/${id}`;
  const page = <Root meta={meta} basename={basename} path="" query={{}} onNavChanged={() => undefined} />;
  createRoot(root).render(
    <PreviewRoot theme="dark">
      <Suspense fallback="loading">
        <Routes>
          <Route path={`${basename}/*`} element={page} />
          <Route path={`/plugins/${id}`} element={<Configuration plugin={plugin} query={{}} />} />
        </Routes>
      </Suspense>
    </PreviewRoot>
  );
}

/** Grafana's server keeps settings; this one remembers what it was given. */
function keepSettings(): void {
  const refuse = (): never => {
    throw new Error('not asked for in these tests');
  };
  const server: Partial<BackendSrv> = {
    fetch: ((request: { url: string; data: unknown }) => {
      // The plugin loads the page anew afterwards.
      sessionStorage.setItem('saved', JSON.stringify({ url: request.url, data: request.data }));
      return of({ data: {}, status: 200 });
    }) as BackendSrv['fetch'],
  };
  setBackendSrv({ get: refuse, post: refuse, put: refuse, patch: refuse, delete: refuse, ...server } as BackendSrv);
}

async function metaOf(): Promise<AppPluginMeta & { languages?: readonly string[] }> {
  const json = (await fetchJson(`${publicPath}/plugin.json`)) as AppPluginMeta;
  return { ...json, enabled: true, pinned: true, jsonData: {}, module: `${publicPath}/module.js`, baseUrl: publicPath };
}

const fetchJson = async (path: string): Promise<unknown> => (await fetch(path)).json();
