import type {
  InstantRequest,
  InstantResult,
  Labels,
  LabelValuesRequest,
  RangeRequest,
  RangeSeries,
  SeriesRequest,
  TimeSpan,
} from '../prometheus/backend.ts';
import type { CaptureToLoad } from './capture.ts';

/** What is behind an embedded API: files of a capture by their addresses, read when they are asked for first. */
export type EmbeddedSource =
  /** What each process wrote to stderr, by its name, as a collector on Kubernetes sends it. */
  | { readonly api: 'loki'; readonly processes: Readonly<Record<string, string>> }
  /** Logs as Dynamo itself sends them over OTLP. */
  | { readonly api: 'loki'; readonly otlp: string }
  | { readonly api: 'tempo'; readonly otlp: string }
  /** Logs of a simulated scenario, as they came by one of the two ways. */
  | { readonly api: 'loki'; readonly scenario: string; readonly way: 'stderr' | 'otlp' }
  | { readonly api: 'tempo'; readonly scenario: string };

/** A capture, or a scenario to be simulated. */
export type MetricsToLoad = CaptureToLoad | { readonly scenario: string };

export interface ApiCall {
  readonly source: EmbeddedSource;
  readonly path: string;
  /** Parameters as in an address. */
  readonly query: string;
  readonly nowMs: number;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What can be asked of a store in a worker: for each method its request and its answer. */
export interface Methods {
  readonly load: { readonly request: MetricsToLoad; readonly answer: TimeSpan };
  readonly queryRange: { readonly request: RangeRequest; readonly answer: readonly RangeSeries[] };
  readonly query: { readonly request: InstantRequest; readonly answer: InstantResult };
  readonly labelValues: { readonly request: LabelValuesRequest; readonly answer: readonly string[] };
  readonly series: { readonly request: SeriesRequest; readonly answer: readonly Labels[] };
  readonly get: { readonly request: ApiCall; readonly answer: ApiAnswer };
}

export type Method = keyof Methods;

export type Call<M extends Method> = {
  readonly id: number;
  readonly method: M;
  readonly request: Methods[M]['request'];
};

/** To the worker: a call, or word that nobody waits for one any more. */
export type ToWorker = { [M in Method]: Call<M> }[Method] | { readonly id: number; readonly method: 'cancel' };

/** From the worker. An error crosses as its text. */
export type FromWorker =
  { readonly id: number; readonly answer: Methods[Method]['answer'] } | { readonly id: number; readonly error: string };
