import type { Matcher } from '../../labels/matcher.ts';
import type { FunctionName } from './functions.ts';

/** Where a node stands in the query, in characters. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A fixed time in Unix milliseconds, or an end of the query's range. */
export type At = number | 'start' | 'end';

export interface NumberLiteral extends Span {
  readonly kind: 'number';
  readonly value: number;
}

export interface StringLiteral extends Span {
  readonly kind: 'string';
  readonly value: string;
}

export interface VectorSelector extends Span {
  readonly kind: 'selector';
  /** `__name__` included. */
  readonly matchers: readonly Matcher[];
  readonly offsetMs: number | undefined;
  readonly at: At | undefined;
}

export interface MatrixSelector extends Span {
  readonly kind: 'range';
  readonly selector: VectorSelector;
  readonly rangeMs: number;
}

export interface Subquery extends Span {
  readonly kind: 'subquery';
  readonly expr: Expr;
  readonly rangeMs: number;
  /** `undefined`: the default step of the store. */
  readonly stepMs: number | undefined;
  readonly offsetMs: number | undefined;
  readonly at: At | undefined;
}

export interface Call extends Span {
  readonly kind: 'call';
  readonly name: FunctionName;
  readonly args: readonly Expr[];
}

export const AGGREGATIONS = [
  'sum',
  'avg',
  'min',
  'max',
  'count',
  'group',
  'stddev',
  'stdvar',
  'topk',
  'bottomk',
  'quantile',
  'count_values',
] as const;
export type AggregationName = (typeof AGGREGATIONS)[number];

export interface Aggregation extends Span {
  readonly kind: 'aggregation';
  readonly name: AggregationName;
  /** `k`, the quantile or the label of `count_values`. */
  readonly parameter: Expr | undefined;
  readonly expr: Expr;
  readonly without: boolean;
  readonly labels: readonly string[];
}

export const ARITHMETIC = ['+', '-', '*', '/', '%', '^'] as const;
export const COMPARISON = ['==', '!=', '>', '<', '>=', '<='] as const;
export const SET_OPERATORS = ['and', 'or', 'unless'] as const;
export type ArithmeticOperator = (typeof ARITHMETIC)[number];
export type ComparisonOperator = (typeof COMPARISON)[number];
export type SetOperator = (typeof SET_OPERATORS)[number];
export type BinaryOperator = ArithmeticOperator | ComparisonOperator | SetOperator;

export interface VectorMatching {
  /** `true`: only `labels` count; `false`: all but `labels`. */
  readonly on: boolean;
  readonly labels: readonly string[];
  readonly group: 'one-to-one' | 'many-to-one' | 'one-to-many';
  /** Labels taken over from the side of one. */
  readonly include: readonly string[];
}

export interface Binary extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expr;
  readonly right: Expr;
  readonly bool: boolean;
  /** `undefined` where the query has neither `on` nor `ignoring`. */
  readonly matching: VectorMatching | undefined;
}

export interface Unary extends Span {
  readonly kind: 'unary';
  readonly operator: '+' | '-';
  readonly expr: Expr;
}

/** Kept, because modifiers behind it and a power before it stop here. */
export interface Paren extends Span {
  readonly kind: 'paren';
  readonly expr: Expr;
}

export type Expr =
  | NumberLiteral
  | StringLiteral
  | VectorSelector
  | MatrixSelector
  | Subquery
  | Call
  | Aggregation
  | Binary
  | Unary
  | Paren;
