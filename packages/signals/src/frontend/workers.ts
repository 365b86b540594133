/** What the frontend knows of each worker (dynamo-facts.md a.4). worker_id is decimal here. */
import { gauge } from '../metric.ts';

const rank = ['worker_id', 'dp_rank', 'worker_type'] as const;

const family = { process: 'frontend', group: 'frontend-worker', note: 'seen 1.6.1', appears: 'first-event' } as const;

export const workerActiveDecodeBlocks = gauge('dynamo_frontend_worker_active_decode_blocks', rank, {
  ...family,
  unit: 'blocks',
  meaning: 'KV blocks that the router believes to be in use on the worker.',
  flag: '--router-mode kv',
  traps: [
    'An estimate: it can exceed the blocks that the worker has.',
    'Aggregated workers have worker_type="decode".',
  ],
});

export const workerActivePrefillTokens = gauge('dynamo_frontend_worker_active_prefill_tokens', rank, {
  ...family,
  unit: 'tokens',
  meaning: 'Prompt tokens that the router has sent to the worker and that are not prefilled yet.',
  flag: '--router-mode kv',
});

export const workerLastInputSequenceTokens = gauge('dynamo_frontend_worker_last_input_sequence_tokens', rank, {
  ...family,
  unit: 'tokens',
  meaning: 'Prompt tokens of the request that gave the last time to first token.',
  traps: ['One request, not an average.', 'In disaggregated serving only on prefill workers.'],
});

export const workerLastTimeToFirstToken = gauge('dynamo_frontend_worker_last_time_to_first_token_seconds', rank, {
  ...family,
  unit: 'seconds',
  meaning: 'Time to first token of the last request on the worker.',
  traps: ['One request, not an average.', 'A dead worker can reappear when a late request of it ends.'],
  note: 'seen 1.6.1; dp_rank none in round-robin; series of a dead worker_id can reappear when its late requests finish',
});

export const workerLastInterTokenLatency = gauge('dynamo_frontend_worker_last_inter_token_latency_seconds', rank, {
  ...family,
  unit: 'seconds',
  meaning: 'Last inter-token latency seen from the worker.',
  traps: ['One value, not an average.', 'In disaggregated serving only on decode workers.'],
});
