import { buckets } from '../buckets.ts';
import { durations, firstTokens, tokenGaps } from '../happenings.ts';
import type { Observation } from '../observations.ts';
import type { SimulatedRun } from '../simulated-run.ts';
import { bucketEnd, lines, optional, quantile, quantilePanel, type PanelTruth } from '../truth.ts';

function byModel(run: SimulatedRun, all: readonly Observation[], bounds: readonly number[]): PanelTruth {
  const seen = run.observed(all, ['model'], ['model']);
  return {
    A: optional(quantile(seen, 0.99, bounds)),
    B: lines({
      'at least': bucketEnd(seen, 0.99, bounds, 'lower'),
      'at most': bucketEnd(seen, 0.99, bounds, 'upper'),
    }),
  };
}

/** How long users wait: panels of the pages Dynamo and Frontend. */
export const latencyTruths = (run: SimulatedRun): { readonly [panel: string]: PanelTruth } => {
  const [first, gaps] = [firstTokens(run), tokenGaps(run, buckets.interTokenLatency)];
  const observed = (all: readonly Observation[]) => run.observed(all, [], ['model']);
  return {
    ttft: quantilePanel(observed(first), buckets.timeToFirstToken),
    itl: quantilePanel(observed(gaps), buckets.interTokenLatency),
    'request-duration': quantilePanel(observed(durations(run)), buckets.duration),
    'ttft-by-model': byModel(run, first, buckets.timeToFirstToken),
    'itl-by-model': byModel(run, gaps, buckets.interTokenLatency),
  };
};
