/** The agent that sets power limits on GPUs (dynamo-facts.md a.17). */
import { counter, gauge } from './metric.ts';

const family = {
  process: 'power-agent',
  group: 'power-agent',
  note: 'not seen 1.6.1 (needs power agent)',
  flag: '--prometheus-port',
} as const;

export const appliedLimit = gauge('dynamo_power_agent_applied_limit_watts', ['gpu'], {
  ...family,
  unit: 'watts',
  meaning: 'Power limit that the agent set on the GPU.',
  appears: 'first-event',
});

export const multiPodGpu = counter('dynamo_power_agent_multi_pod_gpu_total', ['disposition'], {
  ...family,
  unit: 'count',
  meaning: 'GPUs found shared by several pods, by what was done.',
  appears: 'first-event',
});

export const applyFailures = counter('dynamo_power_agent_apply_failures_total', [], {
  ...family,
  unit: 'count',
  meaning: 'Limits that could not be set.',
});

export const safeDefaultApplied = counter('dynamo_power_agent_safe_default_applied_total', [], {
  ...family,
  unit: 'count',
  meaning: 'Times the agent fell back to the safe limit.',
});

export const k8sListFailures = counter('dynamo_power_agent_k8s_list_failures_total', [], {
  ...family,
  unit: 'count',
  meaning: 'Times the agent could not list pods.',
});

export const capClamped = counter('dynamo_power_agent_cap_clamped_total', ['direction'], {
  ...family,
  unit: 'count',
  meaning: 'Limits moved into what the GPU allows, by direction.',
  appears: 'first-event',
});
