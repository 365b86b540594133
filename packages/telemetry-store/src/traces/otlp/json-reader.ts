import { OtlpError } from './otlp-error.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** Reads fields of untrusted JSON. Every complaint names the place, written as in JavaScript: `spans[2].name`. */
export function objectAt(value: unknown, place: string): JsonObject {
  if (!isObject(value)) {
    throw new OtlpError(place, `expected an object, got ${describe(value)}`);
  }
  return value;
}

/** A list, empty where the field is missing. */
export function listAt(parent: JsonObject, field: string, place: string): readonly unknown[] {
  const value = parent[field];
  if (value === undefined || value === null) {
    return [];
  }
  if (!Array.isArray(value)) {
    throw new OtlpError(join(place, field), `expected a list, got ${describe(value)}`);
  }
  return value;
}

/** A text, `''` where the field is missing. */
export function textAt(parent: JsonObject, field: string, place: string): string {
  const value = parent[field];
  if (value === undefined || value === null) {
    return '';
  }
  if (typeof value !== 'string') {
    throw new OtlpError(join(place, field), `expected a text, got ${describe(value)}`);
  }
  return value;
}

/** Hex digits in lower case; `''` where `optional` and missing. */
export function hexAt(parent: JsonObject, field: string, digits: number, place: string, optional = false): string {
  const text = textAt(parent, field, place);
  if (text === '' && optional) {
    return '';
  }
  if (text.length !== digits || !/^[0-9a-fA-F]+$/.test(text)) {
    throw new OtlpError(join(place, field), `expected ${digits} hex digits, got ${describe(parent[field])}`);
  }
  return text.toLowerCase();
}

/** A 64-bit integer, written as a text or a number; 0 where missing. */
export function integerAt(parent: JsonObject, field: string, place: string): bigint {
  const value = parent[field];
  if (value === undefined || value === null) {
    return 0n;
  }
  return integerOf(value) ?? fail(join(place, field), value);
}

export function integerOf(value: unknown): bigint | undefined {
  if (typeof value === 'string') {
    return /^[+-]?\d+$/.test(value) ? BigInt(value) : undefined;
  }
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : undefined;
}

export function join(place: string, field: string): string {
  return place === '' ? field : `${place}.${field}`;
}

export function describe(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fail(place: string, value: unknown): never {
  throw new OtlpError(place, `expected a 64-bit integer, got ${describe(value)}`);
}
