import type {
  InstantRequest,
  InstantResult,
  Labels,
  LabelValuesRequest,
  PrometheusBackend,
  RangeRequest,
  RangeSeries,
} from '@dynamo-observability/grafana-host';

/**
 * A Prometheus of which a test says what it has, and which remembers what it was asked. Range queries find what `answer` gives,
 * variables the values of `labels`, the probe the series of `existing`.
 */
export class FakePrometheus implements PrometheusBackend {
  readonly asked: string[] = [];
  /** Values of each label; a label that is not here has none. */
  labels: { readonly [label: string]: readonly string[] } = {};
  /** Names of the series that exist. */
  existing: readonly string[] = [];
  /** Values of a query, one a series; none means an empty result. Throws where the query should fail. */
  answer: (expr: string) => readonly number[] = () => [];

  queryRange = async ({ expr, startMs }: RangeRequest): Promise<readonly RangeSeries[]> => {
    this.asked.push(expr);
    return this.answer(expr).map((value, i) => ({ labels: { series: String(i) }, times: [startMs], values: [value] }));
  };

  query = async ({ expr, timeMs }: InstantRequest): Promise<InstantResult> => {
    this.asked.push(expr);
    const found = expr.includes('__name__') ? this.existing.map((name) => ({ __name__: name })) : [];
    return { type: 'vector', samples: found.map((labels) => ({ labels, timeMs, value: 1 })) };
  };

  labelValues = async ({ label }: LabelValuesRequest): Promise<readonly string[]> => this.labels[label] ?? [];

  series = async (): Promise<readonly Labels[]> => [];

  /** As if nothing had happened: empty, and asked nothing. */
  reset(): void {
    this.asked.length = 0;
    this.labels = {};
    this.existing = [];
    this.answer = () => [];
  }
}
