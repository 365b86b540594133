import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { escapeDollars } from './dollar.ts';

/** What Grafana does with a text of a data source file: `$$` is a dollar, `$NAME` and `${NAME}` come from the environment. */
const asGrafanaReads = (text: string) =>
  text.replace(/\$\$|\$(\w+)|\$\{([^}]*)\}/g, (whole) => (whole === '$$' ? '$' : ''));

describe('dollars in data source files', () => {
  it('are doubled wherever a text holds them, also in lists and deep down', () => {
    expect(escapeDollars({ url: '${__value.raw}', deep: [{ query: '$a $$b' }] })).toEqual({
      url: '$${__value.raw}',
      deep: [{ query: '$$a $$$$b' }],
    });
  });

  it('are left alone in keys, and nothing else changes', () => {
    expect(escapeDollars({ $key: 1, flag: true, none: null })).toEqual({ $key: 1, flag: true, none: null });
  });

  it('survive what Grafana does with the file', () => {
    expect(asGrafanaReads('$HOME')).toBe('');
    const texts = fc.string({ unit: fc.constantFrom('$', '{', '}', 'a', '_', ' ') });
    fc.assert(
      fc.property(texts, (text) => {
        expect(asGrafanaReads(JSON.stringify(escapeDollars(text)))).toBe(JSON.stringify(text));
      })
    );
  });
});
