/**
 * Reads `key=value key2="quoted value" flag` from left to right, as Loki's decoder does: a key without `=` has the value
 * `''`. Both callbacks return whether to go on; behind a mistake that is at the next space.
 */
export function scanLogfmt(
  line: string,
  onPair: (key: string, value: string) => boolean,
  onMistake: (reason: string) => boolean = () => true
): void {
  for (let index = skip(SPACE, line, 0); index < line.length; index = skip(SPACE, line, index)) {
    const [key, afterKey] = take(WORD, line, index);
    const assigns = key !== '' && line[afterKey] === '=';
    const [value, end] = assigns ? takeValue(line, afterKey + 1) : ['', afterKey];
    if (value === undefined || (end < line.length && !/\s/.test(line[end] ?? ''))) {
      if (!onMistake(`logfmt syntax error at pos ${end + 1}: unexpected ${JSON.stringify(line[end] ?? 'end')}`)) {
        return;
      }
      index = skip(NOT_SPACE, line, end);
      continue;
    }
    if (!onPair(key, value)) {
      return;
    }
    index = end;
  }
}

const [SPACE, NOT_SPACE, WORD, QUOTED] = [/\s*/y, /\S*/y, /[^\s="]*/y, /"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y];

/** The value and where it ends; `undefined` for a quote that is not closed. */
function takeValue(line: string, from: number): [string | undefined, number] {
  if (line[from] !== '"') {
    return take(WORD, line, from);
  }
  const [quoted, end] = take(QUOTED, line, from);
  return quoted === '' ? [undefined, line.length] : [unescape(quoted.slice(1, -1)), end];
}

function take(sticky: RegExp, line: string, from: number): [string, number] {
  sticky.lastIndex = from;
  const text = sticky.exec(line)?.[0] ?? '';
  return [text, from + text.length];
}

function skip(sticky: RegExp, line: string, from: number): number {
  return take(sticky, line, from)[1];
}

const CONTROL: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function unescape(text: string): string {
  return text.replace(/\\([\s\S])/g, (_, char: string) => CONTROL[char] ?? char);
}
