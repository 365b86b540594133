import type { MetricStore } from '@dynamo-observability/telemetry-store';

import type {
  InstantRequest,
  InstantResult,
  Labels,
  LabelValuesRequest,
  PrometheusBackend,
  RangeRequest,
  RangeSeries,
  SeriesRequest,
} from '../prometheus/backend.ts';

/** The embedded store in this thread: for tests, and inside the worker. Rejects with the store's own errors. */
export class StoreBackend implements PrometheusBackend {
  constructor(private readonly store: MetricStore) {}

  queryRange({ expr, startMs, endMs, stepMs }: RangeRequest): Promise<readonly RangeSeries[]> {
    return attempt(() => {
      const { result } = this.store.queryRange(expr, { startMs, endMs, stepMs });
      return result.map(({ metric, timesMs, values }) => ({ labels: metric, times: timesMs, values }));
    });
  }

  query({ expr, timeMs }: InstantRequest): Promise<InstantResult> {
    return attempt(() => instantResult(this.store.query(expr, timeMs)));
  }

  labelValues({ label, match, startMs, endMs }: LabelValuesRequest): Promise<readonly string[]> {
    return attempt(() => this.store.labelValues(label, match === undefined ? [] : [match], startMs, endMs));
  }

  series({ match, startMs, endMs }: SeriesRequest): Promise<readonly Labels[]> {
    return attempt(() => this.store.series([match], startMs, endMs));
  }
}

/** What the store throws becomes a rejection. */
const attempt = <T>(work: () => T): Promise<T> => new Promise((resolve) => resolve(work()));

function instantResult(answer: ReturnType<MetricStore['query']>): InstantResult {
  switch (answer.resultType) {
    case 'vector': {
      const samples = answer.result.map((s) => ({ labels: s.metric, timeMs: s.timeMs, value: s.value }));
      return { type: 'vector', samples };
    }
    case 'scalar':
      return { type: 'scalar', ...answer.result };
    case 'string':
      return { type: 'string', timeMs: answer.result.timeMs, text: answer.result.value };
    case 'matrix':
      throw new Error(
        'An instant query of a panel must give one value a series; this one gives all samples of a range'
      );
  }
}
