import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { texts } from '../src/language/texts.ts';

/** Texts by key, as they are written down here. */
type Texts = Readonly<Record<string, string>>;

const { resolve } = createRequire(import.meta.url);
const plugin = 'dynamo-observability-app';

const chinese = (): Texts =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../locales/zh-Hans.json'), 'utf8')) as Texts;

/** As i18next reads them: `group.name` becomes a level. */
function nested(flat: Texts): Readonly<Record<string, Texts>> {
  const groups: Record<string, Texts> = {};
  for (const [key, text] of Object.entries(flat)) {
    const [group = '', name = ''] = key.split('.');
    groups[group] = { ...groups[group], [name]: text };
  }
  return groups;
}

/** What webpack copies as the locale files of the plugin: the texts of the scenes, and beside them the plugin's own. */
export function localeFiles(): Array<{ from: string; to: string; transform: (scenes: Buffer) => string }> {
  const own = { 'en-US': texts, 'zh-Hans': chinese() };
  return Object.entries(own).map(([language, ownTexts]) => ({
    from: resolve(`@dynamo-observability/scenes/locales/${language}.json`),
    to: `locales/${language}/${plugin}.json`,
    transform: (scenes) => JSON.stringify({ ...(JSON.parse(scenes.toString()) as object), ...nested(ownTexts) }),
  }));
}
