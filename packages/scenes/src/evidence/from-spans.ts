import type { DataFrame } from '@grafana/data';

import { known, numberIn, outcomeIn, textIn, traceIdIn, type EvidenceRequest } from './evidence-request.ts';

type Row = (column: string) => unknown;

const nanosecondsPerMs = 1e6;

/**
 * Requests in the answer to a TraceQL search, of Grafana's table of spans: one for each `http-request`. Spans of routing in the same
 * trace add the overlap. Attributes that a span lacks are absent.
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
  return rows
    .filter((row) => row('name') === 'http-request')
    .map((row) => requestOf(row, overlaps.get(row('traceIdHidden'))));
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
    outcome: outcomeIn(row('request.outcome')),
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
