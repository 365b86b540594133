import type { Resources } from '@grafana/i18n';

import type { Language } from '../boot.ts';

/** The host's own texts. i18next takes a language for known only when it has some, so English has its name. */
export async function hostTexts(language: Language): Promise<Resources> {
  return language === 'zh-Hans'
    ? (await import('./zh-Hans.json')).default
    : { 'grafana-host': { language: 'English' } };
}
