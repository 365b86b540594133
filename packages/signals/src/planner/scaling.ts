/** What the planner sees, predicts and decides (dynamo-facts.md a.14). Set once a tick. */
import { gauge } from '../metric.ts';

const family = { process: 'planner', group: 'planner', note: 'seen 1.6.1' } as const;
const decimalWorkerId = 'worker_id is decimal.';

export const prefillReplicas = gauge('dynamo_planner_num_prefill_replicas', [], {
  ...family,
  unit: 'replicas',
  meaning: 'Prefill workers there are.',
});

export const decodeReplicas = gauge('dynamo_planner_num_decode_replicas', [], {
  ...family,
  unit: 'replicas',
  meaning: 'Decode workers there are.',
});

export const predictedPrefillReplicas = gauge('dynamo_planner_predicted_num_prefill_replicas', [], {
  ...family,
  unit: 'replicas',
  meaning: 'Prefill workers the planner decided on.',
});

export const predictedDecodeReplicas = gauge('dynamo_planner_predicted_num_decode_replicas', [], {
  ...family,
  unit: 'replicas',
  meaning: 'Decode workers the planner decided on.',
});

export const observedTtft = gauge('dynamo_planner_observed_ttft_ms', [], {
  ...family,
  unit: 'milliseconds',
  meaning: 'Mean time to first token that the planner measured.',
  traps: ['An average; percentiles are at the frontend.'],
});

export const observedItl = gauge('dynamo_planner_observed_itl_ms', [], {
  ...family,
  unit: 'milliseconds',
  meaning: 'Mean inter-token latency that the planner measured.',
  traps: ['An average; percentiles are at the frontend.'],
});

export const targetTtft = gauge('dynamo_planner_sla_target_ttft_ms', [], {
  ...family,
  unit: 'milliseconds',
  meaning: 'Time to first token that the planner holds to.',
  since: '1.3',
});

export const targetItl = gauge('dynamo_planner_sla_target_itl_ms', [], {
  ...family,
  unit: 'milliseconds',
  meaning: 'Inter-token latency that the planner holds to.',
  since: '1.3',
});

export const estimatedTtft = gauge('dynamo_planner_estimated_ttft_ms', [], {
  ...family,
  unit: 'milliseconds',
  meaning: 'Time to first token that the model of the planner expects, of the slowest engine.',
});

export const estimatedItl = gauge('dynamo_planner_estimated_itl_ms', [], {
  ...family,
  unit: 'milliseconds',
  meaning: 'Inter-token latency that the model of the planner expects, of the slowest engine.',
});

export const observedRequestRate = gauge('dynamo_planner_observed_requests_per_second', [], {
  ...family,
  unit: 'requests-per-second',
  meaning: 'Requests a second that the planner measured.',
});

export const predictedRequestRate = gauge('dynamo_planner_predicted_requests_per_second', [], {
  ...family,
  unit: 'requests-per-second',
  meaning: 'Requests a second that the planner expects.',
});

export const prefillEngineCapacity = gauge('dynamo_planner_engine_prefill_capacity_requests_per_second', [], {
  ...family,
  unit: 'requests-per-second',
  meaning: 'Requests a second that one prefill engine can take within the targets.',
});

export const decodeEngineCapacity = gauge('dynamo_planner_engine_decode_capacity_requests_per_second', [], {
  ...family,
  unit: 'requests-per-second',
  meaning: 'Requests a second that one decode engine can take within the targets.',
});

export const observedRequestDuration = gauge('dynamo_planner_observed_request_duration_seconds', [], {
  ...family,
  unit: 'seconds',
  meaning: 'Mean time of a request that the planner measured.',
});

export const observedInputSequenceTokens = gauge('dynamo_planner_observed_input_sequence_tokens', [], {
  ...family,
  unit: 'tokens',
  meaning: 'Mean prompt length that the planner measured.',
});

export const observedOutputSequenceTokens = gauge('dynamo_planner_observed_output_sequence_tokens', [], {
  ...family,
  unit: 'tokens',
  meaning: 'Mean answer length that the planner measured.',
});

export const predictedInputSequenceTokens = gauge('dynamo_planner_predicted_input_sequence_tokens', [], {
  ...family,
  unit: 'tokens',
  meaning: 'Prompt length that the planner expects.',
});

export const predictedOutputSequenceTokens = gauge('dynamo_planner_predicted_output_sequence_tokens', [], {
  ...family,
  unit: 'tokens',
  meaning: 'Answer length that the planner expects.',
});

export const gpuHours = gauge('dynamo_planner_gpu_hours', [], {
  ...family,
  unit: 'hours',
  meaning: 'GPU hours used since the planner started.',
  traps: ['A gauge that only rises, and starts again with the planner.'],
});

export const loadScalingDecision = gauge(
  'dynamo_planner_load_scaling_decision',
  ['dynamo_planner_load_scaling_decision'],
  {
    ...family,
    unit: 'one-hot',
    meaning: '1 on the last decision of load-based scaling.',
    traps: ['The label of the state is named like the metric.'],
    note: 'seen 1.6.1; Python Enum exposed as gauge: one series per state; 1 on the current state (18 states)',
  }
);

export const throughputScalingDecision = gauge(
  'dynamo_planner_throughput_scaling_decision',
  ['dynamo_planner_throughput_scaling_decision'],
  {
    ...family,
    unit: 'one-hot',
    meaning: '1 on the last decision of throughput-based scaling.',
    traps: ['The label of the state is named like the metric.'],
    note: 'seen 1.6.1; Python Enum exposed as gauge: one series per state; 1 on the current state (14 states)',
  }
);

export const queuedPrefillTokens = gauge('dynamo_planner_engine_queued_prefill_tokens', ['worker_id', 'dp_rank'], {
  ...family,
  unit: 'tokens',
  meaning: 'Prompt tokens queued on the engine.',
  appears: 'first-event',
  traps: [decimalWorkerId],
  note: 'seen 1.6.1; worker_id is decimal here',
});

export const queuedDecodeKvTokens = gauge('dynamo_planner_engine_queued_decode_kv_tokens', ['worker_id', 'dp_rank'], {
  ...family,
  unit: 'tokens',
  meaning: 'KV tokens of decodes queued on the engine.',
  appears: 'first-event',
  traps: [decimalWorkerId],
  note: 'seen 1.6.1; worker_id is decimal here',
});

export const inflightDecodeKvTokens = gauge(
  'dynamo_planner_engine_inflight_decode_kv_tokens',
  ['worker_id', 'dp_rank'],
  {
    ...family,
    unit: 'tokens',
    meaning: 'KV tokens of decodes in progress on the engine.',
    appears: 'first-event',
    traps: [decimalWorkerId],
    note: 'seen 1.6.1; worker_id is decimal here',
  }
);

export const powerBudget = gauge('dynamo_planner_power_budget_total_watts', [], {
  ...family,
  unit: 'watts',
  meaning: 'Power that the deployment may draw.',
});

export const powerProjected = gauge('dynamo_planner_power_projected_watts', [], {
  ...family,
  unit: 'watts',
  meaning: 'Power that the decided replicas may draw.',
});

export const powerBudgetUtilization = gauge('dynamo_planner_power_budget_utilization', [], {
  ...family,
  unit: 'ratio',
  meaning: 'Projected power against the budget.',
  traps: ['Can be above 1.'],
});
