export type { Language, ThemeName } from './boot.ts';
export { SyntheticGpus } from './chrome/synthetic-gpus.tsx';
export { HttpJsonApi } from './api/http-json-api.ts';
export { ApiError, type JsonApi } from './api/json-api.ts';
export type { HostDataSource } from './data-sources.ts';
export { LokiLikeDataSource, type LokiOptions } from './loki/data-source.ts';
export type { DerivedField } from './loki/derived-fields.ts';
export { LOKI_HEADERS, lokiOverHttp } from './loki/http.ts';
export { lokiSettings, type LokiIdentity } from './loki/settings.ts';
export type { LokiQuery } from './loki/target.ts';
export type {
  InstantRequest,
  InstantResult,
  Labels,
  LabelValuesRequest,
  PrometheusBackend,
  RangeRequest,
  RangeSeries,
  SeriesRequest,
  TimeSpan,
  VectorSample,
} from './prometheus/backend.ts';
export { PrometheusLikeDataSource } from './prometheus/data-source.ts';
export { HttpBackend } from './prometheus/http-backend.ts';
export { prometheusSettings, type PrometheusIdentity } from './prometheus/settings.ts';
export { provisionedSources, type Backends } from './provisioned-sources.ts';
export type { LinkedQuery, PageOfQuery } from './query/query-link.ts';
export { memoryLocation } from './root/memory-location.ts';
export { PreviewRoot } from './root/preview-root.tsx';
export { changeLanguage, provideDataSources, startHost, type HostOptions } from './singletons.ts';
export { StoreBackend } from './embedded/store-backend.ts';
export type { EmbeddedSource } from './embedded/messages.ts';
export type { StartWorker } from './embedded/worker-calls.ts';
export { embeddedApis } from './embedded/worker-api.ts';
export { startWorkerBackend, type WorkerBackend } from './embedded/worker-backend.ts';
export { TempoLikeDataSource } from './tempo/data-source.ts';
export { tempoSettings, type TempoIdentity } from './tempo/settings.ts';
export type { TempoQuery } from './tempo/target.ts';
