import { ParseError, UnsupportedError } from '../../promql/parse/errors.ts';
import type { Query } from '../../traceql/parse/ast.ts';
import { parseTraceql } from '../../traceql/parse/parse.ts';
import { BadRequest } from './bad-request.ts';

const MAX_BYTES = 128 * 1024;

/** Parses a query of a request. Throws BadRequest with what is wrong and where. */
export function parseQuery(text: string): Query {
  if (new TextEncoder().encode(text).length > MAX_BYTES) {
    throw new BadRequest(
      `TraceQL expression exceeds the configured maximum size of ${MAX_BYTES} bytes, reduce the query expression size or contact your system administrator`
    );
  }
  try {
    return parseTraceql(text);
  } catch (error) {
    if (error instanceof ParseError || error instanceof UnsupportedError) {
      throw new BadRequest(`invalid TraceQL query: ${error.message}`);
    }
    throw error;
  }
}
