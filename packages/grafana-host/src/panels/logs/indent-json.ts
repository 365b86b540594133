const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g;

/** A JSON text with a line for each member. Numbers keep all their digits; a text that is no JSON object or list stays as it is. */
export function indentJson(text: string): string {
  if (!isJson(text)) {
    return text;
  }
  let depth = 0;
  let indented = '';
  const newLine = (): string => `\n${'  '.repeat(depth)}`;
  for (const [part] of text.matchAll(token)) {
    switch (part) {
      case '{':
      case '[':
        depth += 1;
        indented += part + newLine();
        break;
      case '}':
      case ']':
        depth -= 1;
        indented = /[{[]\s*$/.test(indented) ? indented.trimEnd() + part : indented + newLine() + part;
        break;
      case ',':
        indented += part + newLine();
        break;
      case ':':
        indented += ': ';
        break;
      default:
        indented += part;
    }
  }
  return indented;
}

function isJson(text: string): boolean {
  try {
    return /^\s*[{[]/.test(text) && typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
