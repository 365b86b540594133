import { t } from '@grafana/i18n';

import { texts, type TextKey } from './texts.ts';

/** Texts are drawn by React and by canvas, which escape for themselves; i18next would write "&#x2F;" for a slash. */
const plain = { interpolation: { escapeValue: false } };

/** A text of this package in the user's language. Call it when something is shown or built, not while a module is loaded. */
export const text = (key: TextKey, values: { readonly [name: string]: string } = {}): string =>
  translate(key, texts[key], values);

/** A text by key, with its English where the language has none. */
export const translate = (key: string, english: string, values: { readonly [name: string]: string } = {}): string =>
  t(key, english, { ...values, ...plain });
