import type { Resources } from '@grafana/i18n';

/** The preview's own texts; English stands in the code. */
export async function loadPreviewTranslations(language: string): Promise<Resources> {
  return language === 'zh-Hans' ? (await import('./zh-Hans.json')).default : {};
}
