import type { Attempt, RequestRecord, Simulation } from '@dynamo-observability/simulator';

import type { Observation } from './observations.ts';
import type { SimulatedRun } from './simulated-run.ts';

/** What went wrong with requests, from the ledger. */

const causes: { readonly [outcome: string]: readonly [string, string] } = {
  validation: ['InvalidRequest', 'request.invalid'],
  not_found: ['NotFound', 'request.not_found'],
  overload: ['CapacityExhausted', 'capacity.pool_exhausted'],
  internal: ['Internal', 'runtime.internal'],
  response_timeout: ['Internal', 'runtime.unclassified'],
};

/** Who was never sent to a worker found none; who was, lost it. */
const causeOf = ({ outcome, attempts }: RequestRecord): readonly [string, string] | undefined =>
  outcome === 'unavailable'
    ? ['Unavailable', attempts.length === 0 ? 'backend.unavailable' : 'transport.disconnected']
    : causes[outcome ?? ''];

export const failures = (run: SimulatedRun): Observation[] =>
  run.simulation.ledger.ended.flatMap((request) => {
    const cause = causeOf(request);
    return cause === undefined || request.ended === undefined
      ? []
      : [
          {
            at: request.ended,
            value: 1,
            labels: { class: cause[0], reason: cause[1] },
            source: run.frontend(request),
          },
        ];
  });

/** Requests for which there was neither a worker nor a place in the queue. */
export const refused = (run: SimulatedRun): Observation[] =>
  run.simulation.ledger.ended.flatMap((request) =>
    request.outcome === 'overload' && request.ended !== undefined
      ? [
          {
            at: request.ended,
            value: 1,
            labels: { model: request.model, endpoint: request.endpoint, reason: 'request_limit' },
            source: run.frontend(request),
          },
        ]
      : []
  );

type Worker = Simulation['workers'][number];

/** Whether a worker took it in: it was neither gone nor was the client before. */
export const wasReceived = (attempt: Attempt, worker: Worker, now: number): boolean =>
  attempt.received <= (attempt.ended ?? now) &&
  !(attempt.end === 'worker-lost' && worker.endedAt !== undefined && (attempt.ended ?? now) > worker.endedAt);

/** Requests that lost their worker, when another one has taken them in or nobody will. */
export const migrations = (run: SimulatedRun): Observation[] =>
  run.simulation.ledger.requests.flatMap((request) => {
    const found: Observation[] = [];
    const { now, workers } = run.simulation;
    let pending: string | undefined;
    const settle = (at: number, outcome: string): void => {
      if (pending !== undefined) {
        const labels = { model: request.model, migration_type: pending, outcome };
        found.push({ at, value: 1, labels, source: run.frontend(request) });
        pending = undefined;
      }
    };
    for (const attempt of request.attempts) {
      const worker = workers[attempt.worker];
      if (worker !== undefined && wasReceived(attempt, worker, now)) {
        settle(attempt.received, 'success');
      }
      if (attempt.end === 'worker-lost' && attempt.ended !== undefined) {
        const hasBegun = request.firstToken !== undefined && request.firstToken <= attempt.ended;
        pending ??= attempt.generated > 0 || hasBegun ? 'ongoing_request' : 'new_request';
      }
    }
    if (request.ended !== undefined) {
      settle(request.ended, request.outcome === 'cancelled' ? 'cancelled' : 'failure');
    }
    return found;
  });

/** Each time a request lost its worker. */
export const losses = (run: SimulatedRun): Observation[] =>
  run.simulation.ledger.requests.flatMap((request) =>
    request.attempts.flatMap((attempt) => {
      const { end, ended, generated } = attempt;
      if (end !== 'worker-lost' || ended === undefined) {
        return [];
      }
      const hasBegun = generated > 0 || (request.firstToken !== undefined && request.firstToken <= ended);
      const labels = { model: request.model, migration_type: hasBegun ? 'ongoing_request' : 'new_request' };
      return [{ at: ended, value: 1, labels, source: run.frontend(request) }];
    })
  );
