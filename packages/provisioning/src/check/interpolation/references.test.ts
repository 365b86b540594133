import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { interpolate, referencesIn } from './references.ts';

describe('references to variables', () => {
  it.each([
    ['m{a=~"$x"}', [{ name: 'x' }]],
    ['m{a=~"${x}"}', [{ name: 'x' }]],
    ['m{a=~"${x:pipe}|"}', [{ name: 'x', format: 'pipe' }]],
    ['m{a=~"[[x]]"}', [{ name: 'x' }]],
    ['m{a=~"[[x:regex]]"}', [{ name: 'x', format: 'regex' }]],
    ['${x.text:csv}', [{ name: 'x', format: 'csv' }]],
    ['rate(m[$__rate_interval])', [{ name: '__rate_interval' }]],
    ['$a$b', [{ name: 'a' }, { name: 'b' }]],
    ['$a $a', [{ name: 'a' }, { name: 'a' }]],
  ])('%s', (text, expected) => {
    expect(referencesIn(text)).toEqual(expected);
  });

  it.each(['label_replace(m, "a", "$1", "b", "(.+)")', '"$1.$2"', '"^x$"', '"$$"', '[5m]', '${', '$'])(
    '%s holds none',
    (text) => {
      expect(referencesIn(text)).toEqual([]);
    }
  );

  it('are replaced, and left as they stand when nobody knows them', () => {
    expect(interpolate('$a ${b} ${a:pipe}', ({ name }) => (name === 'a' ? '1' : undefined))).toBe('1 ${b} 1');
  });

  it('are all gone when every one has a value', () => {
    const piece = fc.constantFrom('$x', '${x}', '${x:pipe}', '[[x]]', '$1', ' ', '"', 'm', '{', '}', '[5m]');
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join(' ');
        expect(referencesIn(interpolate(text, () => '7'))).toEqual([]);
      })
    );
  });
});
