export interface Piece {
  readonly text: string;
  readonly isMatch: boolean;
}

/** One expression for all words; undefined where there is nothing to mark. A word that JavaScript cannot read marks nothing. */
export function highlighter(words: readonly string[]): RegExp | undefined {
  const readable = words.filter((word) => word !== '' && compiles(word));
  return readable.length === 0 ? undefined : new RegExp(readable.map((word) => `(?:${word})`).join('|'), 'g');
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}

/** The text in pieces, in order, those that match told apart. */
export function piecesOf(text: string, words: RegExp | undefined): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { index, 0: match } of words === undefined ? [] : text.matchAll(words)) {
    if (match !== '') {
      pieces.push({ text: text.slice(end, index), isMatch: false }, { text: match, isMatch: true });
      end = index + match.length;
    }
  }
  return [...pieces, { text: text.slice(end), isMatch: false }].filter((piece) => piece.text !== '');
}
