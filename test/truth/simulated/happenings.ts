import type { RequestRecord } from '@dynamo-observability/simulator';

import type { LabelValues, Observation } from './observations.ts';
import type { SimulatedRun } from './simulated-run.ts';

/** What happened to requests, as observations of the frontend that had them. Times and values come from the ledger alone. */

const of = (
  run: SimulatedRun,
  take: (request: RequestRecord) => ReadonlyArray<{ at: number | undefined; value: number; labels?: LabelValues }>
): Observation[] =>
  run.simulation.ledger.requests.flatMap((request) =>
    take(request).flatMap(({ at, value, labels = {} }) =>
      at === undefined
        ? []
        : [{ at, value, labels: { ...base(run, request), ...labels }, source: run.frontend(request) }]
    )
  );

/** Labels that families of requests share. A name that nobody serves is counted as `unknown_model`. */
const base = (_run: SimulatedRun, { model, deployment, endpoint, stream }: RequestRecord): LabelValues => ({
  model: deployment < 0 ? 'unknown_model' : model,
  endpoint,
  request_type: stream ? 'stream' : 'unary',
});

/** Bad requests are refused while they are read, and never handed to a handler. */
const isParsed = ({ outcome }: RequestRecord): boolean => outcome !== 'validation';
const count = 1;

export const offered = (run: SimulatedRun): Observation[] =>
  of(run, (request) => (isParsed(request) ? [{ at: request.arrival, value: count }] : []));

/** Requests that ended. `status` and `error_type` as Dynamo says them. */
export const ended = (run: SimulatedRun): Observation[] =>
  of(run, (request) =>
    isParsed(request)
      ? [
          {
            at: request.ended,
            value: count,
            labels: {
              status: request.outcome === 'success' ? 'success' : 'error',
              error_type: request.outcome === 'success' ? '' : (request.outcome ?? ''),
            },
          },
        ]
      : []
  );

/** Seconds until the first token. */
export const firstTokens = (run: SimulatedRun): Observation[] =>
  of(run, ({ firstToken, arrival }) => [{ at: firstToken, value: (firstToken ?? NaN) - arrival }]);

/** Seconds from arrival to end, of all that ended. */
export const durations = (run: SimulatedRun): Observation[] =>
  of(run, (request) =>
    isParsed(request) ? [{ at: request.ended, value: (request.ended ?? NaN) - request.arrival }] : []
  );
