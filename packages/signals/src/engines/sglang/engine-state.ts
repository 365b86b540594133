/** What an SGLang engine does beside requests: KV transfer, speculation, LoRA, batching (dynamo-facts.md a.18). */
import { sglangScheduler } from '../../label-sets.ts';
import { gauge } from '../../metric.ts';

const family = { process: 'worker', group: 'sglang' } as const;
const oneTransfer = 'One transfer, not an average.';
const disaggregated = 'Disaggregated serving.';
const withMetrics = '--enable-metrics';
const withLora = '--enable-lora';

export const kvTransferSpeed = gauge('sglang:kv_transfer_speed_gb_s', sglangScheduler, {
  ...family,
  unit: 'gigabytes-per-second',
  meaning: 'Speed of the last KV transfer.',
  flag: disaggregated,
  traps: [oneTransfer],
});

export const kvTransferLatency = gauge('sglang:kv_transfer_latency_ms', sglangScheduler, {
  ...family,
  unit: 'milliseconds',
  meaning: 'Time of the last KV transfer.',
  flag: disaggregated,
  traps: [oneTransfer],
});

export const kvTransferBootstrap = gauge('sglang:kv_transfer_bootstrap_ms', sglangScheduler, {
  ...family,
  unit: 'milliseconds',
  meaning: 'Time to set the last KV transfer up.',
  flag: disaggregated,
  traps: [oneTransfer],
});

export const kvTransferAlloc = gauge('sglang:kv_transfer_alloc_ms', sglangScheduler, {
  ...family,
  unit: 'milliseconds',
  meaning: 'Time that the last KV transfer waited for memory.',
  flag: disaggregated,
  traps: [oneTransfer],
});

export const kvTransferSize = gauge('sglang:kv_transfer_total_mb', sglangScheduler, {
  ...family,
  unit: 'count',
  meaning: 'Size of the last KV transfer, in megabytes.',
  flag: disaggregated,
  traps: ['Megabytes; a gauge of one transfer, although it is named total.'],
});

export const specAcceptLength = gauge('sglang:spec_accept_length', sglangScheduler, {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens accepted for one draft, on average.',
  flag: 'Speculative decoding',
});

export const specAcceptRate = gauge('sglang:spec_accept_rate', sglangScheduler, {
  ...family,
  unit: 'ratio',
  meaning: 'Share of draft tokens accepted.',
  flag: 'Speculative decoding',
});

export const utilization = gauge('sglang:utilization', sglangScheduler, {
  ...family,
  unit: 'ratio',
  meaning: 'How busy the scheduler is, as the engine computes it.',
  flag: withMetrics,
});

export const newTokenRatio = gauge('sglang:new_token_ratio', sglangScheduler, {
  ...family,
  unit: 'ratio',
  meaning: 'Share of the answer length that the scheduler reserves memory for.',
  flag: withMetrics,
  traps: ['A ratio: never sum it over workers.'],
});

export const cudaGraph = gauge('sglang:is_cuda_graph', sglangScheduler, {
  ...family,
  unit: 'bool',
  meaning: '1 while batches run as CUDA graphs.',
  flag: withMetrics,
});

export const loraPoolUtilization = gauge('sglang:lora_pool_utilization', sglangScheduler, {
  ...family,
  unit: 'ratio',
  meaning: 'Share of the LoRA slots in use.',
  flag: withLora,
});

export const loraPoolSlotsUsed = gauge('sglang:lora_pool_slots_used', sglangScheduler, {
  ...family,
  unit: 'count',
  meaning: 'LoRA slots in use.',
  flag: withLora,
});

export const loraPoolSlotsTotal = gauge('sglang:lora_pool_slots_total', sglangScheduler, {
  ...family,
  unit: 'count',
  meaning: 'LoRA slots there are.',
  flag: withLora,
  traps: ['A gauge despite its name.'],
});
