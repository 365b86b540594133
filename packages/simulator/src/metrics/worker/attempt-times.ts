import type { Attempt } from '../../ledger/request-record.ts';

/** How long a request was in each part of an engine, in seconds; undefined for a part that it did not reach. */
export interface AttemptTimes {
  readonly inEngine: number;
  readonly waited: number | undefined;
  readonly prefill: number | undefined;
  readonly decode: number | undefined;
  readonly scheduled: number | undefined;
}

const between = (from: number | undefined, to: number | undefined): number | undefined =>
  from === undefined || to === undefined ? undefined : Math.max(0, to - from);

export const attemptTimes = (attempt: Attempt, at: number): AttemptTimes => ({
  inEngine: Math.max(0, at - attempt.received),
  waited: between(attempt.received, attempt.prefillStart),
  prefill: between(attempt.prefillStart, attempt.prefillEnd),
  decode: between(attempt.prefillEnd, at),
  scheduled: between(attempt.prefillStart, at),
});
