const token = /"(?:[^"\\]|\\.)*"|`[^`]*`|#.*|\|=|\|~|[\w.]+|\S/g;

/**
 * What the line filters of a LogQL query look for, as regular expressions: the words that a panel marks in the lines. `|=` looks for
 * a text, `|~` for a pattern; filters that exclude have nothing to mark.
 */
export function searchWords(expr: string): string[] {
  const words: string[] = [];
  let filter: '|=' | '|~' | undefined;
  for (const [text] of expr.matchAll(token)) {
    if (text === '|=' || text === '|~') {
      filter = text;
    } else if (filter !== undefined && /^["`]/.test(text)) {
      words.push(patternOf(text, filter));
    } else if (text !== 'or') {
      filter = undefined;
    }
  }
  return words.filter((word) => word !== '');
}

function patternOf(quoted: string, filter: '|=' | '|~'): string {
  const inner = quoted.slice(1, -1);
  if (filter === '|=') {
    return inner.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  }
  return quoted.startsWith('`') ? inner : inner.replaceAll('\\\\', '\\');
}
