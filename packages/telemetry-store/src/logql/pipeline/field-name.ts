const MAX_REMEMBERED = 4096;
const remembered = new Map<string, string>();

/** A field's name as a label may have it: `log.target` → `log_target`, `9x` → `_9x`; `''` for a blank one. */
export function fieldName(field: string): string {
  let name = remembered.get(field);
  if (name === undefined) {
    name = withoutMarks(/^\s*\d/.test(field) ? `_${field.trim()}` : field);
    if (remembered.size < MAX_REMEMBERED) {
      remembered.set(field, name);
    }
  }
  return name;
}

/** The name of a field of an object which is called `prefix`, `''` at the top. */
export function nestedName(prefix: string, field: string): string {
  if (prefix === '') {
    return fieldName(field);
  }
  const name = withoutMarks(field);
  return name === '' ? prefix : `${prefix}_${name}`;
}

function withoutMarks(field: string): string {
  return field.trim().replace(/[^a-zA-Z0-9_]/gu, '_');
}
