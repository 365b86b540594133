import { traceIdInLogs, type LogKeyName, type SpanAttributeName } from '@dynamo-observability/signals';

import { plainDecimal } from '../number.ts';
import { asValue, type AsValue } from '../value.ts';
import type { Condition, FieldName, TraceOperator } from './node.ts';

/** Of every span, by what it is (tempo-loki-facts.md 2). */
export type Intrinsic =
  'name' | 'duration' | 'kind' | 'status' | 'span:statusMessage' | 'trace:id' | 'event:name' | 'resource.service.name';

/** What a condition is about. Log lines of a span are its events, so an event has the keys of a log line. */
export type Field = Intrinsic | { readonly span: SpanAttributeName } | { readonly event: LogKeyName };

/** The name of a field in TraceQL. */
export function fieldName(field: Field): FieldName {
  if (typeof field === 'string') {
    return field;
  }
  return 'span' in field ? `span.${field.span}` : `event.${field.event}`;
}

export const span = (attribute: SpanAttributeName): Field => ({ span: attribute });
export const event = (key: LogKeyName): Field => ({ event: key });

const text =
  (op: TraceOperator) =>
  (field: Field, value: AsValue): Condition => ({ is: 'text', field: fieldName(field), op, value: asValue(value) });

/** The field has just this text. */
export const is = text('=');
export const isNot = text('!=');
/** The field matches a regular expression (RE2), anchored at both ends. */
export const matches = text('=~');
export const matchesNot = text('!~');

const bare = (field: Field, op: TraceOperator, value: string): Condition => ({
  is: 'bare',
  field: fieldName(field),
  op,
  value,
});

/** A keyword of TraceQL: `error` as a status, `server` as a kind, `true`, `nil` for what is absent. */
export const isKeyword = (field: Field, keyword: 'error' | 'server' | 'client' | 'true' | 'false' | 'nil'): Condition =>
  bare(field, '=', keyword);

export const present = (field: Field): Condition => bare(field, '!=', 'nil');

/** The span took at least this many seconds, or a duration that Grafana fills in, such as `${duration}s`. */
export const lastedAtLeast = (seconds: number | { readonly template: string }): Condition =>
  bare('duration', '>=', typeof seconds === 'number' ? `${plainDecimal(seconds)}s` : seconds.template);

/** Every condition holds for one span. */
export const both = (...conditions: readonly Condition[]): Condition => ({ is: 'and', conditions });
/** One of the conditions holds for the span. */
export const either = (...conditions: readonly Condition[]): Condition => ({ is: 'or', conditions });

/** Within one trace. @throws {Error} unless it is up to 32 hex digits. */
export const ofTrace = (traceId: string): Condition => is('trace:id', traceIdInLogs(traceId));
