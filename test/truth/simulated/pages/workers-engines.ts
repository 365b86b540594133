import { firstAnswers } from '../attempt-happenings.ts';
import { answered, computed, cutOffs, ofEnded, perToken, reasonOf, tokensMade, waited } from '../engine-happenings.ts';
import type { Observation } from '../observations.ts';
import type { SimulatedRun } from '../simulated-run.ts';
import { tokenGaps } from '../token-happenings.ts';
import { lines, mean, rate, ratio, state, type PanelTruth } from '../truth.ts';

const once = (): number => 1;

/** How long engines took, and how requests ended on them. */
export function workerEngineTruths(run: SimulatedRun): { readonly [panel: string]: PanelTruth } {
  const perWorker = (all: readonly Observation[]) => run.observed(all, ['instance'], []);
  const all = (observations: readonly Observation[]) => run.observed(observations, [], []);
  const sum = (name: string) => state(run.states(name, [], 'sum'));
  const stage = (name: string, value: Parameters<typeof ofEnded>[3]) =>
    ofEnded(run, ['sglang'], 'with', value, () => ({ stage: name }));
  const inEngine: Parameters<typeof ofEnded>[3] = ({ received }, at) => at - received;
  const preemptions = [
    ...run.story.preemptions
      .filter(({ worker }) => worker.deployment.engine === 'vllm')
      .map(({ at, worker }) => ({
        at,
        value: 1,
        labels: { instance: worker.instance },
        source: run.worker(worker.index),
      })),
    ...ofEnded(run, ['sglang'], 'without', (attempt) => attempt.preemptions),
  ];
  const left = cutOffs(run).map((each) => ({ ...each, labels: { ...each.labels, error_type: 'publish_response' } }));
  return {
    'worker-ttft': { A: mean(perWorker(firstAnswers(run))) },
    'worker-itl': { A: mean(perWorker(tokenGaps(run))) },
    'engine-queue-time': {
      A: mean(
        perWorker([...ofEnded(run, ['vllm', 'sglang'], 'with', waited), ...ofEnded(run, ['trtllm'], 'without', waited)])
      ),
    },
    'engine-duration': {
      A: mean(
        perWorker([
          ...ofEnded(run, ['vllm'], 'with', inEngine),
          ...ofEnded(run, ['sglang', 'trtllm'], 'without', inEngine),
        ])
      ),
    },
    'worker-tpot': {
      A: mean(
        perWorker([...ofEnded(run, ['vllm'], 'with', perToken), ...ofEnded(run, ['trtllm'], 'without', perToken)])
      ),
    },
    'engine-phases': {
      A: lines({
        waiting: mean(all(ofEnded(run, ['vllm'], 'with', waited))),
        prefill: mean(all(ofEnded(run, ['vllm'], 'with', computed))),
        decode: mean(all(ofEnded(run, ['vllm'], 'with', answered))),
      }),
    },
    'engine-stages': {
      A: mean(
        run.observed(
          [
            ...stage('request_wait', waited),
            ...stage('prefill_forward', computed),
            ...stage('decode_forward', answered),
          ],
          ['stage'],
          ['stage']
        )
      ),
    },
    'worker-preemptions': { A: rate(run.observed(preemptions, ['instance'], 'always')) },
    'worker-errors': { A: rate(run.observed(left, ['instance', 'error_type'], ['error_type'])) },
    'worker-cancellations': { A: rate(run.observed(left, ['instance'], 'always')) },
    'worker-refusals': {
      // No worker of the story refuses what it is sent.
      A: lines({ full: rate(run.observed([], [], 'always')), stopped: rate(run.observed([], [], 'always')) }),
    },
    'engine-outcomes': {
      A: rate(run.observed(ofEnded(run, ['vllm'], 'with', once, reasonOf), ['finished_reason'], 'always')),
      B: rate(
        run.observed(ofEnded(run, ['trtllm'], 'without', once, reasonOf), ['finished_reason'], ['finished_reason'])
      ),
      C: lines({
        'TensorRT-LLM aborted': rate(all(cutOffs(run).filter(({ labels }) => labels['engine'] === 'trtllm'))),
      }),
      D: lines({ 'SGLang ended': rate(all(ofEnded(run, ['sglang'], 'without', once))) }),
    },
    'asked-for': {
      A: lines({
        'tokens generated': mean(all(ofEnded(run, ['vllm'], 'with', tokensMade))),
        'prompt tokens': mean(all(ofEnded(run, ['vllm'], 'with', ({ promptTokens }) => promptTokens))),
        answers: mean(all(ofEnded(run, ['vllm'], 'with', once))),
      }),
    },
    'sglang-scheduler': {
      A: lines({ utilisation: state(run.states('filled', [], 'median')) }),
      B: { reason: 'The story has no CUDA graphs.' },
    },
    'held-back': { A: lines({ retracted: sum('putBack') }) },
    'sglang-lora-slots': {
      A: lines({
        'all workers': ratio(sum('adaptersUsed'), sum('adapterSlots')),
        'fullest worker': state(run.states('fullestAdapters', [], 'max')),
      }),
    },
    'trtllm-event-buffer': {
      A: rate(
        run.observed(
          run.story.kvEvents
            .filter(({ worker }) => worker.deployment.engine === 'trtllm')
            .map(({ at, worker }) => ({
              at,
              value: 1,
              labels: { instance: worker.instance },
              source: run.worker(worker.index),
            })),
          ['instance'],
          []
        )
      ),
      B: { reason: 'The size of the buffer is a setting that the story does not have.' },
    },
  };
}
