import type { TemplateValue } from './value.ts';
import { goType, printed } from './value.ts';

const VERB = /%(?:%|([-+0 #]*)(\d+)?(?:\.(\d+))?([a-zA-Z]))/g;

/** Verbs of Go's `fmt.Sprintf` that are known here. */
export const KNOWN_VERBS = /^[svdfq]$/;

/** The verbs of a format, in order. */
export function verbsOf(format: string): string[] {
  return [...format.matchAll(VERB)].flatMap(([, , , , verb]) => verb ?? []);
}

/** Go's `fmt.Sprintf`, with its way of telling about values that do not fit. */
export function sprintf(format: string, values: readonly TemplateValue[]): string {
  const rest = [...values];
  const text = format.replace(VERB, (_, flags = '', width = '', precision?: string, verb?: string) => {
    if (verb === undefined) {
      return '%';
    }
    const value = rest.shift();
    return value === undefined
      ? `%!${verb}(MISSING)`
      : padded(formatValue(value, verb, precision), String(flags), Number(width));
  });
  const extra = rest.map((value) => `${goType(value)}=${printed(value)}`).join(', ');
  return extra === '' ? text : `${text}%!(EXTRA ${extra})`;
}

function formatValue(value: TemplateValue, verb: string, precision: string | undefined): string {
  const fits = verb === 'v' || verb === { string: 's', float64: 'f', int64: 'd' }[goType(value)];
  if (verb === 'q' && typeof value === 'string') {
    return JSON.stringify(value);
  }
  if (!fits) {
    return `%!${verb}(${goType(value)}=${printed(value)})`;
  }
  if (verb === 'f') {
    return Number.isFinite(Number(value)) ? Number(value).toFixed(Number(precision ?? 6)) : printed(value);
  }
  return precision === undefined ? printed(value) : [...printed(value)].slice(0, Number(precision)).join('');
}

function padded(text: string, flags: string, width: number): string {
  if (flags.includes('-')) {
    return text.padEnd(width);
  }
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  return flags.includes('0') ? sign + text.slice(sign.length).padStart(width - sign.length, '0') : text.padStart(width);
}
