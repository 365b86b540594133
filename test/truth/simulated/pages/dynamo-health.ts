import { buckets } from '../buckets.ts';
import { lower, withNow } from '../combined.ts';
import { durations, ended, firstTokens, offered, tokenGaps } from '../happenings.ts';
import type { Observation } from '../observations.ts';
import type { SimulatedRun } from '../simulated-run.ts';
import { complement, lines, mean, optional, rate, state, type PanelTruth, type Truth } from '../truth.ts';

/** What is not the installation's failure. */
const notItsFault = new Set(['validation', 'not_found', 'not_implemented', 'cancelled']);

const worth = (all: readonly Observation[], value: (each: Observation) => number): Observation[] =>
  all.map((each) => ({ ...each, value: value(each) }));

/** Share of observations that are at most `seconds`, which is the upper bound of a bucket. */
const within = (run: SimulatedRun, all: readonly Observation[], seconds: number): Truth =>
  mean(
    run.observed(
      worth(all, ({ value }) => (value <= seconds ? 1 : 0)),
      [],
      ['model']
    )
  );

/** Of requests that came and were not the client's mistake or will, those that succeeded. */
function successShare(run: SimulatedRun): Truth {
  const counted = ended(run).filter(({ labels }) => !notItsFault.has(labels['error_type'] ?? ''));
  const share = worth(counted, ({ labels }) => (labels['status'] === 'success' ? 1 : 0));
  const routed = mean(run.observed(share, [], ['model', 'endpoint', 'request_type', 'status', 'error_type']));
  // Failures are also counted by their reason, in series that are older or younger.
  const withRefused = mean(run.observed(share, [], ['error_type']));
  return lower(routed, withRefused);
}

/** The row Healthy? of the page Dynamo. */
export function healthTruths(run: SimulatedRun): { readonly [panel: string]: PanelTruth } {
  const [first, gaps] = [firstTokens(run), tokenGaps(run, buckets.interTokenLatency)];
  const active = state(run.states('activeRequests', [], 'sum'));
  const workers = state(run.states('registeredWorkers', [], 'distinct'));
  const [ttft, itl] = [within(run, first, 1), within(run, gaps, 0.064)];
  return {
    'success-rate': withNow(successShare(run)),
    'ttft-objective': withNow(ttft),
    'itl-objective': withNow(itl),
    'offered-load': withNow(rate(run.observed(offered(run), [], ['model', 'endpoint', 'request_type']))),
    'active-requests': withNow(active),
    'registered-workers': withNow(workers),
    'requests-by-stage': { A: active, B: state(run.states('stages', ['stage'], 'sum')) },
    // An objective of 2 s is between the bounds 1 and 2.2, one of 100 ms between 64 and 120.
    'within-objectives': {
      A: lines({ 'TTFT at least': ttft, 'TTFT at most': within(run, first, 2.2) }),
      B: lines({ 'ITL at least': itl, 'ITL at most': within(run, gaps, 0.12) }),
    },
    'above-last-bucket': {
      A: lines({
        TTFT: optional(complement(within(run, first, top(buckets.timeToFirstToken)))),
        ITL: optional(complement(within(run, gaps, top(buckets.interTokenLatency)))),
        duration: optional(complement(within(run, durations(run), top(buckets.duration)))),
      }),
    },
  };
}

const top = (bounds: readonly number[]): number => bounds.at(-1) ?? Infinity;
