import type { Labels } from '../../labels/label-set.ts';

/** Samples of one series; `timesMs` in Unix milliseconds, ascending, aligned with `values`. */
export interface SeriesResult {
  readonly metric: Labels;
  readonly timesMs: readonly number[];
  readonly values: readonly number[];
}

/** What a query cost. */
export interface QueryStatistics {
  /** Samples that selectors read, as Prometheus' `totalQueryableSamples`. */
  readonly samplesRead: number;
}

interface Counted {
  readonly statistics: QueryStatistics;
}

export interface MatrixResult extends Counted {
  readonly resultType: 'matrix';
  readonly result: readonly SeriesResult[];
}

export interface VectorResult extends Counted {
  readonly resultType: 'vector';
  readonly result: ReadonlyArray<{ readonly metric: Labels; readonly timeMs: number; readonly value: number }>;
}

export interface ScalarResult extends Counted {
  readonly resultType: 'scalar';
  readonly result: { readonly timeMs: number; readonly value: number };
}

export interface StringResult extends Counted {
  readonly resultType: 'string';
  readonly result: { readonly timeMs: number; readonly value: string };
}

export type QueryResult = MatrixResult | VectorResult | ScalarResult | StringResult;
