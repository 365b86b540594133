/** A piece of a pattern: text, or a capture, which is named unless it is `<_>`. */
type Piece = { readonly text: string } | { readonly capture: string };

/** A `pattern` expression that Loki refuses. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

const CAPTURE = /<([A-Za-z_]\w*)>/;

/** The expression of `| pattern "<method> <path> <_>"`: captures reach to the next text. */
export class CapturePattern {
  private readonly pieces: readonly Piece[];

  /** Throws PatternError where there is no named capture, one is named twice, or two stand side by side. */
  constructor(readonly source: string) {
    // With a group in the separator every other part is a name.
    this.pieces = source
      .split(CAPTURE)
      .map((part, index): Piece => (index % 2 === 1 ? { capture: part } : { text: part }))
      .filter((piece) => !('text' in piece) || piece.text !== '');
    const names = this.names();
    if (names.length === 0) {
      throw new PatternError('a pattern needs at least one named capture, such as <path>');
    }
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) {
      throw new PatternError(`capture <${twice}> is named twice`);
    }
    if (
      this.pieces.some((piece, index) => 'capture' in piece && 'capture' in (this.pieces[index + 1] ?? { text: '' }))
    ) {
      throw new PatternError('between two captures there must be text');
    }
  }

  names(): readonly string[] {
    return this.pieces.flatMap((piece) => ('capture' in piece && piece.capture !== '_' ? [piece.capture] : []));
  }

  /** What the captures hold; where the next text is missing, a capture holds the rest and the following ones nothing. */
  match(line: string): Array<readonly [name: string, value: string]> {
    const found: Array<readonly [string, string]> = [];
    const [first] = this.pieces;
    let rest = line;
    if (first !== undefined && 'text' in first) {
      if (!line.startsWith(first.text)) {
        return [];
      }
      rest = line.slice(first.text.length);
    }
    for (const [index, piece] of this.pieces.entries()) {
      if (!('capture' in piece)) {
        continue;
      }
      const next = this.pieces[index + 1];
      const text = next !== undefined && 'text' in next ? next.text : '';
      const end = text === '' ? -1 : rest.indexOf(text);
      if (piece.capture !== '_') {
        found.push([piece.capture, end < 0 ? rest : rest.slice(0, end)]);
      }
      if (end < 0) {
        break;
      }
      rest = rest.slice(end + text.length);
    }
    return line === '' ? [] : found;
  }
}
