import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readLiteral } from './testing/go-literal.ts';
import { literal } from './value.ts';

/** Half a pair of surrogates is no text in UTF-8; it arrives as the replacement character, whatever is written. */
const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, '\uFFFD');

describe('a text as a literal of Go', () => {
  it.each([
    ['plain', '"plain"'],
    ['"message":"request completed"', '`"message":"request completed"`'],
    ['C:\\temp', '`C:\\temp`'],
    ['a ` tick', '"a ` tick"'],
    ['a ` tick and a " quote', '"a ` tick and a \\" quote"'],
    ['two\nlines', '"two\\nlines"'],
    ['nul \0 and byte order mark \uFEFF', '"nul \\u0000 and byte order mark \\ufeff"'],
    ['', '""'],
    ['模型', '"模型"'],
  ])('%j is written %s', (text, written) => {
    expect(literal(text)).toBe(written);
  });

  it('is read back, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(readLiteral(literal(text))).toBe(wellFormed(text));
      })
    );
  });

  it('stands on one line and holds no control signs', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(literal(text)).not.toMatch(/[\p{Cc}\uFEFF]/u);
      })
    );
  });
});
