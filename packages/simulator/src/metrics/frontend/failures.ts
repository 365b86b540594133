import type { Outcome, RequestRecord } from '../../ledger/request-record.ts';

/** How Dynamo classifies a failure: labels of `failures_total`, keys of the line "Semantic request failure". */
export interface Failure {
  readonly class: 'InvalidRequest' | 'NotFound' | 'CapacityExhausted' | 'Unavailable' | 'Internal';
  readonly reason: string;
}

const classified: { readonly [O in Outcome]?: Failure } = {
  validation: { class: 'InvalidRequest', reason: 'request.invalid' },
  not_found: { class: 'NotFound', reason: 'request.not_found' },
  overload: { class: 'CapacityExhausted', reason: 'capacity.pool_exhausted' },
  internal: { class: 'Internal', reason: 'runtime.internal' },
  response_timeout: { class: 'Internal', reason: 'runtime.unclassified' },
};
const noWorker: Failure = { class: 'Unavailable', reason: 'backend.unavailable' };
const workerLost: Failure = { class: 'Unavailable', reason: 'transport.disconnected' };

/** Undefined for requests that succeeded or were cancelled: those are no failures to Dynamo. */
export function failureOf(request: RequestRecord): Failure | undefined {
  if (request.outcome === 'unavailable') {
    return request.attempts.length === 0 ? noWorker : workerLost;
  }
  return request.outcome === undefined ? undefined : classified[request.outcome];
}
