import { ParseError, UnsupportedError } from '../../promql/parse/errors.ts';
import { compileQuery } from '../../traceql/evaluate/compiled-query.ts';
import { parseTraceql } from '../../traceql/parse/parse.ts';
import type { Traces } from '../../traces/trace-store.ts';
import type { Span, Trace } from '../../traces/trace.ts';
import type { ApiRequest } from '../api.ts';
import { searchRange } from './times.ts';

/** The spans that names and values of tags are taken from: in the range, and fulfilling the filter of `q`. */
export function spansBehind(store: Traces, request: ApiRequest): readonly Span[] {
  return store.traces(searchRange(request)).flatMap(filterOf(request.params.get('q') ?? ''));
}

/** A query that is still being typed, or more than one filter, narrows nothing. */
function filterOf(query: string): (trace: Trace) => readonly Span[] {
  const all = ({ spans }: Trace): readonly Span[] => spans;
  if (query === '') {
    return all;
  }
  try {
    const [first] = parseTraceql(query).stages;
    if (first?.kind !== 'filter') {
      return all;
    }
    const { evaluate } = compileQuery({ stages: [first] });
    return (trace) => evaluate(trace).flatMap(({ spans }) => spans);
  } catch (error) {
    if (error instanceof ParseError || error instanceof UnsupportedError) {
      return all;
    }
    throw error;
  }
}
