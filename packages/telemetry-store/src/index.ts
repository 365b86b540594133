export type { ApiRequest, ApiResponse } from './http/api.ts';
export { lokiApi } from './http/loki.ts';
export type { CapturedLogs } from './ingest/logs/captured-run.ts';
export { capturedLogStore } from './ingest/logs/captured-run.ts';
export type { KubernetesProcess } from './ingest/logs/kubernetes-labels.ts';
export { kubernetesLabels } from './ingest/logs/kubernetes-labels.ts';
export { LogFormatError } from './ingest/logs/log-format-error.ts';
export { addOtlpLogs } from './ingest/logs/otlp-logs.ts';
export type { ProcessLog } from './ingest/logs/process-lines.ts';
export { addProcessLog } from './ingest/logs/process-lines.ts';
export { CaptureError } from './ingest/scrapes.ts';
export { prometheusApi } from './http/prometheus/prometheus-api.ts';
export { tempoApi } from './http/tempo/tempo-api.ts';
export type { ExpositionFormat, FamilyMetadata } from './ingest/exposition.ts';
export { ExpositionError } from './ingest/exposition-error.ts';
export type { Labels } from './labels/label-set.ts';
export { RegexError } from './labels/regex-error.ts';
export type { Scrape } from './metrics/metric-store.ts';
export { MetricStore } from './metrics/metric-store.ts';
export { OpenTarget } from './metrics/open-target.ts';
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
export { TraceqlEvaluationError } from './traceql/evaluate/evaluation-error.ts';
export type { Spanset } from './traceql/evaluate/spanset.ts';
export type { FoundTrace } from './traceql/search.ts';
export { findTraces } from './traceql/search.ts';
export type { Attributes, AttributeValue } from './traces/attribute-value.ts';
export { OtlpError } from './traces/otlp/otlp-error.ts';
export type { Resource, Scope, SpanEvent, SpanKind, SpanLink, SpanRecord, StatusCode } from './traces/span.ts';
export type { NestedSet, ServiceStats, Span, Trace } from './traces/trace.ts';
export type { TimeRangeNs, Traces } from './traces/trace-store.ts';
export { TraceStore } from './traces/trace-store.ts';
export type { LogEntry } from './logs/log-entry.ts';
export { LogStore } from './logs/log-store.ts';
export type { LogqlOptions, LogRange } from './logql/engine.ts';
export type { LogLine } from './logql/evaluate/log-lines.ts';
export { PipelineError } from './logql/evaluate/pipeline-error.ts';
export { SeriesLimitError } from './logql/evaluate/series-limit-error.ts';
export type { LogStatistics } from './logql/evaluate/statistics.ts';
export { QueryRangeError } from './logql/query-range-error.ts';
export type {
  LogInstantResult,
  LogLinesResult,
  LogMatrixResult,
  LogRangeResult,
  LogScalarResult,
  LogVectorResult,
} from './logql/result.ts';
