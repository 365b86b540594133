/** The field of an answer; undefined where it is missing or the value is no object. */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Partial<Record<string, unknown>>)[name] : undefined;
}

/** A list; an empty one where it is missing, as Protobuf writes it. @throws Error when it is something else. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) {
    return [];
  }
  if (!Array.isArray(value)) {
    throw new Error('The data source answered with something that is no list');
  }
  return value;
}

export const listIn = (value: unknown, name: string): readonly unknown[] => listOf(fieldOf(value, name));

/** A text or a number as text; empty where it is missing. */
export function textIn(value: unknown, name: string): string {
  const found = fieldOf(value, name);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
}

/** The fields of an object whose values are texts, sorted by name. */
export function labelsOf(value: unknown): Record<string, string> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return sortedLabels(entries.map(([name, text]) => [name, String(text)]));
}

export const sortedLabels = (entries: ReadonlyArray<readonly [string, string]>): Record<string, string> =>
  Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
