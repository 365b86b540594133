/** Shadow engines that take over when the active one fails (dynamo-facts.md a.16). */
import { counter, gauge } from './metric.ts';

const engine = ['engine_id', 'model', 'dynamo_component'] as const;

const family = {
  process: 'worker',
  group: 'failover',
  note: 'not seen 1.6.1 (needs GMS failover)',
  flag: 'GMS failover',
  since: '1.4',
} as const;

export const state = gauge('dynamo_component_engine_failover_state', [...engine, 'state'], {
  ...family,
  unit: 'one-hot',
  meaning: '1 on the state of the engine: init, standby, waking or active.',
});

export const stateEntered = gauge('dynamo_component_engine_failover_state_entered_timestamp_seconds', engine, {
  ...family,
  unit: 'unix-seconds',
  meaning: 'When the engine entered its state.',
});

export const lastStateDuration = gauge(
  'dynamo_component_engine_failover_last_state_duration_seconds',
  [...engine, 'state'],
  {
    ...family,
    unit: 'seconds',
    meaning: 'How long the engine last stayed in the state; for waking it is the time of the switch.',
    appears: 'first-event',
  }
);

export const transitions = counter(
  'dynamo_component_engine_failover_transitions_total',
  [...engine, 'from_state', 'to_state'],
  { ...family, unit: 'count', meaning: 'Changes of state.', appears: 'first-event' }
);

export const switchAttempts = counter('dynamo_component_engine_failover_switch_attempts_total', engine, {
  ...family,
  unit: 'count',
  meaning: 'Takeovers begun.',
  traps: ['Kept over restarts. Failures are the difference to switch_success_total.'],
});

export const switchSuccesses = counter('dynamo_component_engine_failover_switch_success_total', engine, {
  ...family,
  unit: 'count',
  meaning: 'Takeovers that succeeded.',
  traps: ['Kept over restarts.'],
});
