import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { highlighter, piecesOf } from './highlight.ts';

const marked = (text: string, ...words: string[]): string[] =>
  piecesOf(text, highlighter(words)).map(({ text: piece, isMatch }) => (isMatch ? `[${piece}]` : piece));

describe('the words of a query in a line', () => {
  it.each([
    ['request completed', ['request'], ['[request]', ' completed']],
    ['a1 b22', ['[0-9]+'], ['a', '[1]', ' b', '[22]']],
    ['one two', ['two', 'one'], ['[one]', ' ', '[two]']],
    ['text', [], ['text']],
    ['text', ['(', '*'], ['text']],
    ['text', ['x*y*'], ['te', '[x]', 't']],
    ['', ['a'], []],
  ])('%s', (text, words, pieces) => {
    expect(marked(text, ...words)).toEqual(pieces);
  });

  it('lose nothing of the line', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (text, words) => {
        const pieces = piecesOf(text, highlighter(words));
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      })
    );
  });
});
