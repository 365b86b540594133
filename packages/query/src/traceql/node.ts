import type { Value } from '../value.ts';

/** What a condition is about, as TraceQL names it: `name`, `duration`, `trace:id`, `span.model`, `event.error_type`. */
export type FieldName = string;

export type TraceOperator = '=' | '!=' | '=~' | '!~' | '>' | '>=' | '<' | '<=';

/** A condition on one span. */
export type Condition =
  | { readonly is: 'text'; readonly field: FieldName; readonly op: TraceOperator; readonly value: Value }
  /** A number, a duration, a boolean, `nil`, or a keyword such as `error`: written without quotes. */
  | { readonly is: 'bare'; readonly field: FieldName; readonly op: TraceOperator; readonly value: string }
  | { readonly is: 'and' | 'or'; readonly conditions: readonly Condition[] };

/** Traces that have a span for each condition; `select` are the columns of the answer. */
export interface TraceSearchNode {
  readonly kind: 'search';
  readonly spansets: readonly Condition[];
  readonly select: readonly FieldName[];
}

/** One trace. */
export interface TraceByIdNode {
  readonly kind: 'trace';
  readonly id: Value;
}

/** Numbers made from spans. */
export interface TraceMetricNode {
  readonly kind: 'metric';
  readonly spansets: readonly Condition[];
  readonly function: string;
  readonly of?: FieldName;
  readonly quantiles: readonly number[];
  readonly by: readonly FieldName[];
  readonly top?: number;
}

export type TraceNode = TraceSearchNode | TraceByIdNode | TraceMetricNode;
