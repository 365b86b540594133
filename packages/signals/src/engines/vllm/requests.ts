/** Requests inside a vLLM engine (dynamo-facts.md a.18). `engine` is the data-parallel rank. */
import { vllmEngine } from '../../label-sets.ts';
import { counter, gauge, histogram } from '../../metric.ts';

const family = { process: 'worker', group: 'vllm' } as const;
const mockerLabels = 'The mocker gives it only the labels model_name and engine.';

export const running = gauge('vllm:num_requests_running', vllmEngine, {
  ...family,
  unit: 'requests',
  group: 'mocker-native',
  meaning: 'Requests in the running batch.',
  appears: 'first-event',
  traps: [mockerLabels],
  note: 'seen 1.6.1',
});

export const waiting = gauge('vllm:num_requests_waiting', vllmEngine, {
  ...family,
  unit: 'requests',
  group: 'mocker-native',
  meaning: 'Requests that wait to be scheduled.',
  appears: 'first-event',
  traps: [mockerLabels],
  note: 'seen 1.6.1',
});

export const preemptions = counter('vllm:num_preemptions_total', vllmEngine, {
  ...family,
  unit: 'requests',
  group: 'mocker-native',
  meaning: 'Requests thrown out of the batch because KV blocks ran out.',
  appears: 'first-event',
  traps: [mockerLabels],
  note: 'seen 1.6.1',
});

export const successes = counter('vllm:request_success_total', [...vllmEngine, 'finished_reason'], {
  ...family,
  unit: 'requests',
  meaning: 'Requests that ended, by reason.',
  traps: ['finished_reason="abort" counts too, although the name says success.'],
});

export const paramsN = histogram('vllm:request_params_n', vllmEngine, {
  ...family,
  unit: 'count',
  meaning: 'Answers that one request asked for (parameter n).',
});

export const paramsMaxTokens = histogram('vllm:request_params_max_tokens', vllmEngine, {
  ...family,
  unit: 'tokens',
  meaning: 'Answer length that one request allowed (parameter max_tokens).',
});

export const sleepState = gauge('vllm:engine_sleep_state', [...vllmEngine, 'sleep_state'], {
  ...family,
  unit: 'one-hot',
  meaning: '1 on the sleep state of the engine.',
});

export const estimatedFlops = counter('vllm:estimated_flops_per_gpu_total', vllmEngine, {
  ...family,
  unit: 'count',
  meaning: 'Floating-point operations that one GPU should have done, by estimate.',
  flag: '--enable-mfu-metrics',
  traps: ['An estimate from shapes, not a measurement.'],
});
