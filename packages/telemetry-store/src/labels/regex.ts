import { translateRe2 } from './re2/translate.ts';
import { RegexError } from './regex-error.ts';

/**
 * Compiles a pattern in RE2 syntax so that it matches whole values only.
 * Throws RegexError where RE2 would reject it or where JavaScript would match other texts.
 */
export function compileAnchored(pattern: string): RegExp {
  return compile(pattern, (source) => `^(?:${source})$`);
}

/** As `compileAnchored`, but the pattern may match anywhere in a text. */
export function compileUnanchored(pattern: string): RegExp {
  return compile(pattern, (source) => source);
}

function compile(pattern: string, wrap: (source: string) => string): RegExp {
  const { source, flags } = translateRe2(pattern);
  try {
    return new RegExp(wrap(source), flags);
  } catch (error) {
    throw new RegexError(pattern, error instanceof Error ? error.message : String(error));
  }
}

const TEMPLATE = /\$(?:\$|(\w+)|\{(\w+)\})/g;

/** Fills `$1`, `${1}`, `$name` and `$$` of a `label_replace` replacement; an unknown group is empty. */
export function expandTemplate(template: string, match: RegExpExecArray): string {
  return template.replace(TEMPLATE, (whole: string, bare?: string, braced?: string) => {
    const group = bare ?? braced;
    if (group === undefined) {
      return whole === '$$' ? '$' : whole;
    }
    return (/^\d+$/.test(group) ? match[Number(group)] : match.groups?.[group]) ?? '';
  });
}
