/**
 * A text in a LogQL or TraceQL query. `text` is quoted and escaped for the language; a `template` holds Grafana variables and is
 * printed as it stands, with the quotes that it needs: `${model:doublequote}` brings its own.
 */
export type Value = { readonly text: string } | { readonly template: string };

/** A text as it is, or a value that says which of both it is. */
export type AsValue = string | Value;

export const asValue = (value: AsValue): Value => (typeof value === 'string' ? { text: value } : value);

/** A value that Grafana fills in: `"${component}"`, `${model:doublequote}`. Its format decides which values survive. */
export const template = (written: string): Value => ({ template: written });

/** What Go's scanner refuses inside quotes, or would read as something else: controls, the byte order mark, half a surrogate pair. */
const unprintable = /[\p{Cc}\p{Cs}\uFEFF]/u;

const escape = (character: string): string => {
  if (character === '\\' || character === '"') {
    return `\\${character}`;
  }
  // A lone half is no text in UTF-8; Go writes the replacement character for it.
  const code = /\p{Cs}/u.test(character) ? 0xfffd : (character.codePointAt(0) ?? 0);
  return character === '\n' ? '\\n' : `\\u${code.toString(16).padStart(4, '0')}`;
};

/** A text as a string literal of Go, which Loki and Tempo read. Raw where that saves escapes, so that JSON in a query stays legible. */
export function literal(text: string): string {
  if (/[\\"]/.test(text) && !text.includes('`') && !unprintable.test(text)) {
    return `\`${text}\``;
  }
  return `"${text.replace(/[\\"]|[\p{Cc}\p{Cs}\uFEFF]/gu, escape)}"`;
}

export const printValue = (value: Value): string => ('text' in value ? literal(value.text) : value.template);
