import type { JsonType } from '../../line-formats/json.ts';
import { scanArray, scanObject, unescapeJson } from '../../line-formats/json.ts';
import { nestedName } from './field-name.ts';
import type { JsonPath } from './json-path.ts';
import type { LineState } from './line-state.ts';

const JSON_ERROR = 'JSONParserErr';
const NOT_AN_OBJECT = "Value looks like object, but can't find closing '}' symbol";

/** `| json`: every string, number and boolean becomes a label, those of inner objects as `outer_inner`; lists do not. */
export function parseJson(line: LineState): boolean {
  if (!line.isSatisfied() && !extractMembers(line, line.text, '')) {
    line.fail(JSON_ERROR, NOT_AN_OBJECT);
  }
  return true;
}

/** Returns false for text that is no JSON. */
function extractMembers(line: LineState, text: string, prefix: string): boolean {
  let wellFormed = true;
  const end = scanObject(text, (key, type, value) => {
    const name = nestedName(prefix, key);
    if (type === 'object') {
      wellFormed = extractMembers(line, value, name);
    } else if (type !== 'array' && type !== 'null' && name !== '') {
      line.extract(name, value);
    }
    return wellFormed && !line.isSatisfied();
  });
  return wellFormed && end !== 'malformed';
}

interface Found {
  readonly type: JsonType;
  readonly value: string;
}

/** `| json a, b="c.d"`: each named label is there afterwards, empty where the line lacks the field. */
export function jsonFieldsParser(
  fields: ReadonlyArray<{ readonly label: string; readonly path: JsonPath }>
): (line: LineState) => boolean {
  return (line) => {
    if (line.text === '' || line.isSatisfied()) {
      return true;
    }
    if (!/^["{[]/.test(line.text)) {
      line.fail(JSON_ERROR);
      return true;
    }
    const found = findPaths(
      line.text,
      fields.map(({ path }) => path)
    );
    fields.forEach(({ label }, index) => {
      const hit = found[index];
      if (hit !== undefined) {
        line.set(line.nameFor(label), fieldText(hit));
      }
    });
    for (const { label } of fields) {
      if (line.get(label) === undefined) {
        line.set(label, '');
      }
    }
    return true;
  };
}

/** A number, a list and an object as they are written. */
function fieldText({ type, value }: Found): string {
  return type === 'null' ? '' : type === 'array' && value.includes('\\') ? unescapeJson(value) : value;
}

/** What stands at each path, in one pass over the text. */
function findPaths(text: string, paths: readonly JsonPath[]): Array<Found | undefined> {
  const found = new Array<Found | undefined>(paths.length).fill(undefined);
  let missing = paths.length;
  const visit = (step: string | number, type: JsonType, value: string): boolean => {
    paths.forEach(([first, ...rest], index) => {
      if (first === step && found[index] === undefined) {
        found[index] = descend({ type, value }, rest);
        missing -= found[index] === undefined ? 0 : 1;
      }
    });
    return missing > 0;
  };
  if (text.startsWith('[')) {
    scanArray(text, visit);
  } else {
    scanObject(text, visit);
  }
  return found;
}

function descend(found: Found, rest: ReadonlyArray<string | number>): Found | undefined {
  const [first, ...more] = rest;
  if (first === undefined) {
    return found;
  }
  const nested = found.type === 'object' || found.type === 'array';
  return nested ? findPaths(found.value, [[first, ...more]])[0] : undefined;
}
