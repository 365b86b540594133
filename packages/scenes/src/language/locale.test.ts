import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { dashboards } from '@dynamo-observability/dashboards';
import { describe, expect, it } from 'vitest';

import { dashboardOf, panelOf } from '../testing/definitions.ts';
import { withTexts } from './dashboard-texts.ts';
import { englishTexts, flatten, localeOf, type Locale } from './locale.ts';

const read = (language: string): string =>
  readFileSync(join(import.meta.dirname, `../locales/${language}.json`), 'utf8');
const texts = (language: string): ReadonlyMap<string, string> => flatten(JSON.parse(read(language)) as Locale);

describe('the locale files', () => {
  it('English is what the definitions say; else run `pnpm --filter @dynamo-observability/scenes locales`', () => {
    expect(read('en-US')).toBe(`${JSON.stringify(localeOf(englishTexts(), new Map()), null, 2)}\n`);
  });

  it('Chinese has the same keys', () => {
    expect([...texts('zh-Hans').keys()]).toEqual([...texts('en-US').keys()]);
  });

  it('Chinese fills in the same values', () => {
    const values = (text = '') => (text.match(/\{\{\w+\}\}/g) ?? []).sort();
    const chinese = texts('zh-Hans');
    for (const [key, english] of texts('en-US')) {
      expect(values(chinese.get(key)), key).toEqual(values(english));
    }
  });

  it('Chinese says something of its own wherever the text is not a name', () => {
    const names = /\.(title|options\.p\d+)$/;
    const english = texts('en-US');
    const same = [...texts('zh-Hans')].filter(([key, text]) => english.get(key) === text);
    expect(same.filter(([key]) => !names.test(key) || key.includes('.panels.'))).toEqual([]);
  });
});

describe('localeOf', () => {
  const english = new Map([
    ['b.c', 'See'],
    ['a', 'Ay'],
  ]);

  it('makes levels of the parts of keys, in order', () => {
    expect(JSON.stringify(localeOf(english, new Map()))).toBe('{"a":"Ay","b":{"c":"See"}}');
  });

  it('keeps translations, fills gaps with English and forgets keys that are gone', () => {
    const translated = new Map([
      ['b.c', 'Zeh'],
      ['gone', 'weg'],
    ]);
    expect(localeOf(english, translated)).toEqual({ a: 'Ay', b: { c: 'Zeh' } });
  });

  it('is undone by flatten', () => {
    expect(flatten(localeOf(english, new Map()))).toEqual(new Map([...english].sort()));
  });

  it.each([
    ['before', ['a', 'a.b']],
    ['behind', ['a.b', 'a']],
  ])('refuses a key that is the beginning of another, %s it', (_, keys) => {
    expect(() => localeOf(new Map(keys.map((key) => [key, 'text'])), new Map())).toThrow('"a.b"');
  });
});

describe('withTexts', () => {
  const dashboard = dashboardOf([panelOf([])]);

  it('leaves a dashboard equal, and its field configurations the very same, where nothing is translated', () => {
    for (const one of dashboards) {
      const shown = withTexts(one, (_, english) => english);
      expect(shown).toEqual(one);
      expect(shown.rows[0]?.panels[0]?.panel.fieldConfig).toBe(one.rows[0]?.panels[0]?.panel.fieldConfig);
    }
  });

  it('asks for every text by a key that names the dashboard, and the panel by its id', () => {
    const keys: string[] = [];
    withTexts(dashboard, (key, english) => {
      keys.push(key);
      return english;
    });
    expect(keys).toContain('dashboards.small.panels.panel.title');
    expect(keys.every((key) => key.startsWith('dashboards.small.'))).toBe(true);
  });

  it('shows a translated absence where the English one would stand in an empty panel', () => {
    const shown = withTexts(dashboard, (_, english) => english.toUpperCase());
    expect(shown.rows[0]?.panels[0]?.panel.fieldConfig.defaults).toEqual({ unit: 's', noValue: 'NOTHING HAPPENED.' });
  });
});
