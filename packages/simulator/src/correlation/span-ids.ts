import type { Attempt, RequestRecord } from '../ledger/request-record.ts';
import { hashText } from '../random/random.ts';

/** Spans of a request that lines or other spans refer to. */
export type RequestSpan = 'http' | 'completions' | 'completions_single';
export type AttemptSpan = 'route' | 'select' | 'payload' | 'block-hashes' | 'seq-hashes' | 'matches' | 'schedule';

/** The id of a span, 16 hex digits: the same in the log line and in the trace, without a table of ids. */
export const spanId = ({ traceId }: RequestRecord, span: RequestSpan): string => idOf(traceId, span);

export const attemptSpanId = ({ traceId }: RequestRecord, { phase, number }: Attempt, span: AttemptSpan): string =>
  idOf(traceId, `${phase}/${number}/${span}`);

function idOf(traceId: string, name: string): string {
  const first = hashText(`${traceId}/${name}`);
  // Never zero, which OTLP forbids.
  const second = hashText(`${name}/${traceId}`) || 1;
  return first.toString(16).padStart(8, '0') + second.toString(16).padStart(8, '0');
}
