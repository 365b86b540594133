import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { englishTexts, flatten, localeOf, type Locale } from '../src/language/locale.ts';

/** Writes the locale files: English from the definitions; other languages keep their translations and get what is new in English. */
const folder = join(import.meta.dirname, '../src/locales');
const english = englishTexts();

function translationsIn(path: string): ReadonlyMap<string, string> {
  return existsSync(path) ? flatten(JSON.parse(readFileSync(path, 'utf8')) as Locale) : new Map<string, string>();
}

for (const language of ['en-US', 'zh-Hans']) {
  const path = join(folder, `${language}.json`);
  const translated = language === 'en-US' ? new Map<string, string>() : translationsIn(path);
  writeFileSync(path, `${JSON.stringify(localeOf(english, translated), null, 2)}\n`);
}
