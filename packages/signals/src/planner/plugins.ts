/** Plugins of the planner and its clock (dynamo-facts.md a.14). */
import { counter, gauge, histogram } from '../metric.ts';

const family = { process: 'planner', group: 'planner-plugin', note: 'seen 1.6.1' } as const;

export const pluginEvaluations = counter('dynamo_planner_plugin_evaluations_total', ['plugin_id', 'stage', 'result'], {
  ...family,
  unit: 'count',
  meaning: 'Calls of a plugin, by stage and result.',
  appears: 'first-event',
});

export const pluginLatency = histogram('dynamo_planner_plugin_latency_seconds', ['plugin_id', 'stage'], {
  ...family,
  unit: 'seconds',
  meaning: 'Time of one call of a plugin.',
  appears: 'first-event',
  traps: ['Calls that failed are left out.'],
});

export const pluginCircuitState = gauge('dynamo_planner_plugin_circuit_state', ['plugin_id'], {
  ...family,
  unit: 'code',
  meaning: 'Circuit breaker of the plugin: 0 closed, 0.5 half open, 1 open.',
  appears: 'first-event',
});

export const pluginHeldOver = counter('dynamo_planner_plugin_held_over_total', ['plugin_id', 'stage'], {
  ...family,
  unit: 'count',
  meaning: 'Times the last answer of a plugin was used again.',
  appears: 'first-event',
  note: '1.6.1: HELP/TYPE only; no series in captures',
});

export const pluginCacheAge = gauge('dynamo_planner_plugin_cache_age_seconds', ['plugin_id'], {
  ...family,
  unit: 'seconds',
  meaning: 'Age of the answer that is used again.',
  appears: 'first-event',
  note: '1.6.1: HELP/TYPE only; no series in captures',
});

export const pluginOverrideActive = gauge(
  'dynamo_planner_plugin_override_active',
  ['plugin_id', 'stage', 'override_type'],
  { ...family, unit: 'bool', meaning: '1 while the plugin overrides a decision.', appears: 'first-event' }
);

export const tickLag = gauge('dynamo_planner_tick_lag_seconds', ['plugin_id'], {
  ...family,
  unit: 'seconds',
  meaning: 'How late the tick of the plugin was.',
  appears: 'first-event',
});

export const reconcileClamped = counter('dynamo_planner_reconcile_clamped_total', ['sub_component_type', 'source'], {
  ...family,
  unit: 'count',
  meaning: 'Decisions moved to the floor or the ceiling of replicas.',
  appears: 'first-event',
  note: '1.6.1: HELP/TYPE only; no series in captures',
});

export const constrainCapped = counter('dynamo_planner_constrain_capped_total', ['sub_component_type', 'source'], {
  ...family,
  unit: 'count',
  meaning: 'Decisions capped by a constraint.',
  appears: 'first-event',
  note: '1.6.1: HELP/TYPE only; no series in captures',
});

export const rejectShortCircuited = counter('dynamo_planner_reject_short_circuited_total', ['plugin_id'], {
  ...family,
  unit: 'count',
  meaning: 'Ticks that a plugin ended by rejecting.',
  appears: 'first-event',
  note: '1.6.1: HELP/TYPE only; no series in captures',
});

export const tickSkipped = counter('dynamo_planner_tick_skipped_total', ['plugin_id'], {
  ...family,
  unit: 'count',
  meaning: 'Ticks that a plugin skipped.',
  appears: 'first-event',
  note: '1.6.1: HELP/TYPE only; no series in captures',
});

export const tickRequiresUnsatisfied = counter(
  'dynamo_planner_tick_requires_unsatisfied_total',
  ['plugin_id', 'missing_field'],
  {
    ...family,
    unit: 'count',
    meaning: 'Ticks without a field that the plugin needs.',
    appears: 'first-event',
    note: '1.6.1: HELP/TYPE only; no series in captures',
  }
);

export const tickDuration = histogram('dynamo_planner_tick_duration_seconds', [], {
  ...family,
  unit: 'seconds',
  meaning: 'Time of one tick of the planner.',
});

export const tickTimeouts = counter('dynamo_planner_tick_timeout_total', [], {
  ...family,
  unit: 'count',
  meaning: 'Ticks that took too long and were cut off.',
});
