import type { EvidenceSignal } from '@dynamo-observability/dashboards';

import type { EvidenceRequest } from './evidence-request.ts';

/** A stretch of time in Unix milliseconds: what one value of a panel looks back on. Open at its beginning. */
export interface Moment {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Of a histogram at time t: what was counted after the scrape before the window (tempo-loki-facts.md 8, "Time window"). */
export const momentBefore = (timeMs: number, windowMs: number, scrapeMs: number): Moment => ({
  fromMs: timeMs - windowMs - scrapeMs,
  toMs: timeMs,
});

/** When Dynamo counts a request: TTFT at the first token, routing at arrival, the rest at the end. */
function countedAt(signal: EvidenceSignal, { startMs, ttftMs, durationMs }: EvidenceRequest): number | undefined {
  switch (signal) {
    case 'ttft':
    case 'hit-rate':
      return ttftMs === undefined ? undefined : startMs + ttftMs;
    case 'queue':
      return startMs;
    case 'duration':
    case 'errors':
      return durationMs === undefined ? undefined : startMs + durationMs;
    case 'itl':
    case 'kv':
    case 'gpu-power':
      return undefined;
  }
}

/**
 * Whether a request is behind a value: counted in its window, or, where the signal has no single time of counting (tokens, use of
 * cache or power), running in it. A search returns neighbours too, since it takes what overlaps its range.
 */
export function isBehind(signal: EvidenceSignal, request: EvidenceRequest, { fromMs, toMs }: Moment): boolean {
  const at = countedAt(signal, request);
  if (at !== undefined) {
    return fromMs < at && at <= toMs;
  }
  return request.startMs <= toMs && request.startMs + (request.durationMs ?? 0) > fromMs;
}
