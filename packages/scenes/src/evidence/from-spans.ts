import type { DataFrame } from '@grafana/data';

import {
  known,
  numberIn,
  outcomeIn,
  textIn,
  traceIdIn,
  type EvidenceRequest,
  type Outcome,
} from './evidence-request.ts';

type Row = (column: string) => unknown;

const nanosecondsPerMs = 1e6;

/**
 * Requests in the answer to a TraceQL search, of Grafana's table of spans: one for each `http-request`, and for each span below one
 * that says how its request failed, where the search found that alone. Spans of routing in the same trace add the overlap. Attributes
 * that a span lacks are absent.
 */
export function requestsFromSpans(frames: readonly DataFrame[]): readonly EvidenceRequest[] {
  const rows = frames.flatMap(rowsOf);
  const overlaps = new Map<unknown, number>();
  for (const row of rows) {
    const overlap = numberIn(row('overlap_blocks'));
    if (overlap !== undefined) {
      overlaps.set(row('traceIdHidden'), Math.max(overlap, overlaps.get(row('traceIdHidden')) ?? 0));
    }
  }
  const whole = rows.filter(isRequest);
  const known = new Set(whole.map((row) => row('traceIdHidden')));
  const below = rows.filter((row) => !known.has(row('traceIdHidden')) && textIn(row('error_type')) !== undefined);
  return [...whole, ...below].map((row) => requestOf(row, overlaps.get(row('traceIdHidden'))));
}

const isRequest = (row: Row): boolean => row('name') === 'http-request';

/** A request has a kind of error only if it did not succeed; to be given up by its client is none. */
function outcomeOf(row: Row): Outcome {
  const said = outcomeIn(row('request.outcome'));
  const errorType = textIn(row('error_type'));
  return said !== 'unknown' || errorType === undefined ? said : errorType === 'cancelled' ? 'cancelled' : 'error';
}

function rowsOf(frame: DataFrame): Row[] {
  const columns = new Map<string, readonly unknown[]>(frame.fields.map((field) => [field.name, field.values]));
  return Array.from(
    { length: frame.length },
    (_, row): Row =>
      (column) =>
        columns.get(column)?.[row]
  );
}

function requestOf(row: Row, overlapBlocks: number | undefined): EvidenceRequest {
  const duration = numberIn(row('duration'));
  return {
    startMs: Number(row('time')),
    outcome: outcomeOf(row),
    sources: new Set(['traces']),
    ...known({
      traceId: traceIdIn(row('traceIdHidden')),
      requestId: textIn(row('request_id')),
      durationMs: duration === undefined ? undefined : duration / nanosecondsPerMs,
      model: textIn(row('model')),
      errorType: textIn(row('error_type')),
      ttftMs: numberIn(row('ttft_ms')),
      itlMs: numberIn(row('avg_itl_ms')),
      inputTokens: numberIn(row('input_tokens')),
      outputTokens: numberIn(row('output_tokens')),
      overlapBlocks,
      prefillWorker: textIn(row('prefill_worker_id')),
      decodeWorker: textIn(row('decode_worker_id')),
    }),
  };
}
