import { traceIdInLogs } from '@dynamo-observability/signals';

/** Where a request was found. */
export type Source = 'traces' | 'logs';

/** How a request ended: `cancelled` by its client is not an error (captures/FINDINGS.md 1.5). */
export type Outcome = 'success' | 'error' | 'cancelled' | 'unknown';

/** One request of a user, as traces and logs tell of it. Times in Unix milliseconds, durations in milliseconds, worker ids decimal. */
export interface EvidenceRequest {
  /** 32 hex digits; absent on lines outside any trace. */
  readonly traceId?: string;
  readonly requestId?: string;
  /** Of a log line, which is written at the end, the end less the duration. */
  readonly startMs: number;
  readonly durationMs?: number;
  readonly model?: string;
  readonly outcome: Outcome;
  readonly errorType?: string;
  readonly ttftMs?: number;
  /** Mean over the request, not a gap between two tokens. */
  readonly itlMs?: number;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** Blocks that the chosen worker was believed to hold, from the router. */
  readonly overlapBlocks?: number;
  readonly prefillWorker?: string;
  readonly decodeWorker?: string;
  readonly sources: ReadonlySet<Source>;
}

/** A number that Dynamo wrote as text; undefined for what is not one, so that "n/a" does not become 0. */
export function numberIn(text: unknown): number | undefined {
  if (typeof text === 'number') {
    return Number.isFinite(text) ? text : undefined;
  }
  return typeof text === 'string' && /^[0-9]+(\.[0-9]+)?$/.test(text) ? Number(text) : undefined;
}

/** A text that says something. */
export const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value !== 'nil' ? value : undefined;

/** The fields that are known, so that an unknown one of a first finding does not hide what a second one knows. */
export const known = (fields: Partial<EvidenceRequest>): Partial<EvidenceRequest> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** How Dynamo calls an outcome, in `request.outcome` of spans and lines, or in `status` of lines. */
export function outcomeIn(...texts: readonly unknown[]): Outcome {
  const found = texts.find((text) => text === 'success' || text === 'error' || text === 'cancelled');
  return found === undefined ? 'unknown' : found;
}

/** A trace id as logs write it, with its leading zeros; undefined for what is none. */
export const traceIdIn = (text: unknown): string | undefined =>
  typeof text === 'string' && /^[0-9a-f]{1,32}$/i.test(text) ? traceIdInLogs(text) : undefined;
