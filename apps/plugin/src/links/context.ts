import type { Range } from './pages.ts';

/** What Grafana hands to a link differs from place to place and from version to version: each field is looked at before it is used. */
export const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;

export function textOf(value: unknown, name: string): string {
  const field = fieldOf(value, name);
  return typeof field === 'string' ? field : '';
}

export function listOf(value: unknown, name: string): readonly unknown[] {
  const field = fieldOf(value, name);
  return Array.isArray(field) ? (field as readonly unknown[]) : [];
}

/** The texts among the fields of an object. */
export function textsOf(value: unknown, name: string): Readonly<Record<string, string>> {
  const field = fieldOf(value, name);
  const entries = typeof field === 'object' && field !== null ? Object.entries(field) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** A range as it was chosen: relative, or two moments. Undefined where one of its ends is neither. */
export function rangeOf(context: unknown): Range | undefined {
  const range = fieldOf(context, 'timeRange');
  const [from, to] = [endOf(fieldOf(range, 'from')), endOf(fieldOf(range, 'to'))];
  return from === undefined || to === undefined ? undefined : { from, to };
}

function endOf(end: unknown): string | undefined {
  if (typeof end === 'string') {
    return end === '' ? undefined : end;
  }
  // Grafana's moments, which it hands out behind a proxy that does not let every method of theirs work.
  const iso = fieldOf(end, 'toISOString');
  const ms = typeof iso === 'function' ? Date.parse(String(iso.call(end))) : Number(end);
  return Number.isFinite(ms) ? String(ms) : undefined;
}
