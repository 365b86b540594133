import { EventBusSrv, type PanelPlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import {
  config,
  setAppEvents,
  setBackendSrv,
  setDataSourceSrv,
  setPluginComponentHook,
  setPluginComponentsHook,
  setPluginFunctionsHook,
  setPluginImportUtils,
  setPluginLinksHook,
  setReturnToPreviousHook,
  setRunRequest,
  setTemplateSrv,
} from '@grafana/runtime';
import { loadResources } from '@grafana/scenes';
import i18next from 'i18next';

import { noBackend } from './backend-srv.ts';
import type { Language } from './boot.ts';
import { DataSourceDirectory, type HostDataSource } from './data-sources.ts';
import { loadFonts } from './fonts.ts';
import { hostTexts } from './locales/host-texts.ts';
import { panelPlugins } from './panels/index.ts';
import { fillRegistries } from './registries.ts';
import { runRequest } from './run-request.ts';
import { sceneTemplates } from './template.ts';

type TranslationLoader = NonNullable<Parameters<typeof initPluginTranslations>[1]>[number];

export interface HostOptions {
  readonly dataSources: readonly HostDataSource[];
  readonly language: Language;
  /** The plugin whose texts are shown; its id is the name space of the translations. */
  readonly pluginId: string;
  readonly translations: readonly TranslationLoader[];
}

// Most of Grafana's setters throw on a second call, and a module that is replaced while developing runs again.
const state = ((globalThis as { grafanaHost?: { ready?: Promise<void> } }).grafanaHost ??= {});

/**
 * Gives Grafana's packages the services that its core would give them: data sources, panels, templates, translations. Runs once a
 * page; later calls wait for the first.
 */
export function startHost(options: HostOptions): Promise<void> {
  state.ready ??= start(options);
  return state.ready;
}

async function start({ dataSources, language, pluginId, translations }: HostOptions): Promise<void> {
  fillRegistries();
  setAppEvents(new EventBusSrv());
  setTemplateSrv(sceneTemplates);
  provideDataSources(dataSources);
  setBackendSrv(noBackend);
  setRunRequest(runRequest);
  providePanels(panelPlugins());
  setReturnToPreviousHook(() => () => undefined);
  setPluginLinksHook(() => ({ links: [], isLoading: false }));
  setPluginComponentsHook(() => ({ components: [], isLoading: false }));
  setPluginComponentHook(() => ({ component: null, isLoading: false }));
  setPluginFunctionsHook(() => ({ functions: [], isLoading: false }));
  await Promise.all([loadFonts(), translate(language, pluginId, translations)]);
}

/** Puts others in the place of all data sources. What is built or asked from now on finds them; open scenes keep their answers. */
export function provideDataSources(dataSources: readonly HostDataSource[]): void {
  setDataSourceSrv(new DataSourceDirectory(dataSources, sceneTemplates));
}

/** Speaks another language from now on. What is already on the page keeps its texts: build it anew. */
export async function changeLanguage(
  language: Language,
  { pluginId, translations }: Pick<HostOptions, 'pluginId' | 'translations'>
): Promise<void> {
  i18next.addResourceBundle(language, pluginId, await hostTexts(language));
  await i18next.changeLanguage(language);
  await initPluginTranslations(pluginId, [loadResources, ...translations]);
  document.documentElement.lang = language;
}

/** Grafana's translations share the one i18next of the page; whoever starts it first chooses the language. */
async function translate(language: Language, pluginId: string, loaders: readonly TranslationLoader[]): Promise<void> {
  await i18next.init({
    lng: language,
    fallbackLng: 'en-US',
    ns: [pluginId],
    defaultNS: pluginId,
    returnEmptyString: false,
    resources: { [language]: { [pluginId]: await hostTexts(language) } },
  });
  await initPluginTranslations(pluginId, [loadResources, ...loaders]);
}

function providePanels(plugins: ReadonlyMap<string, PanelPlugin>): void {
  for (const [id, plugin] of plugins) {
    config.panels[id] = plugin.meta;
  }
  setPluginImportUtils({
    importPanelPlugin: (id) => {
      const plugin = plugins.get(id);
      return plugin === undefined ? Promise.reject(noSubstitute(id, plugins)) : Promise.resolve(plugin);
    },
    getPanelPluginFromCache: (id) => plugins.get(id),
  });
}

const noSubstitute = (id: string, plugins: ReadonlyMap<string, PanelPlugin>): Error =>
  new Error(`The panel "${id}" has no substitute outside Grafana; there are ${[...plugins.keys()].join(', ')}`);
