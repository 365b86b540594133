/** KV events that a worker publishes (dynamo-facts.md a.11). */
import { routerProcess } from '../label-sets.ts';
import { counter, gauge } from '../metric.ts';

const family = { process: 'worker', group: 'kv-publisher' } as const;
const overZmq = 'KV events over ZMQ.';

export const kvEngineDroppedEvents = counter(
  'dynamo_component_kv_publisher_engines_dropped_events_total',
  routerProcess,
  {
    ...family,
    unit: 'events',
    meaning: 'Events of the engine that never arrived, seen as gaps in their ids.',
    traps: ['Usable since 1.2.'],
    note: 'seen 1.6.1',
  }
);

export const kvZmqEvents = counter(
  'dynamo_component_kv_publisher_zmq_events_total',
  [...routerProcess, 'stage', 'event_type'],
  {
    ...family,
    unit: 'events',
    meaning: 'Events taken from the engine over ZMQ, received and accepted.',
    flag: overZmq,
    note: 'seen 1.6.1',
  }
);

export const kvZmqFilteredEvents = counter(
  'dynamo_component_kv_publisher_zmq_filtered_events_total',
  [...routerProcess, 'event_type', 'reason'],
  {
    ...family,
    unit: 'events',
    meaning: 'Events left out on purpose, by reason.',
    appears: 'first-event',
    flag: overZmq,
    note: 'not seen 1.6.1',
  }
);

export const kvZmqConversionIssues = counter(
  'dynamo_component_kv_publisher_zmq_conversion_issues_total',
  [...routerProcess, 'event_type', 'reason'],
  {
    ...family,
    unit: 'events',
    meaning: 'Events that could not be converted.',
    appears: 'first-event',
    flag: overZmq,
    note: 'not seen 1.6.1',
  }
);

export const kvZmqSuspiciousEvents = counter(
  'dynamo_component_kv_publisher_zmq_suspicious_events_total',
  [...routerProcess, 'event_type', 'reason'],
  {
    ...family,
    unit: 'events',
    meaning: 'Events that look wrong, such as a store without blocks.',
    appears: 'first-event',
    flag: overZmq,
    note: 'not seen 1.6.1',
  }
);

export const kvStateAgentSlots = gauge('dynamo_component_kv_state_agent_slots', [...routerProcess, 'state'], {
  ...family,
  unit: 'count',
  meaning: 'Slots of the KV state agent, by state.',
  appears: 'first-event',
  flag: 'KV state agent',
  note: 'not seen 1.6.1 (needs the kv_state_agent)',
});

export const kvStateAgentCapacityRejected = counter(
  'dynamo_component_kv_state_agent_capacity_rejected_total',
  routerProcess,
  {
    ...family,
    unit: 'count',
    meaning: 'Requests for a slot that found none.',
    appears: 'first-event',
    flag: 'KV state agent',
    note: 'not seen 1.6.1 (needs the kv_state_agent)',
  }
);
