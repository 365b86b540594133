import { describe, expect, it } from 'vitest';

import { LANGUAGE_KEY, readPreferences, THEME_KEY } from './boot.ts';

const stored = (values: Readonly<Record<string, string>>): Pick<Storage, 'getItem'> => ({
  getItem: (key) => values[key] ?? null,
});

describe('theme and language', () => {
  it('are dark and English unless said otherwise', () => {
    expect(readPreferences('', stored({}))).toEqual({ theme: 'dark', language: 'en-US' });
  });

  it('are those of the last time', () => {
    const last = stored({ [THEME_KEY]: 'light', [LANGUAGE_KEY]: 'zh-Hans' });
    expect(readPreferences('', last)).toEqual({ theme: 'light', language: 'zh-Hans' });
  });

  it('are those of the address before those of the last time', () => {
    const last = stored({ [THEME_KEY]: 'light', [LANGUAGE_KEY]: 'zh-Hans' });
    expect(readPreferences('?theme=dark&lang=en-US', last)).toEqual({ theme: 'dark', language: 'en-US' });
  });

  it('count as not said when they are none that exist', () => {
    expect(readPreferences('?theme=pink&lang=xx', stored({ [THEME_KEY]: 'light' }))).toEqual({
      theme: 'light',
      language: 'en-US',
    });
  });
});
