export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; a list that is missing is empty. Throws where there is something else. */
export function objects(holder: JsonObject, field: string): readonly JsonObject[] {
  const list = holder[field] ?? [];
  if (!Array.isArray(list) || !list.every(isObject)) {
    throw new Error(`"${field}" must be a list of objects`);
  }
  return list;
}

/** Text, number or boolean as text; `undefined` for anything else. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

const SCALARS = ['stringValue', 'intValue', 'doubleValue', 'boolValue', 'bytesValue'] as const;

/** OTLP's `AnyValue` as the text that Loki stores: lists and maps as JSON, nothing as `''`. */
export function valueText(value: unknown): string {
  const plain = plainValue(value);
  return textOf(plain) ?? (plain === undefined ? '' : JSON.stringify(plain));
}

function plainValue(value: unknown): unknown {
  if (!isObject(value)) {
    return undefined;
  }
  for (const scalar of SCALARS) {
    if (value[scalar] !== undefined) {
      return value[scalar];
    }
  }
  const { arrayValue, kvlistValue } = value;
  if (isObject(arrayValue)) {
    return objects(arrayValue, 'values').map(plainValue);
  }
  if (isObject(kvlistValue)) {
    return Object.fromEntries(
      objects(kvlistValue, 'values').map(({ key, value: inner }) => [textOf(key), plainValue(inner)])
    );
  }
  return undefined;
}

/** A name as a label may have it: `error.type` → `error_type`, `9lives` → `key_9lives`. */
export function labelName(name: string): string {
  const sanitised = name.replace(/[^a-zA-Z0-9_]/g, '_');
  return /^\d/.test(sanitised) ? `key_${sanitised}` : sanitised;
}
