/**
 * The value of an attribute as OTLP types it. An integer is a `bigint` only where a number would not hold it exactly.
 * `bytes` are base64, as in JSON.
 */
export type AttributeValue =
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'int'; readonly value: number | bigint }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'bytes'; readonly value: string }
  | { readonly type: 'list'; readonly value: readonly AttributeValue[] }
  | { readonly type: 'map'; readonly value: Attributes }
  | { readonly type: 'empty' };

export type Attributes = ReadonlyMap<string, AttributeValue>;

/** A 64-bit integer as small as it can be held without loss. */
export function exactInteger(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
