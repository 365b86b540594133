import { ParseError } from '../../promql/parse/errors.ts';
import { unquote } from '../../promql/parse/literals.ts';
import { parseDurationNs } from '../duration.ts';
import type { Value } from '../value.ts';
import type { Attribute, AttributeScope, Place } from './ast.ts';

export type Token = Place &
  (
    | { readonly kind: 'symbol' | 'word'; readonly text: string }
    | { readonly kind: 'literal'; readonly value: Value }
    | {
        readonly kind: 'attribute';
        readonly scope: Attribute['scope'];
        readonly parent: boolean;
        readonly name: string;
      }
    | { readonly kind: 'end' }
  );

const SPACE = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const SYMBOL = /[&!](?:>>|<<|>|<|~)|>>|<<|>=|<=|!=|=~|&&|\|\||[=<>~!|+\-*/%^(){},]/y;
const STRING = /"(?:[^"\\\n]|\\.)*"|`[^`]*`/y;
/** Digits may be followed by more: `1h30m` is one duration, `4.2e-05` one number. */
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const DURATION = /(?:\d+\.?\d*|\.\d+)[\d.nsuµmhdwy]*/y;
const ATTRIBUTE_START = /(parent\.)?(?:(span|resource|event|link|instrumentation)\.)?/y;
const SCOPED_INTRINSIC = /(?:trace|span|event|link|instrumentation):\w+/y;
const WORD = /[\p{L}_][\p{L}\p{N}_]*/uy;
/** The name of an attribute takes all but these; parts in quotes take them too. */
const NAME = /(?:"(?:[^"\\]|\\["\\])*"|[^\s{}()=~!<>&|^,"])+/y;
const MAX_INT = 2n ** 63n - 1n;

/** Cuts a query as Tempo's scanner does; the last token is `end`. */
export function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  const scanner = new Scanner(query);
  let token = scanner.next();
  for (; token.kind !== 'end'; token = scanner.next()) {
    tokens.push(token);
  }
  return [...tokens, token];
}

class Scanner {
  private index = 0;

  constructor(private readonly query: string) {}

  next(): Token {
    this.take(SPACE);
    const from = this.index;
    if (from === this.query.length) {
      return { kind: 'end', from, to: from };
    }
    return this.string(from) ?? this.number(from) ?? this.attribute(from) ?? this.word(from) ?? this.symbol(from);
  }

  private string(from: number): Token | undefined {
    const text = this.take(STRING)?.[0];
    if (text === undefined) {
      return undefined;
    }
    const value = unquote(text);
    return value === undefined
      ? this.fail(from, 'the string has an invalid escape')
      : { kind: 'literal', value: { type: 'string', value }, from, to: this.index };
  }

  private number(from: number): Token | undefined {
    const duration = this.match(DURATION)?.[0] ?? '';
    const durationNs = parseDurationNs(duration);
    if (durationNs !== undefined) {
      this.index += duration.length;
      return { kind: 'literal', value: { type: 'duration', value: durationNs }, from, to: this.index };
    }
    const text = this.take(NUMBER)?.[0];
    if (text === undefined) {
      return undefined;
    }
    return { kind: 'literal', value: this.numberValue(text, from), from, to: this.index };
  }

  private numberValue(text: string, from: number): Value {
    if (!/^\d+$/.test(text)) {
      return { type: 'float', value: Number(text) };
    }
    const exact = BigInt(text);
    if (exact > MAX_INT) {
      this.fail(from, 'the integer is too large for 64 bits with a sign; ids are texts and stand in quotes');
    }
    const number = Number(text);
    return { type: 'int', value: Number.isSafeInteger(number) ? number : exact };
  }

  private attribute(from: number): Token | undefined {
    const [start = '', parent, scope] = this.match(ATTRIBUTE_START) ?? [];
    const unscoped = start === '' && this.query[from] === '.';
    if (start === '' && !unscoped) {
      return undefined;
    }
    this.index += unscoped ? 1 : start.length;
    const name = this.take(NAME)?.[0] ?? this.fail(from, 'the name of an attribute is missing');
    return {
      kind: 'attribute',
      scope: isScope(scope) ? scope : 'any',
      parent: parent !== undefined,
      name: name.replace(/"((?:[^"\\]|\\.)*)"/g, (_, inside: string) => inside.replace(/\\(.)/g, '$1')),
      from,
      to: this.index,
    };
  }

  private word(from: number): Token | undefined {
    const text = (this.take(SCOPED_INTRINSIC) ?? this.take(WORD))?.[0];
    return text === undefined ? undefined : { kind: 'word', text, from, to: this.index };
  }

  private symbol(from: number): Token {
    const text = this.take(SYMBOL)?.[0];
    if (text === undefined) {
      const isQuote = this.query[from] === '"' || this.query[from] === '`';
      this.fail(from, isQuote ? 'the string is not closed' : 'unexpected character');
    }
    return { kind: 'symbol', text, from, to: this.index };
  }

  private match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.index;
    return pattern.exec(this.query) ?? undefined;
  }

  private take(pattern: RegExp): RegExpExecArray | undefined {
    const match = this.match(pattern);
    this.index += match?.[0].length ?? 0;
    return match;
  }

  private fail(from: number, reason: string): never {
    throw new ParseError(this.query, { from, to: Math.min(this.query.length, from + 20) }, reason);
  }
}

function isScope(text: string | undefined): text is AttributeScope {
  return text !== undefined;
}
