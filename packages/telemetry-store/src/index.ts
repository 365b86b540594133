export { CaptureError } from './ingest/scrapes.ts';
export type { ExpositionFormat, FamilyMetadata } from './ingest/exposition.ts';
export { ExpositionError } from './ingest/exposition-error.ts';
export type { Labels } from './labels/label-set.ts';
export { RegexError } from './labels/regex-error.ts';
export type { Scrape } from './metrics/metric-store.ts';
export { MetricStore } from './metrics/metric-store.ts';
export type { EngineOptions, QueryRange } from './promql/engine.ts';
export { EvaluationError } from './promql/evaluate/evaluation-error.ts';
export { ParseError, UnsupportedError } from './promql/parse/errors.ts';
export type { HttpData, HttpSample } from './promql/result/http.ts';
export { toHttpData } from './promql/result/http.ts';
export type {
  MatrixResult,
  QueryResult,
  QueryStatistics,
  ScalarResult,
  SeriesResult,
  StringResult,
  VectorResult,
} from './promql/result/result.ts';
export { OutOfOrderError } from './series/series.ts';
