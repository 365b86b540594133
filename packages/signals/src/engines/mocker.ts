/** Families that only the mocker has when it plays TensorRT-LLM (dynamo-facts.md a.18). The real engine writes `trtllm_`, with an underscore. */
import { counter, gauge, histogram } from '../metric.ts';

const played = ['model_name', 'engine'] as const;

const family = {
  process: 'worker',
  group: 'mocker-native',
  note: 'seen 1.6.1',
  appears: 'first-event',
  flag: 'Mocker only',
} as const;

export const trtllmRunning = gauge('trtllm:num_requests_running', played, {
  ...family,
  unit: 'requests',
  meaning: 'Requests in the running batch.',
});

export const trtllmWaiting = gauge('trtllm:num_requests_waiting', played, {
  ...family,
  unit: 'requests',
  meaning: 'Requests that wait to be scheduled.',
});

export const trtllmKvCacheUsage = gauge('trtllm:kv_cache_usage_perc', played, {
  ...family,
  unit: 'ratio',
  meaning: 'Share of the KV blocks in use.',
  traps: ['From 0 to 1, although it is named perc.'],
});

export const trtllmGpuCacheUsage = gauge('trtllm:gpu_cache_usage_perc', played, {
  ...family,
  unit: 'ratio',
  meaning: 'The old name of kv_cache_usage_perc, with the same value.',
  deprecated: 'trtllm:kv_cache_usage_perc',
  traps: ['From 0 to 1, although it is named perc.'],
});

export const trtllmPreemptions = counter('trtllm:num_preemptions_total', played, {
  ...family,
  unit: 'requests',
  meaning: 'Requests thrown out of the batch because KV blocks ran out.',
});

export const trtllmTimeToFirstToken = histogram('trtllm:time_to_first_token_seconds', played, {
  ...family,
  unit: 'seconds',
  meaning: 'Time from the engine receiving a request to its first token.',
});

export const trtllmInterTokenLatency = histogram('trtllm:inter_token_latency_seconds', played, {
  ...family,
  unit: 'seconds',
  meaning: 'Time between two tokens of a request.',
});

export const trtllmRequestDuration = histogram('trtllm:e2e_request_latency_seconds', played, {
  ...family,
  unit: 'seconds',
  meaning: 'Time from the engine receiving a request to its end.',
});
