import { createDynamoApp } from '@dynamo-observability/scenes';
import type { AppPluginMeta, AppRootProps } from '@grafana/data';
import { useSceneApp, type SceneApp } from '@grafana/scenes';
import { ErrorBoundary } from '@grafana/ui';
import { useLocation } from 'react-router-dom';

import { readSettings } from './config/settings.ts';
import pluginJson from './plugin.json';
import { PageFailed } from './recovery/page-failed.tsx';

const factories = new WeakMap<AppPluginMeta, () => SceneApp>();

/** The same function for the same settings: Scenes keeps an app, with its data, by the function that made it. */
function factoryFor(meta: AppPluginMeta): () => SceneApp {
  const known = factories.get(meta);
  const factory =
    known ?? (() => createDynamoApp({ basePath: `/a/${pluginJson.id}`, dataSources: readSettings(meta.jsonData) }));
  factories.set(meta, factory);
  return factory;
}

/** The root page. An error on one page stays on that page. */
export function App({ meta }: AppRootProps): JSX.Element {
  const { pathname } = useLocation();
  return (
    <ErrorBoundary dependencies={[pathname]}>
      {({ error }) => (error === null ? <Pages meta={meta} /> : <PageFailed error={error} />)}
    </ErrorBoundary>
  );
}

function Pages({ meta }: { readonly meta: AppPluginMeta }): JSX.Element {
  const app = useSceneApp(factoryFor(meta));
  return <app.Component model={app} />;
}
