import type { Observation } from './observations.ts';
import type { SimulatedRun } from './simulated-run.ts';

/** What routers were asked, what they refused, and which KV events they heard. */

type Request = SimulatedRun['simulation']['ledger']['requests'][number];

const ofRequests = (run: SimulatedRun, times: (request: Request) => readonly number[]): Observation[] =>
  run.simulation.ledger.requests.flatMap((request) =>
    times(request).map((at) => ({ at, value: 1, labels: {}, source: run.frontend(request) }))
  );

/** Each step of a request asks once; one that waits asked when it began to. */
export const routerAsked = (run: SimulatedRun): Observation[] =>
  ofRequests(run, ({ queueStart, attempts, outcome, ended }) => {
    const steps = attempts.map(({ sent }) => sent).slice(queueStart === undefined ? 0 : 1);
    return [
      ...(queueStart === undefined ? [] : [queueStart]),
      ...steps,
      ...(outcome === 'overload' && ended !== undefined ? [ended] : []),
    ];
  });

/** The queue holds so many requests, and no more. */
export const routerRefused = (run: SimulatedRun): Observation[] =>
  ofRequests(run, ({ outcome, ended }) => (outcome === 'overload' && ended !== undefined ? [ended] : [])).map(
    (each) => ({
      ...each,
      labels: { reason: 'request_limit' },
    })
  );

/** Every frontend hears each event that is not lost. */
export const eventsHeard = (run: SimulatedRun): Observation[] =>
  Array.from({ length: run.scenario.frontends }, (_, frontend) => frontend).flatMap((frontend) =>
    run.story.kvEvents
      .filter(({ delivered }) => delivered)
      .map(({ at, kind }) => ({
        at,
        value: 1,
        labels: { event_type: kind },
        source: { name: `frontend-${frontend}`, from: 0, to: Infinity },
      }))
  );
