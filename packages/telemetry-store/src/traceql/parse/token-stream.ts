import { ParseError, UnsupportedError } from '../../promql/parse/errors.ts';
import type { Place } from './ast.ts';
import type { Token } from './tokens.ts';
import { tokenize } from './tokens.ts';

/** The tokens of a query, taken from the left. */
export class TokenStream {
  private readonly tokens: readonly Token[];
  private readonly end: Token;
  private index = 0;

  /** Throws ParseError for text that is no token. */
  constructor(private readonly query: string) {
    this.tokens = tokenize(query);
    this.end = { kind: 'end', from: query.length, to: query.length };
  }

  peek(ahead = 0): Token {
    return this.tokens[this.index + ahead] ?? this.end;
  }

  next(): Token {
    const token = this.peek();
    this.index++;
    return token;
  }

  /** Whether the token is this symbol or word. */
  at(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return (token.kind === 'symbol' || token.kind === 'word') && token.text === text;
  }

  /** The one of `texts` that comes next, if any; it is not taken. */
  atOneOf<T extends string>(texts: readonly T[]): T | undefined {
    return texts.find((text) => this.at(text));
  }

  /** Takes the symbol or word if it comes next. */
  skip(text: string): boolean {
    const found = this.at(text);
    this.index += found ? 1 : 0;
    return found;
  }

  expect(text: string): Token {
    return this.at(text) ? this.next() : this.unexpected(JSON.stringify(text));
  }

  /** From the start of `first` to the end of the last token taken. */
  placeFrom(first: Place): Place {
    return { from: first.from, to: this.tokens[this.index - 1]?.to ?? first.to };
  }

  unexpected(expected: string): never {
    const token = this.peek();
    const found = token.kind === 'end' ? 'unexpected end of input' : 'unexpected text';
    return this.fail(token, `${found}, expected ${expected}`);
  }

  fail(place: Place, reason: string): never {
    throw new ParseError(this.query, place, reason);
  }

  unsupported(place: Place, feature: string): never {
    throw new UnsupportedError(this.query, place, feature, 'Tempo');
  }
}
