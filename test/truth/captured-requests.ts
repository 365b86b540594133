import type { CapturedSpan } from './captured-spans.ts';
import { capturedSpans } from './captured-spans.ts';

/** One finished request as its own span tells it. Every number in a span of Dynamo is a text (captures/FINDINGS.md 1). */
export interface CapturedRequest {
  readonly traceId: string;
  /** Unix milliseconds. */
  readonly startMs: number;
  readonly model: string;
  readonly outcome: string;
  readonly ttftSeconds: number | undefined;
  readonly durationSeconds: number;
}

/** Every request of the long capture that has an `http-request` span with a model. */
export function capturedRequests(): readonly CapturedRequest[] {
  return capturedSpans()
    .filter((span) => span.name === 'http-request')
    .flatMap(toRequest);
}

function toRequest({ attributes, seconds, startNs, trace }: CapturedSpan): CapturedRequest[] {
  const { model, ttft_ms: ttft, 'request.outcome': outcome } = attributes;
  if (model === undefined) {
    return [];
  }
  return [
    {
      model: String(model),
      outcome: String(outcome ?? ''),
      traceId: trace,
      startMs: Number(startNs / 1000n) / 1000,
      ttftSeconds: ttft === undefined ? undefined : Number(ttft) / 1000,
      durationSeconds: seconds,
    },
  ];
}
