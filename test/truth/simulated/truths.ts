import { frontendReaders } from './frontend-states.ts';
import type { Case } from './looks.ts';
import { dynamoTruths } from './pages/dynamo.ts';
import { latencyTruths } from './pages/latency.ts';
import { routerTruths } from './pages/router.ts';
import { workersTruths } from './pages/workers.ts';
import { routerStates } from './router-states.ts';
import type { Read, SimulatedRun } from './simulated-run.ts';
import type { PanelTruth } from './truth.ts';
import { workerStates } from './worker-states.ts';

/** What is read of the world beside each scrape, by a name for `SimulatedRun.states`. */
export const readers: { readonly [name: string]: Read } = {
  ...frontendReaders,
  ...routerStates,
  ...workerStates,
};

const truthsOfWorkers = (run: SimulatedRun): { readonly [panel: string]: PanelTruth } => ({
  ...routerTruths(run),
  ...workersTruths(run),
});

/** What every panel must show, by its id. A panel of several pages has one. */
export const truthsOf = (run: SimulatedRun, judged: Case['judged']): { readonly [panel: string]: PanelTruth } => ({
  ...(judged === 'all pages' ? truthsOfWorkers(run) : {}),
  ...dynamoTruths(run),
  ...latencyTruths(run),
});
