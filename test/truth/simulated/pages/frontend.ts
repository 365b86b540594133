import { buckets } from '../buckets.ts';
import { withNow } from '../combined.ts';
import { cancelled, firstTokens, offered } from '../happenings.ts';
import type { Observation } from '../observations.ts';
import * as prepare from '../preparing-happenings.ts';
import type { SimulatedRun } from '../simulated-run.ts';
import { losses } from '../trouble-happenings.ts';
import {
  lines,
  mean,
  optional,
  quantile,
  quantilePanel,
  rate,
  ratio,
  state,
  type PanelTruth,
  type Truth,
} from '../truth.ts';

/** The lines and the band of a panel of times; its series are there from the beginning. */
const times = (run: SimulatedRun, all: readonly Observation[], bounds: readonly number[], series: Series): PanelTruth =>
  quantilePanel(run.observed(all, [], series), bounds);

type Series = readonly string[] | 'always';

/** A truth for series that say so, and none for others. */
const only = (label: string, value: string, truth: Truth): Truth => ({
  bound: (labels, window) => (labels[label] === value ? truth.bound(labels, window) : undefined),
  expected: (window) => truth.expected(window),
});

/** The page Frontend, as far as the story has it. */
export function frontendTruths(run: SimulatedRun): { readonly [panel: string]: PanelTruth } {
  const all = (list: readonly Observation[], series: Series = 'always') => run.observed(list, [], series);
  const [preparing, trips, first] = [prepare.preparing(run), prepare.roundTrips(run), firstTokens(run)];
  const gone = rate(all(cancelled(run)));
  const firsts = rate(all(ones(first), ['model']));
  const lost = losses(run);
  const calls = run.observed(prepare.tokenizerCalls(run), ['operation'], []);
  const byModel = (list: readonly Observation[]) => rate(run.observed(list, ['model'], 'always'));
  const cancellations = rate(all(cancelled(run), ['model', 'endpoint', 'request_type']));
  const moved = ['model', 'migration_type'];
  return {
    'frontend-preprocess-now': withNow(mean(all(preparing, []))),
    'frontend-round-trip-now': withNow(mean(all(trips))),
    'frontend-disconnects-now': withNow(gone),
    'frontend-ledger': {
      A: mean(all(first, ['model'])),
      B: lines({
        preprocess: ratio(rate(all(preparing, [])), firsts),
        'round trip': ratio(rate(all(trips)), firsts),
      }),
    },
    'frontend-preprocess': times(run, preparing, buckets.stage, []),
    'frontend-tokenize': times(run, prepare.tokenizing(run), buckets.tokenize, 'always'),
    'frontend-template': times(run, prepare.templates(run), buckets.template, 'always'),
    'frontend-tokenizer-cache': {
      A: mean(all(prepare.seenPrompts(run))),
      B: ratio(byModel(prepare.seenTokens(run)), byModel(prepare.preparedTokens(run))),
    },
    'frontend-tokenizer-calls': {
      A: only('operation', 'tokenize', lines({ mean: mean(calls), p99: quantile(calls, 0.99, buckets.tokenizerMs) })),
    },
    'frontend-round-trip': times(run, trips, buckets.roundTrip, 'always'),
    'frontend-plane-in-flight': { A: state(run.states('requestsAtWorkers', [], 'sum')) },
    'frontend-transport-errors': {
      A: lines({ TCP: rate(all(lost)), 'accept back-off': rate(all([])) }),
      B: { reason: 'The story has no messages of NATS.' },
    },
    'frontend-active-by-model': { A: state(run.states('activeRequests', ['model'], 'sum')) },
    'frontend-endpoints': {
      A: rate(run.observed(offered(run), ['endpoint', 'request_type'], ['model', 'endpoint', 'request_type'])),
    },
    'frontend-clients-gone': { A: gone, B: cancellations },
    'frontend-models': models(run),
    'frontend-too-long-to-migrate': {
      A: optional(rate(run.observed(lost, moved, moved))),
      B: { reason: 'No limit of length is set for migrations in the story.' },
    },
    'frontend-lora-requests': { A: optional(state(run.states('adapterRequests', ['lora'], 'sum'))) },
    'frontend-lora-arrivals': { A: optional(state(run.states('adapterArrivals', ['lora'], 'sum'))) },
  };
}

const ones = (all: readonly Observation[]): Observation[] => all.map((each) => ({ ...each, value: 1 }));

function models(run: SimulatedRun): PanelTruth {
  const of = (name: string): Truth => state(run.states(name, ['model'], 'max'));
  return {
    A: of('readyModels'),
    B: of('modelContext'),
    C: of('modelBlocks'),
    D: of('modelBlockSize'),
    E: of('modelSequences'),
    F: of('modelBatchedTokens'),
    G: { reason: 'It is a setting of the model card, and no model in the story has one.' },
  };
}
