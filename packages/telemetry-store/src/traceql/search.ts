import type { TimeRangeNs, Traces } from '../traces/trace-store.ts';
import type { Trace } from '../traces/trace.ts';
import { compileQuery } from './evaluate/compiled-query.ts';
import type { ShownFields } from './evaluate/shown-fields.ts';
import type { Spanset } from './evaluate/spanset.ts';
import type { Query } from './parse/ast.ts';
import { parseTraceql } from './parse/parse.ts';

/** A trace that a search found, with the spans that matched. */
export interface FoundTrace {
  readonly trace: Trace;
  /** One, or one a group of `by()`. */
  readonly spansets: readonly Spanset[];
}

export interface SearchResult {
  /** The one that started last first. */
  readonly found: readonly FoundTrace[];
  /** What an answer shows beside the name and times of a span. */
  readonly shownFields: ShownFields;
  readonly inspectedTraces: number;
  readonly inspectedSpans: number;
}

export interface SearchOptions {
  /** All traces where left out. */
  readonly range?: TimeRangeNs;
  readonly limit: number;
}

/** The traces that a TraceQL query finds, newest first. Throws ParseError, UnsupportedError or TraceqlEvaluationError. */
export function findTraces(store: Traces, query: string, options: SearchOptions): readonly FoundTrace[] {
  return searchTraces(store, parseTraceql(query), options).found;
}

/**
 * Searches the traces that overlap `range`. Of more than `limit` matches the newest are taken; which ones Tempo takes
 * is arbitrary without `with (most_recent=true)`. Throws TraceqlEvaluationError.
 */
export function searchTraces(store: Traces, query: Query, { range, limit }: SearchOptions): SearchResult {
  const { evaluate, shownFields } = compileQuery(query);
  const found: FoundTrace[] = [];
  let [inspectedTraces, inspectedSpans] = [0, 0];
  for (const trace of store.traces(range)) {
    if (found.length >= limit) {
      break;
    }
    inspectedTraces++;
    inspectedSpans += trace.spans.length;
    const spansets = evaluate(trace);
    if (spansets.length > 0) {
      found.push({ trace, spansets });
    }
  }
  return { found, shownFields, inspectedTraces, inspectedSpans };
}
