import type { Attempt, RequestRecord } from '../ledger/request-record.ts';
import type { Role } from '../scenario/scenario.ts';
import type { World } from '../story/world.ts';

export const phaseName: { readonly [R in Role]: string } = {
  aggregated: 'Aggregated',
  prefill: 'Prefill',
  decode: 'Decode',
};

/** Why an attempt failed: its worker went away under it, or was gone before it took the request in. */
export const lossOf = ({ prefillStart, transferEnd, generated }: Attempt): 'disconnected' | 'cannot_connect' =>
  prefillStart !== undefined || transferEnd !== undefined || generated > 0 ? 'disconnected' : 'cannot_connect';

/** How an attempt learns that its client is gone: its stream is dropped, or its connection closed. */
export const cancellationSignal = ({ stream }: RequestRecord): string => (stream ? 'stream_drop' : 'kill');

/** `request.outcome` of one attempt. */
export function attemptOutcome(attempt: Attempt): string {
  if (attempt.end === 'worker-lost') {
    return lossOf(attempt) === 'disconnected' ? 'worker_disconnected' : 'connection_failed';
  }
  return attempt.end === 'cancelled' ? 'cancelled' : 'success';
}

/** The attempt whose worker was lost, so that this one became necessary. In disaggregated serving it may be of the other phase. */
export const beforeRetry = ({ attempts }: RequestRecord, { number }: Attempt): Attempt | undefined =>
  number === 0 ? undefined : attempts.find((other) => other.number === number - 1 && other.end === 'worker-lost');

/** Tokens of the answer that earlier attempts had made. */
export const tokensBefore = ({ attempts }: RequestRecord, { number }: Attempt): number =>
  attempts.reduce(
    (sum, { phase, number: earlier, generated }) => (phase !== 'prefill' && earlier < number ? sum + generated : sum),
    0
  );

export interface Retry {
  readonly reason: string;
  readonly fromWorkerId: string;
}

export function retryOf(request: RequestRecord, attempt: Attempt, world: World): Retry | undefined {
  const lost = beforeRetry(request, attempt);
  const worker = lost === undefined ? undefined : world.workers[lost.worker];
  return lost === undefined || worker === undefined ? undefined : { reason: lossOf(lost), fromWorkerId: worker.id };
}
