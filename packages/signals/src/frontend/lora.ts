/** The LoRA allocation controller (dynamo-facts.md a.4). */
import { gauge } from '../metric.ts';

const family = {
  process: 'frontend',
  group: 'frontend-lora',
  note: 'not seen 1.6.1 (needs LoRA)',
  appears: 'first-event',
  flag: 'Serve LoRA adapters',
  since: '1.3',
} as const;

export const loraReplicaFactor = gauge('dynamo_frontend_lora_replica_factor', ['endpoint', 'lora'], {
  ...family,
  unit: 'replicas',
  meaning: 'Replicas that the controller wants of the adapter.',
});

export const loraIsActive = gauge('dynamo_frontend_lora_is_active', ['endpoint', 'lora'], {
  ...family,
  unit: 'bool',
  meaning: '1 while the adapter is active.',
});

export const loraRawArrivalCount = gauge('dynamo_frontend_lora_raw_arrival_count', ['endpoint', 'lora'], {
  ...family,
  unit: 'requests',
  meaning: 'Requests for the adapter in the last controller window.',
});

export const loraEstimatedLoad = gauge('dynamo_frontend_lora_estimated_load', ['endpoint', 'lora'], {
  ...family,
  unit: 'count',
  meaning: 'Load of the adapter as the controller estimates it.',
});

export const loraActiveRequests = gauge('dynamo_frontend_lora_active_requests', ['endpoint', 'lora'], {
  ...family,
  unit: 'requests',
  meaning: 'Requests of the adapter in progress.',
});

export const loraChurnLoads = gauge('dynamo_frontend_lora_churn_loads_total', ['endpoint'], {
  ...family,
  unit: 'count',
  meaning: 'Adapters loaded in the last tick of the controller.',
  traps: ['A gauge despite its name: it is a number per tick and must not be rated.'],
});

export const loraChurnUnloads = gauge('dynamo_frontend_lora_churn_unloads_total', ['endpoint'], {
  ...family,
  unit: 'count',
  meaning: 'Adapters unloaded in the last tick of the controller.',
  traps: ['A gauge despite its name: it is a number per tick and must not be rated.'],
});

export const loraOverflow = gauge('dynamo_frontend_lora_overflow_count', ['endpoint'], {
  ...family,
  unit: 'count',
  meaning: 'Adapter replicas that found no place.',
});
