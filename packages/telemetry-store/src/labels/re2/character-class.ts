import { RegexError } from '../regex-error.ts';
import type { Cursor } from './cursor.ts';
import type { Escape } from './escapes.ts';
import { escapeLiteral, readEscape } from './escapes.ts';

const POSIX: ReadonlyMap<string, string> = new Map([
  ['alnum', '0-9A-Za-z'],
  ['alpha', 'A-Za-z'],
  ['ascii', '\\0-\\x7F'],
  ['blank', '\\t '],
  ['cntrl', '\\0-\\x1F\\x7F'],
  ['digit', '0-9'],
  ['graph', '!-~'],
  ['lower', 'a-z'],
  ['print', ' -~'],
  ['punct', '!-\\/:-@\\[-`\\{-~'],
  ['space', '\\t\\n\\v\\f\\r '],
  ['upper', 'A-Z'],
  ['word', '0-9A-Za-z_'],
  ['xdigit', '0-9A-Fa-f'],
]);

/** Reads a class whose `[` the cursor has just passed, and returns it in JavaScript's `u` syntax. */
export function readCharacterClass(cursor: Cursor): string {
  const negated = cursor.skip('^');
  let inside = '';
  let first = true;
  while (first || !cursor.skip(']')) {
    first = false;
    inside += readPart(cursor);
  }
  return `[${negated ? '^' : ''}${inside}]`;
}

function readPart(cursor: Cursor): string {
  const posix = cursor.take(/\[:(\^?)(\w+):\]/y);
  if (posix !== undefined) {
    return posixClass(cursor, posix[1] === '^', posix[2] ?? '');
  }
  const low = readAtom(cursor);
  if (low.kind === 'set') {
    return low.inside;
  }
  if (!/^-[^\]]/.test(cursor.rest)) {
    return escapeLiteral(low.char);
  }
  cursor.skip('-');
  const high = readAtom(cursor);
  if (high.kind === 'set' || (high.char.codePointAt(0) ?? 0) < (low.char.codePointAt(0) ?? 0)) {
    throw new RegexError(cursor.pattern, `invalid range after ${JSON.stringify(low.char)} in a character class`);
  }
  return `${escapeLiteral(low.char)}-${escapeLiteral(high.char)}`;
}

function posixClass(cursor: Cursor, negated: boolean, name: string): string {
  const set = POSIX.get(name);
  if (set === undefined) {
    throw new RegexError(cursor.pattern, `unknown class [:${name}:]`);
  }
  if (negated) {
    throw new RegexError(cursor.pattern, `[:^${name}:] is not supported; negate the whole class instead`);
  }
  return set;
}

function readAtom(cursor: Cursor): Escape {
  const char = cursor.next();
  if (char === undefined) {
    throw new RegexError(cursor.pattern, 'missing closing ]');
  }
  return char === '\\' ? readEscape(cursor) : { kind: 'literal', char };
}
