export type { Language, ThemeName } from './boot.ts';
export type { HostDataSource } from './data-sources.ts';
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
export { PreviewRoot } from './root/preview-root.tsx';
export { startHost, type HostOptions } from './singletons.ts';
export { StoreBackend } from './embedded/store-backend.ts';
export { startWorkerBackend, type WorkerBackend } from './embedded/worker-backend.ts';
