import { initPluginTranslations } from '@grafana/i18n';
import { loadResources } from '@grafana/scenes';

import { App } from './app.tsx';
import pluginJson from './plugin.json';

/** The app, when the texts that Scenes brings are there too. */
export async function loadApp(): Promise<{ default: typeof App }> {
  await initPluginTranslations(pluginJson.id, [loadResources]);
  return { default: App };
}
