import { provisionedSources, startHost, type Language, type ThemeName } from '@dynamo-observability/grafana-host';
import { loadSceneTranslations } from '@dynamo-observability/scenes';
import { createRoot } from 'react-dom/client';

import { loadPreviewTranslations } from './locales/translations.ts';
import { openSource } from './open-source.ts';
import { pageOfQuery } from './page-of-query.ts';
import { Preview } from './preview.tsx';
import { chosen, DATA_PARAMETER } from './shown/chosen.ts';
import { readShown } from './shown/read-shown.ts';
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
    const data = new URLSearchParams(location.search).get(DATA_PARAMETER);
    const offered = await readShown(baseUrl);
    const source = await openSource(chosen(offered, data), baseUrl);
    await provide(source, preferences.language);
    root.render(<Preview source={source} offersData={offered.kind === 'scenario'} {...preferences} />);
  } catch (error) {
    root.render(<StartFailed message={error instanceof Error ? error.message : String(error)} />);
  }
}

function provide({ backends, shown }: Source, language: Language): Promise<void> {
  return startHost({
    dataSources: provisionedSources(backends, { scrapeInterval: shown.scrapeInterval, pageOf: pageOfQuery }),
    language,
    pluginId: PLUGIN_ID,
    translations: [loadSceneTranslations, loadPreviewTranslations],
  });
}
