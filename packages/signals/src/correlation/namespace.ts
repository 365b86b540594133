const syntax = /[\\^$.*+?()[\]{}|]/g;
const escape = (character: string) => character.replace(syntax, '\\$&');

function spellingsOf(character: string): string {
  if (/[a-zA-Z0-9]/.test(character)) {
    return character;
  }
  return character === '-' || character === '_' ? '[-_]' : `[${escape(character)}_]`;
}

/**
 * A regular expression (RE2, to be anchored at both ends, as Prometheus and Loki do) for every way to write a Dynamo namespace:
 * `my-ns` on pods, engines, logs and spans, `my_ns` on `dynamo_component_*` (dynamo-facts.md b.6). `-` and `_` match each
 * other, what else a label cannot hold also matches `_`, and a digit in front may have a `_` before it.
 * @throws {Error} for an empty name, which would match series without the label.
 */
export function namespaceSpellings(name: string): string {
  if (name === '') {
    throw new Error('A Dynamo namespace cannot be empty. Give its name, such as "my-ns".');
  }
  const front = /^[0-9]/.test(name) ? '_?' : '';
  return front + Array.from(name).map(spellingsOf).join('');
}
