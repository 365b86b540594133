/** A series' labels, `__name__` included, as in Prometheus' HTTP API. */
export interface Labels {
  readonly [name: string]: string;
}

/** Times are Unix milliseconds everywhere in this folder. */
export interface TimeSpan {
  readonly startMs: number;
  readonly endMs: number;
}

export interface RangeRequest extends TimeSpan {
  readonly expr: string;
  readonly stepMs: number;
}

export interface InstantRequest {
  readonly expr: string;
  readonly timeMs: number;
}

export interface LabelValuesRequest extends TimeSpan {
  readonly label: string;
  /** A series selector; without it every series counts. */
  readonly match?: string;
}

export interface SeriesRequest extends TimeSpan {
  readonly match: string;
}

/** One series of a range query: `times` and `values` are of one length; a missing step is absent, not NaN. */
export interface RangeSeries {
  readonly labels: Labels;
  readonly times: readonly number[];
  readonly values: readonly number[];
}

export interface VectorSample {
  readonly labels: Labels;
  readonly timeMs: number;
  readonly value: number;
}

export type InstantResult =
  | { readonly type: 'vector'; readonly samples: readonly VectorSample[] }
  | { readonly type: 'scalar'; readonly timeMs: number; readonly value: number }
  | { readonly type: 'string'; readonly timeMs: number; readonly text: string };

/**
 * What the data source asks of Prometheus. Every method rejects with an Error whose message may be shown to the user.
 * `signal` ends work that nobody waits for any more, where the backend can do so.
 */
export interface PrometheusBackend {
  queryRange(request: RangeRequest, signal?: AbortSignal): Promise<readonly RangeSeries[]>;
  query(request: InstantRequest, signal?: AbortSignal): Promise<InstantResult>;
  labelValues(request: LabelValuesRequest): Promise<readonly string[]>;
  series(request: SeriesRequest): Promise<readonly Labels[]>;
}
