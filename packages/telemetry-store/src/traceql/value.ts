import type { AttributeValue } from '../traces/attribute-value.ts';
import type { SpanKind, StatusCode } from '../traces/span.ts';

/** What an expression of TraceQL yields for a span: the types of attributes and those of the intrinsics. */
export type Value =
  | AttributeValue
  | { readonly type: 'nil' }
  /** Nanoseconds. */
  | { readonly type: 'duration'; readonly value: number }
  | { readonly type: 'status'; readonly value: StatusCode }
  | { readonly type: 'kind'; readonly value: SpanKind };

export type ValueType = Value['type'];

export const NIL: Value = { type: 'nil' };
export const TRUE: Value = { type: 'bool', value: true };
export const FALSE: Value = { type: 'bool', value: false };

/** A type as a query shows it: `attribute` is only known when a span is looked at. */
export type StaticType = ValueType | 'attribute';

export function isNumeric(type: StaticType): boolean {
  return type === 'int' || type === 'float' || type === 'duration';
}

/** The number of a numeric value, durations in nanoseconds; `undefined` for other types. */
export function numberOf(value: Value): number | undefined {
  return value.type === 'int' || value.type === 'float' || value.type === 'duration' ? Number(value.value) : undefined;
}
