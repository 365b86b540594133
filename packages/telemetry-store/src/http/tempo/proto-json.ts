import { printValue } from '../../traceql/print.ts';
import type { Value } from '../../traceql/value.ts';
import type { Attributes } from '../../traces/attribute-value.ts';

/** A JSON object as protobuf writes it. */
export interface ProtoJson {
  readonly [field: string]: unknown;
}

/** Leaves out what protobuf's JSON leaves out: missing fields, 0, '' and false. */
export function message(fields: ProtoJson): ProtoJson {
  const present = Object.entries(fields).filter(
    ([, value]) => value !== undefined && value !== 0 && value !== '' && value !== false
  );
  return Object.fromEntries(present);
}

/** A 64-bit integer: a text, and missing where 0. */
export function integer64(value: number | bigint): string | undefined {
  return Number(value) === 0 ? undefined : String(value);
}

/** A floating-point number; JSON has no NaN and no infinities. */
export function double(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

export function keyValues(attributes: Attributes): ProtoJson[] {
  return [...attributes].map(([key, value]) => keyValue(key, value));
}

export function keyValue(key: string, value: Value): ProtoJson {
  return { key, value: anyValue(value) };
}

/** OTLP's `AnyValue`; durations, statuses, kinds and nil as texts. */
export function anyValue(value: Value): ProtoJson {
  switch (value.type) {
    case 'string':
      return { stringValue: value.value };
    case 'bool':
      return { boolValue: value.value };
    case 'int':
      return { intValue: String(value.value) };
    case 'float':
      return { doubleValue: double(value.value) };
    case 'bytes':
      return { bytesValue: value.value };
    case 'list':
      return { arrayValue: value.value.length === 0 ? {} : { values: value.value.map(anyValue) } };
    case 'map':
      return { kvlistValue: value.value.size === 0 ? {} : { values: keyValues(value.value) } };
    case 'empty':
      return {};
    default:
      return { stringValue: printValue(value) };
  }
}

/** Bytes written in hex, as protobuf's JSON writes bytes: in base64. */
export function base64OfHex(hex: string): string {
  const bytes = hex.match(/../g) ?? [];
  return btoa(String.fromCharCode(...bytes.map((byte) => Number.parseInt(byte, 16))));
}
