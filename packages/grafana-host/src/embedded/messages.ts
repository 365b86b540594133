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

/** What can be asked of the store in the worker: for each method its request and its answer. */
export interface Methods {
  readonly load: { readonly request: { readonly url: string }; readonly answer: TimeSpan };
  readonly queryRange: { readonly request: RangeRequest; readonly answer: readonly RangeSeries[] };
  readonly query: { readonly request: InstantRequest; readonly answer: InstantResult };
  readonly labelValues: { readonly request: LabelValuesRequest; readonly answer: readonly string[] };
  readonly series: { readonly request: SeriesRequest; readonly answer: readonly Labels[] };
}

export type Method = keyof Methods;

type Call<M extends Method> = { readonly id: number; readonly method: M; readonly request: Methods[M]['request'] };

/** To the worker: a call, or word that nobody waits for one any more. */
export type ToWorker = { [M in Method]: Call<M> }[Method] | { readonly id: number; readonly method: 'cancel' };

/** From the worker. An error crosses as its text. */
export type FromWorker =
  { readonly id: number; readonly answer: Methods[Method]['answer'] } | { readonly id: number; readonly error: string };
