import type { Value } from '../value.ts';

export type TextOperator = '=' | '!=' | '=~' | '!~';
export type NumberOperator = '>' | '>=' | '<' | '<=' | '==' | '!=';

/** A matcher of streams. The label may be a Grafana variable, for which a page finds the name that an installation uses. */
export interface StreamMatcher {
  readonly label: string | { readonly template: string };
  readonly op: TextOperator;
  readonly value: Value;
}

/** A condition on a label, with names as Loki has them. */
export type LabelFilter =
  | { readonly is: 'text'; readonly label: string; readonly op: TextOperator; readonly value: Value }
  /** `amount` is a number, or a duration such as `1.5s`. */
  | { readonly is: 'number'; readonly label: string; readonly op: NumberOperator; readonly amount: string }
  | { readonly is: 'and' | 'or'; readonly filters: readonly LabelFilter[] };

export type Stage =
  | { readonly stage: 'line'; readonly op: '|=' | '!=' | '|~' | '!~'; readonly value: Value }
  /** Without fields all keys become labels; with fields those and no others. `key` is the key in the line. */
  | { readonly stage: 'json'; readonly fields: readonly { readonly label: string; readonly key: string }[] }
  | { readonly stage: 'filter'; readonly filter: LabelFilter }
  | { readonly stage: 'drop' | 'keep'; readonly labels: readonly string[] }
  | { readonly stage: 'line_format'; readonly template: string }
  | { readonly stage: 'label_format'; readonly label: string; readonly template: string };

/** Log lines: which streams, and what is done with each line. */
export interface LogNode {
  readonly kind: 'lines';
  readonly streams: readonly StreamMatcher[];
  readonly stages: readonly Stage[];
}

/** How far back a range looks: the step of the panel, its whole time range, or a fixed duration. */
export type LogWindow = 'step' | 'range' | { readonly fixed: string };

export interface LogRangeNode {
  readonly kind: 'range';
  readonly function: string;
  /** The quantile of `quantile_over_time`. */
  readonly parameter?: number;
  readonly of: LogNode;
  /** The label whose value is the sample; without it lines are counted. */
  readonly unwrap?: string;
  readonly by?: readonly string[];
  readonly window: LogWindow;
  /** How much earlier the lines were written, such as `1h`. */
  readonly offset?: string;
}

export interface LogAggregateNode {
  readonly kind: 'aggregate';
  readonly op: 'sum' | 'avg' | 'min' | 'max' | 'count' | 'topk';
  readonly by: readonly string[];
  readonly parameter?: number;
  readonly of: LogMetricNode;
}

export interface LogBinaryNode {
  readonly kind: 'binary';
  readonly op: '+' | '-' | '*' | '/' | '>' | 'or';
  readonly left: LogMetricNode;
  readonly right: LogMetricNode;
}

export interface LogNumberNode {
  readonly kind: 'number';
  readonly value: number;
}

export type LogMetricNode = LogRangeNode | LogAggregateNode | LogBinaryNode | LogNumberNode;
