import type { DataFrame } from '@grafana/data';

import { known, numberIn, outcomeIn, textIn, traceIdIn, type EvidenceRequest } from './evidence-request.ts';

/** Labels of a line: of its stream, of structured metadata, and what a parser found in the line. */
type Labels = Readonly<Record<string, unknown>>;

/**
 * Requests in the "request completed" lines that Loki found. The line is written at the end of the request. Lines sent over OTLP
 * have no TTFT, ITL, tokens or workers (tempo-loki-facts.md 1.4): those stay absent.
 */
export function requestsFromLogLines(frames: readonly DataFrame[]): readonly EvidenceRequest[] {
  return frames.flatMap((frame) => {
    const labels = frame.fields.find(({ name }) => name === 'labels')?.values ?? [];
    const times = frame.fields.find(({ name }) => name === 'Time' || name === 'timestamp')?.values ?? [];
    return labels.map((of: unknown, row) => requestOf(Object(of) as Labels, Number(times[row])));
  });
}

function requestOf(labels: Labels, endMs: number): EvidenceRequest {
  const durationMs = numberIn(labels['elapsed_ms']);
  return {
    startMs: endMs - (durationMs ?? 0),
    outcome: outcomeIn(labels['request_outcome'], labels['status']),
    sources: new Set(['logs']),
    ...known({
      traceId: traceIdIn(labels['trace_id']),
      requestId: textIn(labels['request_id']),
      durationMs,
      model: textIn(labels['model']),
      errorType: textIn(labels['error_type']),
      ttftMs: numberIn(labels['ttft_ms']),
      itlMs: numberIn(labels['avg_itl_ms']),
      inputTokens: numberIn(labels['input_tokens']),
      outputTokens: numberIn(labels['output_tokens']),
      prefillWorker: textIn(labels['prefill_worker_id']),
      decodeWorker: textIn(labels['decode_worker_id']),
    }),
  };
}
