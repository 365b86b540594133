import { parseFloatText } from '../../number/go-float.ts';

const UNITS_MS: ReadonlyMap<string, number> = new Map([
  ['y', 365 * 86_400_000],
  ['w', 7 * 86_400_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
]);

/** Milliseconds of `1h30m`; `undefined` where the text is not a duration with units. */
export function parseDurationMs(text: string): number | undefined {
  if (!/^(?:\d+(?:ms|[ywdhms]))+$/.test(text)) {
    return undefined;
  }
  let total = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)(ms|[ywdhms])/g)) {
    total += Number(count) * (UNITS_MS.get(unit ?? '') ?? NaN);
  }
  return total;
}

/** The number of a literal without sign; `undefined` for what Prometheus 2.42 does not take as one. */
export function parseNumberText(text: string): number | undefined {
  if (/^0[xX][0-9a-fA-F]+$/.test(text)) {
    return Number(text);
  }
  // As Go reads it, a leading zero makes an integer octal.
  if (/^0[0-7]+$/.test(text)) {
    return Number.parseInt(text, 8);
  }
  return parseFloatText(text);
}

const CONTROL: ReadonlyMap<string, number> = new Map([
  ['a', 7],
  ['b', 8],
  ['f', 12],
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['v', 11],
]);
const PART = /([^\\]+)|\\(?:([abfnrtv\\'"])|x([0-9a-fA-F]{2})|([0-7]{3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y;

/** The text of a quoted literal, with Go's escapes undone; `undefined` where the literal is not closed or not valid. */
export function unquote(literal: string): string | undefined {
  const quote = literal.charAt(0);
  if (literal.length < 2 || !literal.endsWith(quote)) {
    return undefined;
  }
  const inside = literal.slice(1, -1);
  if (quote === '`') {
    return inside;
  }
  return inside.includes('\\') ? unescape(inside, quote) : inside;
}

/** Escapes may name single bytes of UTF-8, so the text is put together as bytes. */
function unescape(text: string, quote: string): string | undefined {
  const bytes: number[] = [];
  for (let index = 0; index < text.length;) {
    PART.lastIndex = index;
    const match = PART.exec(text);
    const part = match === null ? undefined : partBytes(match, quote);
    if (match === null || part === undefined) {
      return undefined;
    }
    for (const byte of part) {
      bytes.push(byte);
    }
    index += match[0].length;
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

function partBytes(match: RegExpExecArray, quote: string): Iterable<number> | undefined {
  const [, plain, simple, hex, octal, short, long] = match;
  if (plain !== undefined) {
    return encode(plain);
  }
  if (simple !== undefined) {
    const isQuote = simple === '"' || simple === "'";
    return isQuote && simple !== quote ? undefined : [CONTROL.get(simple) ?? simple.charCodeAt(0)];
  }
  if (hex !== undefined || octal !== undefined) {
    const byte = hex === undefined ? Number.parseInt(octal ?? '', 8) : Number.parseInt(hex, 16);
    return byte > 255 ? undefined : [byte];
  }
  const code = Number.parseInt(short ?? long ?? '', 16);
  return code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? undefined : encode(String.fromCodePoint(code));
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
