import type {
  InstantRequest,
  InstantResult,
  Labels,
  LabelValuesRequest,
  PrometheusBackend,
  RangeRequest,
  RangeSeries,
  SeriesRequest,
  TimeSpan,
} from '../prometheus/backend.ts';
import type { MetricsToLoad } from './messages.ts';
import { captureWorker, WorkerCalls, type StartWorker } from './worker-calls.ts';

/** The embedded store of metrics in a worker, so that evaluating a query never holds up the page. */
export class WorkerBackend implements PrometheusBackend {
  constructor(private readonly calls: WorkerCalls) {}

  /** Reads a gzipped capture or simulates a scenario; resolves with the times of the first and last sample. */
  load(what: MetricsToLoad): Promise<TimeSpan> {
    return this.calls.call('load', what);
  }

  queryRange(request: RangeRequest, signal?: AbortSignal): Promise<readonly RangeSeries[]> {
    return this.calls.call('queryRange', request, signal);
  }

  query(request: InstantRequest, signal?: AbortSignal): Promise<InstantResult> {
    return this.calls.call('query', request, signal);
  }

  labelValues(request: LabelValuesRequest): Promise<readonly string[]> {
    return this.calls.call('labelValues', request);
  }

  series(request: SeriesRequest): Promise<readonly Labels[]> {
    return this.calls.call('series', request);
  }
}

export const startWorkerBackend = (start: StartWorker = captureWorker): WorkerBackend =>
  new WorkerBackend(new WorkerCalls(start()));
