import type { Value } from '../value.ts';

/** Where a node stands in the query, in characters. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

export const ATTRIBUTE_SCOPES = ['span', 'resource', 'event', 'link', 'instrumentation'] as const;
export type AttributeScope = (typeof ATTRIBUTE_SCOPES)[number];

export interface Attribute extends Place {
  readonly kind: 'attribute';
  /** `any` is `.name`: of the span, or else of the resource. */
  readonly scope: AttributeScope | 'any';
  readonly name: string;
}

export const INTRINSICS = [
  'duration',
  'name',
  'status',
  'statusMessage',
  'kind',
  'rootName',
  'rootServiceName',
  'traceDuration',
  'nestedSetLeft',
  'nestedSetRight',
  'nestedSetParent',
  'span:id',
  'span:parentID',
  'span:childCount',
  'trace:id',
  'event:name',
  'event:timeSinceStart',
  'link:traceID',
  'link:spanID',
  'instrumentation:name',
  'instrumentation:version',
] as const;
/** Under one name, however the query spells it: `span:name` is `name`. */
export type IntrinsicName = (typeof INTRINSICS)[number];

export interface Intrinsic extends Place {
  readonly kind: 'intrinsic';
  readonly name: IntrinsicName;
}

export type Field = Attribute | Intrinsic;

export interface Literal extends Place {
  readonly kind: 'literal';
  readonly value: Value;
}

export interface Unary extends Place {
  readonly kind: 'unary';
  readonly operator: '-' | '!';
  readonly operand: FieldExpression;
}

/** `x != nil` and `x = nil`. */
export interface Existence extends Place {
  readonly kind: 'existence';
  readonly operand: FieldExpression;
  readonly exists: boolean;
}

export const COMPARISONS = ['=', '!=', '=~', '!~', '>', '>=', '<', '<='] as const;
export type Comparison = (typeof COMPARISONS)[number];
export type Arithmetic = '+' | '-' | '*' | '/' | '%';
export type FieldOperator = Comparison | Arithmetic | '&&' | '||';

export interface Binary extends Place {
  readonly kind: 'binary';
  readonly operator: FieldOperator;
  readonly left: FieldExpression;
  readonly right: FieldExpression;
}

export type FieldExpression = Literal | Field | Unary | Existence | Binary;

/** `{ … }`; without a condition it takes every span. */
export interface SpansetFilter extends Place {
  readonly kind: 'filter';
  readonly condition: FieldExpression | undefined;
}

export const RELATIONS = ['>>', '>', '<<', '<', '~'] as const;
export type Relation = (typeof RELATIONS)[number];
/** `!>>` takes what has no such relation, `&>>` takes both sides. */
export type StructuralOperator = Relation | `!${Relation}` | `&${Relation}`;

export interface SpansetOperation extends Place {
  readonly kind: 'operation';
  readonly operator: '&&' | '||' | StructuralOperator;
  readonly left: SpansetExpression;
  readonly right: SpansetExpression;
}

/** A pipeline in parentheses as an operand. */
export interface WrappedPipeline extends Place {
  readonly kind: 'pipeline';
  readonly stages: readonly Stage[];
}

export type SpansetExpression = SpansetFilter | SpansetOperation | WrappedPipeline;

export const AGGREGATES = ['count', 'avg', 'min', 'max', 'sum'] as const;
export type AggregateName = (typeof AGGREGATES)[number];

export interface ScalarFilter extends Place {
  readonly kind: 'scalar';
  readonly aggregate: AggregateName;
  /** `undefined` for `count()`. */
  readonly argument: FieldExpression | undefined;
  readonly operator: Exclude<Comparison, '=~' | '!~'>;
  readonly value: Value;
}

export interface Group extends Place {
  readonly kind: 'group';
  readonly by: FieldExpression;
}

export interface Select extends Place {
  readonly kind: 'select';
  readonly fields: readonly Field[];
}

export interface Coalesce extends Place {
  readonly kind: 'coalesce';
}

export type Stage = SpansetExpression | ScalarFilter | Group | Select | Coalesce;

export const METRICS = [
  'rate',
  'count_over_time',
  'min_over_time',
  'max_over_time',
  'avg_over_time',
  'sum_over_time',
  'quantile_over_time',
  'histogram_over_time',
] as const;
export type MetricName = (typeof METRICS)[number];

export interface Metric extends Place {
  readonly name: MetricName;
  /** `undefined` for `rate` and `count_over_time`. */
  readonly field: Field | undefined;
  readonly quantiles: readonly number[];
  readonly by: readonly Field[];
}

/** What is done with the series of a metric. */
export type SeriesStage =
  | { readonly kind: 'topk' | 'bottomk'; readonly limit: number }
  | { readonly kind: 'compare'; readonly operator: ScalarFilter['operator']; readonly value: number };

export interface Query {
  readonly stages: readonly Stage[];
  /** `undefined` for a search. */
  readonly metric: Metric | undefined;
  readonly seriesStages: readonly SeriesStage[];
  /** `with (…)`. */
  readonly hints: ReadonlyMap<string, Value>;
}
