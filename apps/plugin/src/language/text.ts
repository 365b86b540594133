import { translate } from '@dynamo-observability/scenes';

import { texts, type TextKey } from './texts.ts';

/** A text of the plugin in the user's language. Call it when something is shown, not while a module is loaded. */
export const text = (key: TextKey, values: { readonly [name: string]: string } = {}): string =>
  translate(key, texts[key], values);
