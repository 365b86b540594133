import type { Attempt, RequestRecord } from '../ledger/request-record.ts';

/** The prefill attempt whose KV a decode attempt gets. */
export const prefillOf = (request: RequestRecord, attempt: Attempt): Attempt | undefined =>
  request.attempts.findLast((one) => one.phase === 'prefill' && one.number <= attempt.number);

/** Seconds from the end of prefill, or from when the decode worker could take the KV, until it had come. */
export function transferSeconds(request: RequestRecord, attempt: Attempt, at: number): number {
  const computed = prefillOf(request, attempt)?.prefillEnd ?? attempt.received;
  const ready = Math.min(at, Math.max(computed, Number.isFinite(attempt.received) ? attempt.received : computed));
  return Math.max(1e-5, at - ready);
}
