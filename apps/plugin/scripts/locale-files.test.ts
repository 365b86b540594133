import { describe, expect, it } from 'vitest';

import { texts } from '../src/language/texts.ts';
import { localeFiles } from './locale-files.ts';

type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>;

const scenes = Buffer.from('{"app":{"title":"A title"}}');
const written = localeFiles().map(({ to, transform }) => ({ to, locale: JSON.parse(transform(scenes)) as Texts }));

/** Texts by the key under which the plugin asks for them. */
const byKey = ({ app: _, ...own }: Texts): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(own).flatMap(([group, below]) =>
      Object.entries(below).map(([name, text]): [string, string] => [`${group}.${name}`, text])
    )
  );

describe('localeFiles', () => {
  it('go where Grafana looks for them', () => {
    expect(written.map(({ to }) => to)).toEqual([
      'locales/en-US/dynamo-observability-app.json',
      'locales/zh-Hans/dynamo-observability-app.json',
    ]);
  });

  it('hold the texts of the scenes beside those of the plugin', () => {
    for (const { locale } of written) {
      expect(locale['app']).toEqual({ title: 'A title' });
      expect([...byKey(locale).keys()]).toEqual(Object.keys(texts));
    }
  });

  it('say something of their own in Chinese, and fill in the same values', () => {
    const [english, chinese] = written.map(({ locale }) => byKey(locale));
    const values = (text = '') => text.match(/\{\{\w+\}\}/g) ?? [];
    for (const [key, text] of english ?? []) {
      expect(chinese?.get(key), key).not.toBe(text);
      expect(values(chinese?.get(key)), key).toEqual(values(text));
    }
  });
});
