/** A TensorRT-LLM engine, and what Dynamo adds to it (dynamo-facts.md a.18). */
import { trtllmEngine } from '../label-sets.ts';
import { counter, gauge, histogram } from '../metric.ts';

const family = { process: 'worker', group: 'trtllm-additional', flag: '--publish-events-and-metrics' } as const;

export const timeToFirstToken = histogram('trtllm_time_to_first_token_seconds', trtllmEngine, {
  ...family,
  unit: 'seconds',
  group: 'trtllm',
  meaning: 'Time from the engine receiving a request to its first token.',
  appears: 'first-event',
});

export const timePerOutputToken = histogram('trtllm_time_per_output_token_seconds', trtllmEngine, {
  ...family,
  unit: 'seconds',
  group: 'trtllm',
  meaning: 'Mean time of one output token of a request.',
  appears: 'first-event',
  traps: ['One average a request, not a latency of tokens.'],
});

export const requestDuration = histogram('trtllm_e2e_request_latency_seconds', trtllmEngine, {
  ...family,
  unit: 'seconds',
  group: 'trtllm',
  meaning: 'Time from the engine receiving a request to its end.',
  appears: 'first-event',
});

export const queueTime = histogram('trtllm_request_queue_time_seconds', trtllmEngine, {
  ...family,
  unit: 'seconds',
  group: 'trtllm',
  meaning: 'Time that a request waited to be scheduled.',
  appears: 'first-event',
});

export const successes = counter('trtllm_request_success_total', [...trtllmEngine, 'finished_reason'], {
  ...family,
  unit: 'requests',
  group: 'trtllm',
  meaning: 'Requests that ended, by reason.',
  appears: 'first-event',
});

export const kvCacheUtilization = gauge('trtllm_kv_cache_utilization', trtllmEngine, {
  ...family,
  unit: 'ratio',
  group: 'trtllm',
  meaning: 'Share of the KV blocks in use.',
});

export const kvCacheHitRate = gauge('trtllm_kv_cache_hit_rate', trtllmEngine, {
  ...family,
  unit: 'ratio',
  group: 'trtllm',
  meaning: 'Share of KV blocks reused, as the engine reports it.',
  traps: ['Over the whole life of the engine: it hardly moves on an old one.'],
});

export const specDecodeAcceptanceLength = gauge('trtllm_spec_decode_acceptance_length', trtllmEngine, {
  ...family,
  unit: 'tokens',
  group: 'trtllm',
  meaning: 'Tokens accepted for one draft, on average.',
  flag: 'Speculative decoding',
});

export const abortedRequests = counter('trtllm_num_aborted_requests_total', [...trtllmEngine, 'disaggregation_mode'], {
  ...family,
  unit: 'requests',
  meaning: 'Requests aborted.',
  appears: 'first-event',
  note: 'not seen 1.6.1 (real TRT-LLM only)',
});

export const imageRequests = counter('trtllm_request_type_image_total', [...trtllmEngine, 'disaggregation_mode'], {
  ...family,
  unit: 'requests',
  meaning: 'Requests with images.',
  appears: 'first-event',
  note: 'not seen 1.6.1 (real TRT-LLM only)',
});

export const structuredOutputRequests = counter(
  'trtllm_request_type_structured_output_total',
  [...trtllmEngine, 'disaggregation_mode'],
  {
    ...family,
    unit: 'requests',
    meaning: 'Requests for structured output.',
    appears: 'first-event',
    note: 'not seen 1.6.1 (real TRT-LLM only)',
  }
);

export const kvTransfers = counter('trtllm_kv_transfer_success_total', [...trtllmEngine, 'disaggregation_mode'], {
  ...family,
  unit: 'count',
  meaning: 'KV transfers that succeeded.',
  appears: 'first-event',
  note: 'not seen 1.6.1 (real TRT-LLM only)',
});

export const kvTransferDuration = histogram(
  'trtllm_kv_transfer_latency_seconds',
  [...trtllmEngine, 'disaggregation_mode'],
  {
    ...family,
    unit: 'seconds',
    meaning: 'Time of one KV transfer.',
    appears: 'first-event',
    note: 'not seen 1.6.1 (real TRT-LLM only)',
  }
);

export const kvTransferBytes = histogram('trtllm_kv_transfer_bytes', [...trtllmEngine, 'disaggregation_mode'], {
  ...family,
  unit: 'bytes',
  meaning: 'Size of one KV transfer.',
  appears: 'first-event',
  note: 'not seen 1.6.1 (real TRT-LLM only)',
});

export const kvTransferSpeed = histogram('trtllm_kv_transfer_speed_gb_s', [...trtllmEngine, 'disaggregation_mode'], {
  ...family,
  unit: 'gigabytes-per-second',
  meaning: 'Speed of one KV transfer.',
  appears: 'first-event',
  note: 'not seen 1.6.1 (real TRT-LLM only)',
});

export const kvEventGaps = counter('trtllm_kv_event_id_gap_events_total', [...trtllmEngine, 'disaggregation_mode'], {
  ...family,
  unit: 'events',
  meaning: 'KV events lost, seen as gaps in their ids.',
  appears: 'first-event',
  note: 'not seen 1.6.1 (real TRT-LLM only)',
});

export const kvEventBufferCapacity = gauge(
  'trtllm_kv_event_buffer_capacity',
  [...trtllmEngine, 'disaggregation_mode'],
  {
    ...family,
    unit: 'events',
    meaning: 'KV events that the buffer of the engine can hold.',
    appears: 'first-event',
    note: 'not seen 1.6.1 (real TRT-LLM only)',
  }
);

export const kvEventDrainBatchSize = histogram(
  'trtllm_kv_event_drain_batch_size',
  [...trtllmEngine, 'disaggregation_mode'],
  {
    ...family,
    unit: 'events',
    meaning: 'KV events taken from the buffer at once.',
    appears: 'first-event',
    note: 'not seen 1.6.1 (real TRT-LLM only)',
  }
);
