import type { Matcher } from '../../labels/matcher.ts';
import type {
  ArithmeticOperator,
  ComparisonOperator,
  SetOperator,
  Span,
  VectorMatching,
} from '../../promql/parse/ast.ts';
import type { CapturePattern } from '../pipeline/capture-pattern.ts';
import type { JsonPath } from '../pipeline/json-path.ts';
import type { LineMatcher } from '../pipeline/line-matcher.ts';
import type { Template } from '../template/template.ts';

export type Comparison = '==' | '!=' | '>' | '>=' | '<' | '<=';

/** Compares the value of a label as a number, as nanoseconds of a duration or as bytes of a size. */
export interface ComparingFilter {
  readonly kind: 'number' | 'duration' | 'bytes';
  readonly label: string;
  readonly comparison: Comparison;
  readonly value: number;
}

export type LabelFilter =
  | { readonly kind: 'matcher'; readonly matcher: Matcher }
  | ComparingFilter
  | { readonly kind: 'and' | 'or'; readonly left: LabelFilter; readonly right: LabelFilter };

/** A label named by `drop` or `keep`; with a matcher only where its value matches. */
export interface LabelChoice {
  readonly label: string;
  readonly matcher: Matcher | undefined;
}

/** `label="{{template}}"` or `label=other`, which renames. */
export type LabelFormat = { readonly label: string } & ({ readonly template: Template } | { readonly from: string });

export type Stage =
  | { readonly kind: 'line-filter'; readonly matcher: LineMatcher }
  | { readonly kind: 'label-filter'; readonly filter: LabelFilter }
  | { readonly kind: 'json' }
  | {
      readonly kind: 'json-fields';
      readonly fields: ReadonlyArray<{ readonly label: string; readonly path: JsonPath }>;
    }
  | { readonly kind: 'logfmt'; readonly strict: boolean; readonly keepEmpty: boolean }
  | {
      readonly kind: 'logfmt-fields';
      readonly strict: boolean;
      readonly fields: ReadonlyArray<{ readonly label: string; readonly key: string }>;
    }
  | { readonly kind: 'pattern'; readonly pattern: CapturePattern }
  | { readonly kind: 'regexp'; readonly regex: RegExp }
  | { readonly kind: 'line-format'; readonly template: Template }
  | { readonly kind: 'label-format'; readonly formats: readonly LabelFormat[] }
  | { readonly kind: 'drop' | 'keep'; readonly choices: readonly LabelChoice[] }
  | { readonly kind: 'decolorize' };

export interface LogQuery extends Span {
  readonly kind: 'log';
  readonly matchers: readonly Matcher[];
  readonly stages: readonly Stage[];
}

/** Which label becomes the value of a sample, and how its text is read: durations count in seconds. */
export interface Unwrap {
  readonly label: string;
  readonly conversion: 'number' | 'duration' | 'bytes';
  /** What stands behind it; the only place to drop values that are no numbers. */
  readonly filters: readonly LabelFilter[];
}

export interface Grouping {
  readonly without: boolean;
  readonly labels: readonly string[];
}

export const RANGE_AGGREGATIONS = [
  'count_over_time',
  'rate',
  'bytes_over_time',
  'bytes_rate',
  'sum_over_time',
  'avg_over_time',
  'min_over_time',
  'max_over_time',
  'stddev_over_time',
  'stdvar_over_time',
  'quantile_over_time',
  'first_over_time',
  'last_over_time',
  'absent_over_time',
] as const;
export type RangeAggregationName = (typeof RANGE_AGGREGATIONS)[number];

export interface RangeAggregation extends Span {
  readonly kind: 'range-aggregation';
  readonly name: RangeAggregationName;
  /** The quantile. */
  readonly parameter: number | undefined;
  readonly log: LogQuery;
  readonly unwrap: Unwrap | undefined;
  readonly rangeMs: number;
  readonly offsetMs: number;
  readonly grouping: Grouping | undefined;
}

export const VECTOR_AGGREGATIONS = [
  'sum',
  'avg',
  'min',
  'max',
  'count',
  'stddev',
  'stdvar',
  'topk',
  'bottomk',
  'sort',
  'sort_desc',
] as const;
export type VectorAggregationName = (typeof VECTOR_AGGREGATIONS)[number];

export interface VectorAggregation extends Span {
  readonly kind: 'vector-aggregation';
  readonly name: VectorAggregationName;
  /** `k`. */
  readonly parameter: number | undefined;
  readonly expr: MetricQuery;
  /** Without one all series are one group. */
  readonly grouping: Grouping;
  readonly grouped: boolean;
}

export type BinaryOperator = ArithmeticOperator | ComparisonOperator | SetOperator;

export interface Binary extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: MetricQuery;
  readonly right: MetricQuery;
  readonly bool: boolean;
  readonly matching: VectorMatching;
}

export interface NumberLiteral extends Span {
  readonly kind: 'number';
  readonly value: number;
}

/** `vector(1)`: one series without labels. */
export interface VectorLiteral extends Span {
  readonly kind: 'vector';
  readonly value: number;
}

export interface LabelReplace extends Span {
  readonly kind: 'label-replace';
  readonly expr: MetricQuery;
  readonly destination: string;
  readonly replacement: string;
  readonly source: string;
  readonly regex: RegExp;
}

export type MetricQuery = RangeAggregation | VectorAggregation | Binary | NumberLiteral | VectorLiteral | LabelReplace;

export type LogqlQuery = LogQuery | MetricQuery;
