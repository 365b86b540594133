import type { RequestRecord } from '@dynamo-observability/simulator';

import type { Observation } from './observations.ts';
import type { SimulatedRun } from './simulated-run.ts';

/** What was truly cached of prompts, as frontends hear of it with the answer. */

/** Prompt tokens, with the first token. */
export const promptTokens = (run: SimulatedRun): Observation[] =>
  run.simulation.ledger.requests.flatMap((request) =>
    request.firstToken === undefined ? [] : [told(run, request, request.firstToken, request.inputTokens)]
  );

/** Prompt tokens that a cache spared, from any tier, of answers that were told to their end. */
export const cachedTokens = (run: SimulatedRun): Observation[] =>
  run.simulation.ledger.requests.flatMap((request) =>
    request.outcome === 'success' && request.ended !== undefined && request.outputTokens > 0
      ? [told(run, request, request.ended, cachedOf(request))]
      : []
  );

/** Of the first attempt that computed a prompt. */
function cachedOf({ attempts }: RequestRecord): number {
  const first = attempts.find(({ phase }) => phase !== 'decode');
  return first === undefined ? 0 : first.cachedDeviceTokens + first.cachedHostTokens + first.cachedDiskTokens;
}

const told = (run: SimulatedRun, request: RequestRecord, at: number, value: number): Observation => ({
  at,
  value,
  labels: { model: request.model },
  source: run.frontend(request),
});
