import { annotations, dashboards } from '@dynamo-observability/dashboards';
import { processes } from '@dynamo-observability/signals';

import { annotationWithTexts, withTexts } from './dashboard-texts.ts';
import { processWithTexts } from './process-texts.ts';
import { texts } from './texts.ts';

/** Texts as i18next reads them: the parts of a key are levels. */
export interface Locale {
  readonly [key: string]: string | Locale;
}

/** Every text of the project's scenes in English, by key: of this package, of the processes and of every dashboard. */
export function englishTexts(): ReadonlyMap<string, string> {
  const found = new Map<string, string>(Object.entries(texts));
  const collect = (key: string, english: string): string => {
    found.set(key, english);
    return english;
  };
  Object.values(processes).forEach((process) => processWithTexts(process, collect));
  dashboards.forEach((dashboard) => withTexts(dashboard, collect));
  annotations.forEach((annotation) => annotationWithTexts(annotation, collect));
  return found;
}

/**
 * The locale file of a language: the keys of the English texts and no others, each with the translation that exists, else the
 * English one. Keys are sorted, so the same texts always give the same file.
 * @throws Error when one key is the beginning of another: `a` and `a.b` cannot both be texts.
 */
export function localeOf(english: ReadonlyMap<string, string>, translated: ReadonlyMap<string, string>): Locale {
  const root: { [key: string]: string | Locale } = {};
  for (const [key, value] of [...english].sort(([a], [b]) => (a < b ? -1 : 1))) {
    put(root, key.split('.'), translated.get(key) ?? value, key);
  }
  return root;
}

function put(level: { [key: string]: string | Locale }, path: readonly string[], value: string, key: string): void {
  const [head = '', ...rest] = path;
  const there = level[head];
  if (rest.length === 0 ? there !== undefined : typeof there === 'string') {
    throw new Error(`The key "${key}" is a text and also the beginning of another key`);
  }
  if (rest.length === 0) {
    level[head] = value;
    return;
  }
  const below = { ...(typeof there === 'object' ? there : {}) };
  put(below, rest, value, key);
  level[head] = below;
}

/** The texts of a locale file, by key. */
export function flatten(locale: Locale, prefix = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(locale).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[prefix + key, value]] : [...flatten(value, `${prefix}${key}.`)]
    )
  );
}
