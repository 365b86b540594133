import type { Attempt, RequestRecord } from '@dynamo-observability/simulator';

import type { LabelValues, Observation, Source } from './observations.ts';
import type { SimulatedRun } from './simulated-run.ts';

/** What happened to requests at routers and workers: each attempt is one run of a part of a request on one worker. */

type Worker = SimulatedRun['simulation']['workers'][number];

interface Happened {
  readonly at: number | undefined;
  readonly value: number;
  readonly count?: number;
  readonly labels?: LabelValues;
}

type Take = (attempt: Attempt, worker: Worker, request: RequestRecord) => Happened | readonly Happened[];

function attempts(run: SimulatedRun, source: (worker: number, request: RequestRecord) => Source, take: Take) {
  const { workers, ledger } = run.simulation;
  return ledger.requests.flatMap((request): Observation[] =>
    request.attempts.flatMap((attempt) => {
      const worker = workers[attempt.worker];
      return worker === undefined
        ? []
        : [take(attempt, worker, request)].flat().flatMap(({ at, value, count = 1, labels = {} }) =>
            at === undefined
              ? []
              : [
                  {
                    at,
                    value,
                    count,
                    labels: { ...placeOf(worker), phase: attempt.phase, ...labels },
                    source: source(attempt.worker, request),
                  },
                ]
          );
    })
  );
}

/** Where Prometheus scrapes a worker, and what its pool is called. */
export const placeOf = ({ instance, pool, deployment }: Worker): LabelValues => ({
  instance,
  dynamo_component: pool.role === 'prefill' ? 'prefill' : 'backend',
  model: deployment.model,
  engine: deployment.engine,
});

/** As the frontend counts, whose router sent it. */
export const ofRouters = (run: SimulatedRun, take: Take): Observation[] =>
  attempts(run, (_, request) => run.frontend(request), take);

/** As the worker counts: those that it took in. What it has not said when it is lost is lost too. */
export const ofWorkers = (run: SimulatedRun, take: Take): Observation[] =>
  attempts(
    run,
    (worker) => run.worker(worker),
    (attempt, worker, request) => (cameIn(attempt) ? take(attempt, worker, request) : [])
  );

/** It reached its worker before its client left or the worker was lost. */
function cameIn({ phase, transferEnd, ended, received, end }: Attempt): boolean {
  if (phase === 'decode') {
    return transferEnd !== undefined;
  }
  return ended === undefined || (end === 'worker-lost' ? ended > received + 1e-9 : ended >= received);
}

/** When it ended at a worker that lived on to count it. */
export const endOf = ({ end, ended }: Attempt): number | undefined => (end === 'worker-lost' ? undefined : ended);

export const arrivals = (run: SimulatedRun): Observation[] =>
  ofWorkers(run, ({ received }) => ({ at: received, value: 1 }));

/** Seconds on the worker. */
export const stays = (run: SimulatedRun): Observation[] =>
  ofWorkers(run, (attempt) => ({ at: endOf(attempt), value: (attempt.ended ?? NaN) - attempt.received }));

/** The moment of the first token that an attempt made: of a migrated answer it is not the answer's first. */
export function firstTokenOf({ phase, prefillEnd, received, ended }: Attempt, { firstToken }: RequestRecord) {
  if (phase !== 'decode') {
    return prefillEnd;
  }
  const made = firstToken !== undefined && firstToken >= received && firstToken <= (ended ?? Infinity);
  return made ? firstToken : undefined;
}

/** Seconds from a worker taking a request in to the first token that it made for it. */
export const firstAnswers = (run: SimulatedRun): Observation[] =>
  ofWorkers(run, (attempt, _worker, request) => {
    const at = firstTokenOf(attempt, request);
    return { at, value: (at ?? NaN) - attempt.received };
  });

type Routed = 'selected' | 'best' | 'prompt';

/** Prompt tokens that a router believed cached where it sent them (`selected`), at best anywhere (`best`), and all. */
function routed({ predictedBlocks, bestBlocks, promptTokens }: Attempt, blockSize: number, of: Routed): number {
  return of === 'prompt' ? promptTokens : (of === 'best' ? bestBlocks : predictedBlocks) * blockSize;
}

export const routedTokens = (run: SimulatedRun, of: Routed): Observation[] =>
  ofRouters(run, (attempt, { deployment: { blockSize } }) => ({
    at: attempt.sent,
    value: routed(attempt, blockSize, of),
  }));

/** Of the tokens of `whole` the share that is of `part` too: each token counts. */
export const routedShare = (run: SimulatedRun, part: Routed, whole: Routed): Observation[] =>
  ofRouters(run, (attempt, { deployment: { blockSize } }) => {
    const count = routed(attempt, blockSize, whole);
    return count === 0 ? [] : { at: attempt.sent, value: routed(attempt, blockSize, part) / count, count };
  });

/** Those that computed a prompt. */
export const ofPrompts = (all: readonly Observation[]): Observation[] =>
  all.filter(({ labels }) => labels['phase'] !== 'decode');
