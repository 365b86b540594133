export type JsonType = 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array';

/**
 * What is found at a key or an index: a string with its escapes undone, anything else as it is written, so that a
 * number keeps all its digits. Returns whether to go on.
 */
type OnValue<Key> = (key: Key, type: JsonType, value: string) => boolean;

/** How a scan ended: at the closing bracket, because `onValue` had enough, or at text that is no JSON. */
export type ScanEnd = 'complete' | 'stopped' | 'malformed';

/**
 * Reads the members of a JSON object in order, and no deeper. As tolerant as Loki's parser: what follows the object is
 * not looked at, and members before a mistake have been handed out.
 */
export function scanObject(text: string, onValue: OnValue<string>): ScanEnd {
  const start = skipSpace(text, 0);
  if (text.charCodeAt(start) !== OPEN_BRACE) {
    return 'malformed';
  }
  let index = skipSpace(text, start + 1);
  while (text.charCodeAt(index) !== CLOSE_BRACE) {
    const keyEnd = text.charCodeAt(index) === QUOTE ? stringEnd(text, index) : -1;
    const colon = keyEnd < 0 ? -1 : skipSpace(text, keyEnd);
    if (colon < 0 || text.charCodeAt(colon) !== COLON) {
      return 'malformed';
    }
    const from = skipSpace(text, colon + 1);
    const end = valueEnd(text, from);
    if (end < 0) {
      return 'malformed';
    }
    if (!hand(text, from, end, stringValue(text, index, keyEnd), onValue)) {
      return 'stopped';
    }
    index = afterValue(text, end, CLOSE_BRACE);
    if (index < 0) {
      return 'malformed';
    }
  }
  return 'complete';
}

/** Reads the elements of a JSON array in order, and no deeper. */
export function scanArray(text: string, onValue: OnValue<number>): ScanEnd {
  const start = skipSpace(text, 0);
  if (text.charCodeAt(start) !== OPEN_BRACKET) {
    return 'malformed';
  }
  let index = skipSpace(text, start + 1);
  for (let position = 0; text.charCodeAt(index) !== CLOSE_BRACKET; position++) {
    const end = valueEnd(text, index);
    if (end < 0) {
      return 'malformed';
    }
    if (!hand(text, index, end, position, onValue)) {
      return 'stopped';
    }
    index = afterValue(text, end, CLOSE_BRACKET);
    if (index < 0) {
      return 'malformed';
    }
  }
  return 'complete';
}

/** As JSON.parse, but an integer that a JavaScript number cannot hold comes as the text of its digits. */
export function parseKeepingDigits(text: string): unknown {
  const safe = LONG_INTEGER.test(text)
    ? text.replace(STRING_OR_NUMBER, (token) => (isUnsafe(token) ? `"${token}"` : token))
    : text;
  return JSON.parse(safe);
}

function isUnsafe(token: string): boolean {
  return /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token));
}

const LONG_INTEGER = /[:[,]\s*-?\d{16,}/;
const STRING_OR_NUMBER = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

const [QUOTE, BACKSLASH, COLON, COMMA] = [0x22, 0x5c, 0x3a, 0x2c];
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d];

function hand<Key>(text: string, from: number, end: number, key: Key, onValue: OnValue<Key>): boolean {
  const type = typeAt(text, from);
  return onValue(key, type, type === 'string' ? stringValue(text, from, end) : text.slice(from, end));
}

/** What `valueEnd` accepted at this place. */
function typeAt(text: string, index: number): JsonType {
  switch (text[index]) {
    case '"':
      return 'string';
    case '{':
      return 'object';
    case '[':
      return 'array';
    case 't':
    case 'f':
      return 'boolean';
    case 'n':
      return 'null';
    default:
      return 'number';
  }
}

function skipSpace(text: string, from: number): number {
  let index = from;
  for (let code = text.charCodeAt(index); code === 0x20 || (code >= 0x09 && code <= 0x0d);) {
    code = text.charCodeAt(++index);
  }
  return index;
}

/** Behind a comma, the start of the next member; without one, the closing bracket; -1 for anything else. */
function afterValue(text: string, end: number, close: number): number {
  const index = skipSpace(text, end);
  const code = text.charCodeAt(index);
  return code === COMMA ? skipSpace(text, index + 1) : code === close ? index : -1;
}

/** Where the value that starts here ends, exclusive; -1 where there is none. */
function valueEnd(text: string, from: number): number {
  const code = text.charCodeAt(from);
  if (code === QUOTE) {
    return stringEnd(text, from);
  }
  if (code === OPEN_BRACE || code === OPEN_BRACKET) {
    return nestedEnd(text, from);
  }
  WORD.lastIndex = from;
  return WORD.test(text) ? WORD.lastIndex : -1;
}

const WORD = /(?:true|false|null|-?\d[\d.eE+-]*)(?=[\s,}\]]|$)/y;

/** `from` is at the opening quote. */
function stringEnd(text: string, from: number): number {
  for (let quote = text.indexOf('"', from + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(quote - 1 - backslashes) === BACKSLASH) {
      backslashes++;
    }
    if (backslashes % 2 === 0) {
      return quote + 1;
    }
  }
  return -1;
}

function nestedEnd(text: string, from: number): number {
  let depth = 0;
  for (let index = from; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) {
      const end = stringEnd(text, index);
      if (end < 0) {
        return -1;
      }
      index = end - 1;
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      depth++;
    } else if ((code === CLOSE_BRACE || code === CLOSE_BRACKET) && --depth === 0) {
      return index + 1;
    }
  }
  return -1;
}

function stringValue(text: string, from: number, end: number): string {
  const inside = text.slice(from + 1, end - 1);
  return inside.includes('\\') ? unescapeJson(inside) : inside;
}

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt])|[\s\S]?)/g;
const CONTROL: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** As Loki: a string with an escape that JSON does not know is empty, and half a character becomes a space. */
export function unescapeJson(text: string): string {
  let valid = true;
  const plain = text.replace(ESCAPE, (_, code?: string, simple?: string) => {
    valid &&= code !== undefined || simple !== undefined;
    return code === undefined
      ? (CONTROL[simple ?? ''] ?? simple ?? '')
      : String.fromCharCode(Number.parseInt(code, 16));
  });
  return valid ? plain.replace(/\p{Surrogate}/gu, ' ') : '';
}
