import { findTraces } from '../traceql/search.ts';
import type { PlainSpan } from './spans.ts';
import { traceStoreOf } from './spans.ts';

/** The names of the spans that a query finds, in the order of its answer. */
export function found(spans: readonly PlainSpan[], query: string): string[] {
  return findTraces(traceStoreOf(...spans), query, { limit: 100 }).flatMap(({ spansets }) =>
    spansets.flatMap((spanset) => spanset.spans.map(({ name }) => name))
  );
}

/** Whether a query finds a span with these attributes. */
export function finds(attributes: PlainSpan['attributes'], query: string): boolean {
  return found([{ id: 1, ...(attributes === undefined ? {} : { attributes }) }], query).length > 0;
}
