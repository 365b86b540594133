/** Keys of objects, and indexes of arrays, from the outside in. */
export type JsonPath = readonly [string | number, ...Array<string | number>];

const STEP = /\s*(?:(\.?)\s*([A-Za-z_]\w*)|\[\s*(?:"([^"\]]*)"|(\d+))\s*\])\s*/y;

/** Reads `a.b`, `["a.b"]` or `a[0]["b"]`; `undefined` for a text that is no such path. */
export function parseJsonPath(text: string): JsonPath | undefined {
  const steps: Array<string | number> = [];
  for (let index = 0; index < text.length; index = STEP.lastIndex) {
    STEP.lastIndex = index;
    const match = STEP.exec(text);
    const [, dot, field, key, position] = match ?? [];
    // Fields are parted by dots, and only by those.
    if (match === null || (field !== undefined && (dot === '.') !== steps.length > 0)) {
      return undefined;
    }
    steps.push(field ?? key ?? Number(position));
  }
  const [first, ...rest] = steps;
  return first === undefined ? undefined : [first, ...rest];
}
