import {
  HttpBackend,
  PrometheusLikeDataSource,
  prometheusSettings,
  startHost,
  startWorkerBackend,
  type Language,
  type PrometheusBackend,
  type ThemeName,
} from '@dynamo-observability/grafana-host';
import { loadSceneTranslations } from '@dynamo-observability/scenes';
import { createRoot } from 'react-dom/client';

import { loadPreviewTranslations } from './locales/translations.ts';
import { Preview } from './preview.tsx';
import { ReplayBackend } from './replay/replay-backend.ts';
import { ReplayClock } from './replay/replay-clock.ts';
import { readShown } from './shown/read-shown.ts';
import type { Shown } from './shown/shown.ts';
import type { Source } from './source.ts';
import { StartFailed } from './start-failed.tsx';

const PLUGIN_ID = 'dynamo-observability-app';

interface Preferences {
  readonly theme: ThemeName;
  readonly language: Language;
}

/** Loads what is to be shown and puts the page on the screen; where it cannot, says why on the page. */
export async function startPreview(preferences: Preferences, baseUrl: string): Promise<void> {
  const element = document.getElementById('root');
  if (element === null) {
    throw new Error('The page has no element "root"');
  }
  const root = createRoot(element);
  try {
    const source = await openSource(await readShown(baseUrl), baseUrl);
    await provide(source, preferences.language);
    root.render(<Preview source={source} {...preferences} />);
  } catch (error) {
    root.render(<StartFailed message={error instanceof Error ? error.message : String(error)} />);
  }
}

async function openSource(shown: Shown, baseUrl: string): Promise<Source> {
  if (shown.kind === 'prometheus') {
    return { shown, backend: new HttpBackend(baseUrl + shown.url) };
  }
  const store = startWorkerBackend();
  const span = await store.load(new URL(baseUrl + shown.url, location.href).href);
  const clock = new ReplayClock(span);
  return { shown, backend: new ReplayBackend(store, clock), span, clock };
}

function provide({ shown, backend }: { shown: Shown; backend: PrometheusBackend }, language: Language): Promise<void> {
  const settings = prometheusSettings({ uid: 'prometheus', name: 'Prometheus', scrapeInterval: shown.scrapeInterval });
  return startHost({
    dataSources: [{ settings, api: new PrometheusLikeDataSource(settings, backend) }],
    language,
    pluginId: PLUGIN_ID,
    translations: [loadSceneTranslations, loadPreviewTranslations],
  });
}
