import { RegexError } from '../regex-error.ts';
import type { Cursor } from './cursor.ts';

/** What follows a backslash: one character, or the inside of a character class. */
export type Escape =
  { readonly kind: 'literal'; readonly char: string } | { readonly kind: 'set'; readonly inside: string };

/** RE2's classes are ASCII; JavaScript's `\s` is not, so it is spelled out. */
const PERL_SETS: ReadonlyMap<string, string> = new Map([
  ['d', '0-9'],
  ['D', '\\D'],
  ['w', '0-9A-Za-z_'],
  ['W', '\\W'],
  ['s', '\\t\\n\\f\\r '],
  ['S', '\\0-\\x08\\x0B\\x0E-\\x1F\\x21-\\u{10FFFF}'],
]);

const CONTROL: ReadonlyMap<string, string> = new Map([
  ['a', '\x07'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);

/** One character as JavaScript's `u` mode takes it literally, inside a class and outside. */
export function escapeLiteral(char: string): string {
  return /^[A-Za-z0-9_ ]$/.test(char) ? char : `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
}

/** Reads the escape whose backslash the cursor has just passed. */
export function readEscape(cursor: Cursor): Escape {
  const char = cursor.next();
  if (char === undefined) {
    throw new RegexError(cursor.pattern, 'a backslash at the end escapes nothing');
  }
  const set = PERL_SETS.get(char);
  if (set !== undefined) {
    return { kind: 'set', inside: set };
  }
  const control = CONTROL.get(char);
  if (control !== undefined) {
    return { kind: 'literal', char: control };
  }
  if (char === 'x') {
    return { kind: 'literal', char: readHex(cursor) };
  }
  if (char === 'p' || char === 'P') {
    return { kind: 'set', inside: readUnicodeClass(cursor, char) };
  }
  if (/[0-7]/.test(char)) {
    return { kind: 'literal', char: readOctal(cursor, char) };
  }
  if (/[^0-9A-Za-z\u0080-\u{10ffff}]/u.test(char)) {
    return { kind: 'literal', char };
  }
  throw new RegexError(cursor.pattern, `invalid escape sequence \\${char}`);
}

function readHex(cursor: Cursor): string {
  const digits = cursor.take(/\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{2})/y);
  const code = Number.parseInt(digits?.[1] ?? digits?.[2] ?? '', 16);
  if (!(code <= 0x10ffff)) {
    throw new RegexError(cursor.pattern, 'invalid escape sequence \\x');
  }
  return String.fromCodePoint(code);
}

function readOctal(cursor: Cursor, first: string): string {
  const more = cursor.take(/[0-7]{1,2}/y)?.[0] ?? '';
  if (first !== '0' && more === '') {
    throw new RegexError(cursor.pattern, `back-reference \\${first} does not exist in RE2`);
  }
  return String.fromCodePoint(Number.parseInt(first + more, 8));
}

function readUnicodeClass(cursor: Cursor, letter: 'p' | 'P'): string {
  const name = cursor.take(/\{(\^?)(\w+)\}|(\w)/y);
  const negated = (letter === 'P') !== (name?.[1] === '^');
  const property = name?.[2] ?? name?.[3] ?? '';
  for (const candidate of [property, `Script=${property}`]) {
    const source = `\\${negated ? 'P' : 'p'}{${candidate}}`;
    // Two letters at most are a general category; JavaScript knows further names that RE2 lacks.
    if ((candidate.includes('=') || property.length <= 2 || property === 'Any') && isValid(source)) {
      return source;
    }
  }
  throw new RegexError(cursor.pattern, `unknown Unicode class \\${letter}{${property}}`);
}

function isValid(source: string): boolean {
  try {
    return new RegExp(source, 'u').unicode;
  } catch {
    return false;
  }
}
