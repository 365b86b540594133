import { AppPlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { lazy } from 'react';

import { addLinks } from './links/add-links.ts';
import pluginJson from './plugin.json';
import { orRecovery } from './recovery/or-recovery.tsx';

// This file is loaded on every page that mentions the app: it imports nothing that is heavy.
await initPluginTranslations(pluginJson.id);

const App = lazy(() => orRecovery(async () => (await import('./load-app.ts')).loadApp()));
const ConfigPage = lazy(() => orRecovery(() => import('./config/config-page.tsx')));

export const plugin = addLinks(
  new AppPlugin<object>().setRootPage(App).addConfigPage({
    id: 'configuration',
    title: 'Configuration',
    icon: 'cog',
    body: ConfigPage,
  })
);
