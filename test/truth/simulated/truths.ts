import { frontendReaders } from './frontend-states.ts';
import { dynamoTruths } from './pages/dynamo.ts';
import { latencyTruths } from './pages/latency.ts';
import type { Read, SimulatedRun } from './simulated-run.ts';
import type { PanelTruth } from './truth.ts';

/** What is read of the world beside each scrape, by a name for `SimulatedRun.states`. */
export const readers: { readonly [name: string]: Read } = { ...frontendReaders };

/** What every panel must show, by its id. A panel of several pages has one. */
export const truthsOf = (run: SimulatedRun): { readonly [panel: string]: PanelTruth } => ({
  ...dynamoTruths(run),
  ...latencyTruths(run),
});
