import { compileUnanchored, expandTemplate } from '../../labels/regex.ts';
import { TemplateExecutionError } from './value.ts';

/** A template is executed on every line, and its pattern is nearly always the same. */
const compiled = new Map<string, RegExp>();

function compile(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known !== undefined) {
    return known;
  }
  const { source, flags } = asPattern(pattern);
  const regex = new RegExp(source, `${flags}g`);
  compiled.set(pattern, regex);
  return regex;
}

function asPattern(pattern: string): RegExp {
  try {
    return compileUnanchored(pattern);
  } catch (error) {
    throw new TemplateExecutionError(error instanceof Error ? error.message : String(error));
  }
}

/** Replaces whatever a pattern (RE2) matches; `${1}` in the replacement is the first group. */
export function replaceAll(pattern: string, text: string, replacement: string): string {
  const regex = compile(pattern);
  let [result, end] = ['', 0];
  for (const match of text.matchAll(regex)) {
    result += text.slice(end, match.index) + expandTemplate(replacement, match);
    end = match.index + match[0].length;
  }
  return result + text.slice(end);
}
