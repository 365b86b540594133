import type { Resources } from '@grafana/i18n';

/**
 * Texts of the scenes for a language, for hosts that do not read the plugin's locale files. English stands in for languages that
 * have none. To be given to `initPluginTranslations`.
 */
export async function loadSceneTranslations(language: string): Promise<Resources> {
  return language === 'zh-Hans'
    ? (await import('../locales/zh-Hans.json')).default
    : (await import('../locales/en-US.json')).default;
}
