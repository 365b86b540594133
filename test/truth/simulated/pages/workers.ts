import { arrivals, firstAnswers, ofWorkers, stays } from '../attempt-happenings.ts';
import { buckets } from '../buckets.ts';
import type { Observation } from '../observations.ts';
import type { SimulatedRun } from '../simulated-run.ts';
import {
  across,
  bands,
  distribution,
  lines,
  mean,
  outlierScore,
  quantile,
  rate,
  ratio,
  share,
  state,
  type PanelTruth,
  type Untold,
} from '../truth.ts';
import { workerEngineTruths } from './workers-engines.ts';
import { workerTokenTruths } from './workers-tokens.ts';
import { workerTransferTruths } from './workers-transfers.ts';
import { workersUntold } from './workers-untold.ts';

const hourBefore: Untold = { reason: 'It compares with an hour before, and the run is shorter.' };

const ofRole = (all: readonly Observation[], role: 'prefill' | 'other'): Observation[] =>
  all.filter(({ labels }) => (labels['dynamo_component'] === 'prefill') === (role === 'prefill'));

const spread = (run: SimulatedRun, all: readonly Observation[], buckets: readonly number[]): PanelTruth => ({
  A: distribution(run.observed(all, [], 'always'), buckets),
  B: bands(run.observed(all, [], 'always'), buckets),
});

/** How long requests stay on the slowest and on the middle worker of each kind. */
function durations(run: SimulatedRun): { readonly [panel: string]: PanelTruth } {
  const each = mean(run.observed(stays(run), ['instance', 'dynamo_component'], 'always'));
  const slowest = across(each, ['dynamo_component'], 'max');
  const median = across(each, ['dynamo_component'], 'median');
  return {
    'slowest-ratio': { A: across(ratio(slowest, median), [], 'max'), B: hourBefore },
    'worker-outliers': { A: outlierScore(each, ['dynamo_component']) },
    'slowest-worker': { A: lines({ slowest, median }) },
    'prefill-duration': spread(run, ofRole(stays(run), 'prefill'), buckets.workerDuration),
    'decode-duration': spread(run, ofRole(stays(run), 'other'), buckets.workerDuration),
    'worker-duration': {
      A: quantile(run.observed(stays(run), ['instance'], 'always'), 0.99, buckets.workerDuration),
    },
    'first-response': spread(run, firstAnswers(run), buckets.firstResponse),
    'network-transit': spread(run, hops(run), buckets.networkTransit),
  };
}

/** A hop takes the same time everywhere; KV that follows a request is not part of it. */
const hops = (run: SimulatedRun): Observation[] =>
  ofWorkers(run, ({ received }, _worker, { attempts: [first] }) => ({
    at: received,
    value: first === undefined ? NaN : first.received - first.sent,
  }));

const loads = (run: SimulatedRun): { readonly [panel: string]: PanelTruth } => {
  const by = (name: string, labels: readonly string[]) => state(run.states(name, labels, 'sum'));
  const kvUse = state(run.states('kvUse', ['instance'], 'max'));
  const requests = rate(run.observed(arrivals(run), ['instance'], 'always'));
  return {
    'registered-workers': { A: state(run.states('registered', [], 'distinct')), B: hourBefore },
    'running-requests': { A: counted, B: hourBefore },
    'waiting-requests': { A: by('waiting', []), B: hourBefore },
    'fullest-kv-cache': { A: state(run.states('kvUse', [], 'max')), B: hourBefore },
    'worker-error-share': {
      // A client that leaves is no fault of a worker, and a worker that is lost cannot say so.
      A: share(
        run.observed(
          arrivals(run).map((each) => ({ ...each, value: 0 })),
          [],
          'always'
        )
      ),
      B: hourBefore,
    },
    'load-by-role': { A: by('inside', ['dynamo_component']) },
    'kv-use': { A: kvUse },
    'in-flight': { A: by('inside', ['instance']) },
    'worker-running': { A: counted },
    'engine-queue': { A: by('waiting', ['instance']) },
    'prefill-to-decode': { A: ratio(by('insidePrefill', []), by('insideOther', [])) },
    'work-queue': { A: lines({ engine: by('inside', []) }) },
    'kv-capacity': { A: by('blocks', ['instance']) },
    'worker-uptime': { A: state(run.states('uptime', ['instance'], 'max')) },
    'worker-requests': { A: requests },
    'requests-by-role': { A: rate(run.observed(arrivals(run), ['dynamo_component'], 'always')) },
    'worker-roster': {
      A: by('inside', ['instance', 'dynamo_component']),
      B: by('waiting', ['instance']),
      C: requests,
      D: mean(run.observed(stays(run), ['instance'], 'always')),
      E: kvUse,
      F: state(run.states('uptime', ['instance'], 'max')),
    },
    'workers-over-time': { A: state(run.states('registered', ['worker_type'], 'distinct')) },
  };
};

/** TensorRT-LLM says what is in flight, and not what of it runs. */
const counted: Untold = {
  reason: 'TensorRT-LLM counts requests that wait among those that run, so with it the panel shows an upper bound.',
};

/** The page Workers: by panel, and by query. */
export const workersTruths = (run: SimulatedRun): { readonly [panel: string]: PanelTruth } => ({
  ...workersUntold,
  ...loads(run),
  ...durations(run),
  ...workerTokenTruths(run),
  ...workerEngineTruths(run),
  ...workerTransferTruths(run),
});
