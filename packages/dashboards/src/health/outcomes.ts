import { noneOf, oneOf, or, rate, sum, zeroWhere } from '@dynamo-observability/query';
import { frontend } from '@dynamo-observability/signals';

/** What the client sent wrongly. */
const mistakes = ['validation', 'not_found', 'not_implemented'] as const;

/** Nothing the service is answerable for: mistakes, and requests that the client gave up (metric-science.md C5). */
const notAnswerable = [...mistakes, 'cancelled'] as const;

const finished = (where?: Parameters<typeof rate<typeof frontend.requests>>[1]) => sum(rate(frontend.requests, where));

/** Requests per second that ended, by what became of them. Client cancels and client mistakes stand apart from faults. */
export const outcomes = {
  succeeded: finished({ status: 'success' }),
  /** Any error type that is not the client's: an unknown one counts as a fault. */
  fault: finished({ status: 'error', error_type: noneOf(...notAnswerable) }),
  mistake: finished({ status: 'error', error_type: oneOf(...mistakes) }),
  cancelled: finished({ status: 'error', error_type: 'cancelled' }),
  /** What the service had to answer: everything but mistakes and cancels. */
  answerable: finished({ error_type: noneOf(...notAnswerable) }),
};

/**
 * Everything that failed at the service, of all models. `failures_total` also counts what was refused before a model was found,
 * which `requests_total` misses (captures/FINDINGS.md 2); versions before 1.6 have only the latter.
 */
export const faultsWithRefused = zeroWhere(
  or(sum(rate(frontend.failures, { class: oneOf('CapacityExhausted', 'Unavailable', 'Internal') })), outcomes.fault),
  outcomes.succeeded
);
