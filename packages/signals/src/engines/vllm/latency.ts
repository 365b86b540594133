/** Times inside a vLLM engine (dynamo-facts.md a.18). They leave out the frontend and the network. */
import { vllmEngine } from '../../label-sets.ts';
import { histogram } from '../../metric.ts';

const family = { process: 'worker', group: 'vllm' } as const;
const mockerLabels = 'The mocker gives it only the labels model_name and engine.';

export const timeToFirstToken = histogram('vllm:time_to_first_token_seconds', vllmEngine, {
  ...family,
  unit: 'seconds',
  group: 'mocker-native',
  meaning: 'Time from the engine receiving a request to its first token.',
  appears: 'first-event',
  traps: [mockerLabels],
  note: 'seen 1.6.1',
});

export const interTokenLatency = histogram('vllm:inter_token_latency_seconds', vllmEngine, {
  ...family,
  unit: 'seconds',
  group: 'mocker-native',
  meaning: 'Time between two tokens of a request.',
  appears: 'first-event',
  traps: [mockerLabels],
  note: 'seen 1.6.1',
});

export const requestDuration = histogram('vllm:e2e_request_latency_seconds', vllmEngine, {
  ...family,
  unit: 'seconds',
  group: 'mocker-native',
  meaning: 'Time from the engine receiving a request to its end.',
  appears: 'first-event',
  traps: ['The first bucket is 0.3 s.', mockerLabels],
  note: 'seen 1.6.1',
});

export const queueTime = histogram('vllm:request_queue_time_seconds', vllmEngine, {
  ...family,
  unit: 'seconds',
  meaning: 'Time that a request waited to be scheduled.',
});

export const inferenceTime = histogram('vllm:request_inference_time_seconds', vllmEngine, {
  ...family,
  unit: 'seconds',
  meaning: 'Time that a request was in the running batch.',
});

export const prefillTime = histogram('vllm:request_prefill_time_seconds', vllmEngine, {
  ...family,
  unit: 'seconds',
  meaning: 'Time that a request spent in prefill.',
});

export const decodeTime = histogram('vllm:request_decode_time_seconds', vllmEngine, {
  ...family,
  unit: 'seconds',
  meaning: 'Time that a request spent in decode.',
});

export const timePerOutputToken = histogram('vllm:request_time_per_output_token_seconds', vllmEngine, {
  ...family,
  unit: 'seconds',
  meaning: 'Mean time of one output token of a request.',
  traps: ['One average a request, unlike inter_token_latency_seconds.'],
});
