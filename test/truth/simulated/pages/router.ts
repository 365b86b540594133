import { endOf, firstTokenOf, ofPrompts, ofRouters, routedShare, routedTokens } from '../attempt-happenings.ts';
import { buckets } from '../buckets.ts';
import { cachedTokens, promptTokens } from '../cache-happenings.ts';
import type { Observation } from '../observations.ts';
import { eventsHeard, routerAsked, routerRefused } from '../router-happenings.ts';
import type { SimulatedRun } from '../simulated-run.ts';
import {
  across,
  bands,
  complement,
  distribution,
  lines,
  mean,
  minus,
  rate,
  ratio,
  share,
  state,
  stateOver,
  upTo,
  type PanelTruth,
  type Untold,
} from '../truth.ts';
import { routerUntold } from './router-untold.ts';

const hourBefore: Untold = { reason: 'It compares with an hour before, and the run is shorter.' };
/** Labels of the router's series that count by model. */
const byModel = ['model', 'phase'];
const rank = ['worker_id', 'dp_rank', 'worker_type'];

/** Of the router's choices of a worker that computes the prompt. */
const promptShare = (run: SimulatedRun, part: 'selected' | 'best', whole: 'best' | 'prompt') =>
  share(run.observed(ofPrompts(routedShare(run, part, whole)), [], byModel));

/** Of prompts that were answered: tokens that a cache spared. */
const hitRate = (run: SimulatedRun, by: readonly string[]) =>
  ratio(mean(run.observed(cachedTokens(run), by, ['model'])), mean(run.observed(promptTokens(run), by, ['model'])));

const overlaps = (run: SimulatedRun): Observation[] =>
  ofRouters(run, ({ sent, predictedBlocks, promptTokens: tokens }, { deployment: { blockSize } }) => ({
    at: sent,
    value: Math.min(1, predictedBlocks / Math.max(1, Math.ceil(tokens / blockSize))),
  }));

const passedOver = (run: SimulatedRun): Observation[] =>
  ofPrompts(
    ofRouters(run, ({ sent, bestBlocks, predictedBlocks }) =>
      bestBlocks > predictedBlocks
        ? { at: sent, value: bestBlocks - predictedBlocks, labels: { worker_type: 'prefill' } }
        : []
    )
  );

/** Seconds from the router being asked to the first token of each step. */
const waits = (run: SimulatedRun): Observation[] =>
  ofRouters(run, (attempt, _worker, request) => {
    const at = firstTokenOf(attempt, request);
    const first = attempt.number === 0 && attempt.phase !== 'decode';
    return { at, value: (at ?? NaN) - (first ? (request.queueStart ?? attempt.sent) : attempt.sent) };
  });

const counted = (all: readonly Observation[]): Observation[] => all.map((each) => ({ ...each, value: 1 }));

const choices = (run: SimulatedRun): { readonly [panel: string]: PanelTruth } => ({
  'router-hit-rate-now': { A: hitRate(run, []), B: hourBefore },
  'router-prediction-error': { A: minus(promptShare(run, 'selected', 'prompt'), hitRate(run, [])), B: hourBefore },
  'router-cache-given-up': { A: complement(promptShare(run, 'selected', 'best')), B: hourBefore },
  'cache-hit-rate': {
    A: lines({
      observed: hitRate(run, []),
      predicted: promptShare(run, 'selected', 'prompt'),
      best: promptShare(run, 'best', 'prompt'),
    }),
  },
  'hit-rate-by-model': { A: hitRate(run, ['model']) },
  'router-prefix-tokens': {
    A: rate(run.observed(ofPrompts(routedTokens(run, 'best')), ['phase'], byModel)),
    B: rate(run.observed(ofPrompts(routedTokens(run, 'selected')), ['phase'], byModel)),
    C: rate(
      run.observed(
        ofPrompts(ofRouters(run, (attempt) => ({ at: endOf(attempt), value: attempt.cachedDeviceTokens }))),
        ['phase'],
        byModel
      )
    ),
  },
  'router-overlap': {
    A: lines({
      'by request': mean(run.observed(overlaps(run), [], 'always')),
      'by token': promptShare(run, 'selected', 'prompt'),
    }),
  },
  'predicted-hit-rate': { A: upTo(run.observed(overlaps(run), [], 'always')) },
  'router-passed-over': {
    A: rate(run.observed(counted(passedOver(run)), ['worker_type'], 'always')),
    B: rate(run.observed(counted(routedTokens(run, 'prompt')), [], 'always')),
  },
  'router-blocks-lost': { A: upTo(run.observed(passedOver(run), [], 'always')) },
});

const queues = (run: SimulatedRun): { readonly [panel: string]: PanelTruth } => {
  const skew = (name: string) => {
    const each = stateOver(run.states(name, rank, 'max'));
    return ratio(across(each, ['worker_type'], 'max'), across(each, ['worker_type'], 'median'));
  };
  return {
    'router-waiting-now': { A: state(run.states('queuedRequests', [], 'sum')), B: hourBefore },
    'router-queue': { A: state(run.states('queuedRequests', ['model', 'worker_type'], 'sum')) },
    'router-waiting-tokens': { A: lines({ 'prompt tokens': state(run.states('queuedTokens', [], 'sum')) }) },
    'router-admission': {
      A: rate(run.observed(routerAsked(run), [], 'always')),
      // Nobody sets a time by which an answer must be there.
      B: rate(run.observed([], ['reason'], 'always')),
      C: rate(run.observed(routerRefused(run), ['reason'], 'always')),
    },
    'router-started-finished': {
      A: lines({
        admitted: rate(run.observed(counted(routedTokens(run, 'prompt')), [], 'always')),
        finished: rate(
          run.observed(
            ofRouters(run, (attempt) => ({ at: endOf(attempt), value: 1 })),
            [],
            'always'
          )
        ),
      }),
    },
    'router-skew': { A: lines({ 'decode blocks': skew('decodeBlocks'), 'prefill tokens': skew('prefillTokens') }) },
    'router-decode-load': { A: state(run.states('decodeBlocks', rank, 'max')) },
    'router-prefill-load': { A: state(run.states('prefillTokens', rank, 'max')) },
    'router-without-event-source': { A: state(run.states('withoutEvents', ['model', 'worker_type'], 'max')) },
    'router-workers': {
      A: state(run.states('decodeBlocks', rank, 'max')),
      B: state(run.states('prefillTokens', rank, 'max')),
      C: state(run.states('lastFirstToken', rank, 'max')),
      D: state(run.states('lastPrompt', rank, 'max')),
      E: state(run.states('lastGap', rank, 'max')),
    },
    'workers-over-time': { A: state(run.states('registered', ['worker_type'], 'distinct')) },
  };
};

/** The page Router: by panel, and by query. */
export const routerTruths = (run: SimulatedRun): { readonly [panel: string]: PanelTruth } => ({
  ...routerUntold,
  ...choices(run),
  ...queues(run),
  'router-ttft': {
    A: distribution(run.observed(waits(run), [], 'always'), buckets.timeToFirstToken),
    B: bands(run.observed(waits(run), [], 'always'), buckets.timeToFirstToken),
  },
  'router-lengths': {
    A: mean(run.observed(routedTokens(run, 'prompt'), byModel, byModel)),
    B: mean(
      run.observed(
        ofRouters(run, (attempt) => ({
          at: endOf(attempt),
          value: attempt.phase === 'prefill' ? 1 : attempt.generated,
        })),
        [],
        'always'
      )
    ),
  },
  'router-event-batches': { A: rate(run.observed(eventsHeard(run), [], 'always')) },
});
