import type { Attributes, AttributeValue } from '../attribute-value.ts';
import { exactInteger } from '../attribute-value.ts';
import type { JsonObject } from './json-reader.ts';
import { describe, integerOf, join, listAt, objectAt, textAt } from './json-reader.ts';
import { OtlpError } from './otlp-error.ts';

/** The attributes of `parent`; of two with one key the last wins. `keys` shares equal key texts among all spans. */
export function readAttributes(parent: JsonObject, place: string, keys: Map<string, string>): Attributes {
  const attributes = new Map<string, AttributeValue>();
  listAt(parent, 'attributes', place).forEach((entry, index) => {
    const at = `${join(place, 'attributes')}[${index}]`;
    const pair = objectAt(entry, at);
    attributes.set(shared(textAt(pair, 'key', at), keys), readValue(pair['value'], join(at, 'value'), keys));
  });
  return attributes;
}

function readValue(value: unknown, place: string, keys: Map<string, string>): AttributeValue {
  if (value === undefined || value === null) {
    return { type: 'empty' };
  }
  const object = objectAt(value, place);
  for (const kind in object) {
    return readKind(kind, object[kind], `${place}.${kind}`, keys);
  }
  return { type: 'empty' };
}

function readKind(kind: string, value: unknown, place: string, keys: Map<string, string>): AttributeValue {
  switch (kind) {
    case 'stringValue':
      return { type: 'string', value: typeof value === 'string' ? value : refuse(value, place, 'a text') };
    case 'boolValue':
      return { type: 'bool', value: typeof value === 'boolean' ? value : refuse(value, place, 'true or false') };
    case 'intValue':
      return { type: 'int', value: exactInteger(integerOf(value) ?? refuse(value, place, 'a 64-bit integer')) };
    case 'doubleValue':
      return { type: 'float', value: readDouble(value, place) };
    case 'bytesValue':
      return { type: 'bytes', value: typeof value === 'string' ? value : refuse(value, place, 'base64') };
    case 'arrayValue': {
      const values = listAt(objectAt(value, place), 'values', place);
      return { type: 'list', value: values.map((each, index) => readValue(each, `${place}.values[${index}]`, keys)) };
    }
    case 'kvlistValue': {
      const entries = { attributes: objectAt(value, place)['values'] };
      return { type: 'map', value: readAttributes(entries, place, keys) };
    }
    default:
      throw new OtlpError(place, 'unknown kind of value');
  }
}

/** JSON has no NaN and no infinities: they are written as texts. */
function readDouble(value: unknown, place: string): number {
  if (typeof value === 'string' && /^(?:NaN|-?Infinity)$/.test(value)) {
    return Number(value);
  }
  return typeof value === 'number' ? value : refuse(value, place, 'a number');
}

function refuse(value: unknown, place: string, what: string): never {
  throw new OtlpError(place, `expected ${what}, got ${describe(value)}`);
}

function shared(text: string, known: Map<string, string>): string {
  const first = known.get(text);
  if (first === undefined) {
    known.set(text, text);
  }
  return first ?? text;
}
