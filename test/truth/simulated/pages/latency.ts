import { durations, firstTokens, tokenGaps } from '../happenings.ts';
import type { Observation } from '../observations.ts';
import type { SimulatedRun } from '../simulated-run.ts';
import { edge, lines, mean, optional, quantile, type PanelTruth, type Truth } from '../truth.ts';

/** Upper bounds of Dynamo's buckets (captures/FINDINGS.md 5). */
const ttft = [0, 0.0022, 0.0047, 0.01, 0.022, 0.047, 0.1, 0.22, 0.47, 1, 2.2, 4.7, 10, 22, 48, 100, 220, 480];
const itl = [
  0, 0.0018, 0.0033, 0.0059, 0.011, 0.02, 0.035, 0.064, 0.12, 0.21, 0.38, 0.69, 1.2, 2.3, 4.1, 7.4, 13, 24, 44, 80,
];
const duration = [0, 2, 4, 8, 16, 32, 64, 130, 260, 510];

const portions = { p50: 0.5, p90: 0.9, p99: 0.99 };

/** The lines and the band of a latency panel. */
function quantiles(run: SimulatedRun, all: readonly Observation[], bounds: readonly number[]): PanelTruth {
  const seen = run.observed(all, [], ['model']);
  const each = Object.entries(portions);
  const values = each.map(([line, portion]) => [line, quantile(seen, portion, bounds)] as const);
  const band = each.flatMap(([line, portion]): Array<readonly [string, Truth]> => [
    [`${line} at least`, edge(seen, portion, bounds, 'lower')],
    [`${line} at most`, edge(seen, portion, bounds, 'upper')],
  ]);
  return { A: lines({ mean: mean(seen), ...Object.fromEntries(values) }), B: lines(Object.fromEntries(band)) };
}

function byModel(run: SimulatedRun, all: readonly Observation[], bounds: readonly number[]): PanelTruth {
  const seen = run.observed(all, ['model'], ['model']);
  return {
    A: optional(quantile(seen, 0.99, bounds)),
    B: lines({
      'at least': edge(seen, 0.99, bounds, 'lower'),
      'at most': edge(seen, 0.99, bounds, 'upper'),
    }),
  };
}

/** How long users wait: panels of the pages Dynamo and Frontend. */
export const latencyTruths = (run: SimulatedRun): { readonly [panel: string]: PanelTruth } => {
  const gaps = tokenGaps(run, itl);
  return {
    ttft: quantiles(run, firstTokens(run), ttft),
    itl: quantiles(run, gaps, itl),
    'request-duration': quantiles(run, durations(run), duration),
    'ttft-by-model': byModel(run, firstTokens(run), ttft),
    'itl-by-model': byModel(run, gaps, itl),
  };
};
