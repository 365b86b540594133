import type { SeriesResult, VectorResult } from '../promql/result/result.ts';
import type { LogLine } from './evaluate/log-lines.ts';
import type { LogStatistics } from './evaluate/statistics.ts';

interface Counted {
  readonly statistics: LogStatistics;
}

/** Lines in the order that was asked for. */
export interface LogLinesResult extends Counted {
  readonly resultType: 'streams';
  readonly lines: readonly LogLine[];
}

export interface LogMatrixResult extends Counted {
  readonly resultType: 'matrix';
  readonly result: readonly SeriesResult[];
}

export interface LogVectorResult extends Counted {
  readonly resultType: 'vector';
  readonly result: VectorResult['result'];
}

export interface LogScalarResult extends Counted {
  readonly resultType: 'scalar';
  readonly result: { readonly timeMs: number; readonly value: number };
}

export type LogRangeResult = LogLinesResult | LogMatrixResult;
export type LogInstantResult = LogVectorResult | LogScalarResult;
