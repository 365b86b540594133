/** Events that reach the router: KV events of workers and the load reports of other replicas (dynamo-facts.md a.8). */
import { routerProcess } from '../label-sets.ts';
import { counter, gauge } from '../metric.ts';

const family = { process: ['frontend', 'router'], group: 'router-ingress', note: 'seen 1.6.1' } as const;

export const kvZmqIngressSources = gauge(
  'dynamo_component_router_kv_zmq_ingress_sources',
  [...routerProcess, 'state'],
  { ...family, unit: 'count', meaning: 'ZMQ sources of KV events, by state.' }
);

export const kvZmqIngressBatches = counter('dynamo_component_router_kv_zmq_ingress_batches_total', routerProcess, {
  ...family,
  unit: 'count',
  meaning: 'Batches of KV events received over ZMQ.',
});

export const kvZmqIngressLifecycle = counter(
  'dynamo_component_router_kv_zmq_ingress_lifecycle_total',
  [...routerProcess, 'action'],
  { ...family, unit: 'events', meaning: 'Life events of ZMQ sources, by action.' }
);

export const activeSequenceZmqSources = gauge(
  'dynamo_component_router_active_sequence_zmq_ingress_sources',
  routerProcess,
  { ...family, unit: 'count', meaning: 'Router replicas whose active sequences are received over ZMQ.' }
);

export const activeSequenceZmqSequenceGaps = counter(
  'dynamo_component_router_active_sequence_zmq_ingress_sequence_gaps_total',
  routerProcess,
  { ...family, unit: 'count', meaning: 'Gaps in the numbering of received messages: something was lost.' }
);

export const activeSequenceZmqOutOfOrder = counter(
  'dynamo_component_router_active_sequence_zmq_ingress_out_of_order_total',
  routerProcess,
  { ...family, unit: 'count', meaning: 'Messages that came out of order.' }
);

export const activeSequenceZmqReconnects = counter(
  'dynamo_component_router_active_sequence_zmq_ingress_reconnects_total',
  routerProcess,
  { ...family, unit: 'count', meaning: 'Reconnections to a replica.' }
);

export const activeSequenceZmqReplacements = counter(
  'dynamo_component_router_active_sequence_zmq_ingress_replacements_total',
  routerProcess,
  { ...family, unit: 'count', meaning: 'Replicas that took the place of an earlier one.' }
);

export const activeSequenceZmqEnvelopeDecodeErrors = counter(
  'dynamo_component_router_active_sequence_zmq_ingress_envelope_decode_errors_total',
  routerProcess,
  { ...family, unit: 'count', meaning: 'Messages whose envelope could not be read.' }
);

export const activeSequenceZmqPayloadDecodeErrors = counter(
  'dynamo_component_router_active_sequence_zmq_ingress_payload_decode_errors_total',
  routerProcess,
  { ...family, unit: 'count', meaning: 'Messages whose content could not be read.' }
);

export const activeSequenceZmqIdentityErrors = counter(
  'dynamo_component_router_active_sequence_zmq_ingress_identity_errors_total',
  routerProcess,
  { ...family, unit: 'count', meaning: 'Messages from another sender than expected.' }
);

export const activeSequenceZmqForcedAborts = counter(
  'dynamo_component_router_active_sequence_zmq_ingress_forced_aborts_total',
  routerProcess,
  { ...family, unit: 'count', meaning: 'Receivers that had to be stopped by force.' }
);

export const activeSequenceZmqDroppedEvents = counter(
  'dynamo_component_router_active_sequence_zmq_ingress_dropped_events_total',
  routerProcess,
  {
    ...family,
    unit: 'events',
    meaning: 'Events dropped on arrival.',
    since: '1.6',
    note: 'seen 1.6.1; new vs 1.5.0 source',
  }
);

export const activeSequenceDrainBatches = counter(
  'dynamo_component_router_active_sequence_ingress_drain_batches_total',
  [...routerProcess, 'model', 'routing_group', 'worker_type'],
  {
    ...family,
    unit: 'count',
    meaning: 'Batches in which the queue of events was emptied.',
    since: '1.6',
    note: 'seen 1.6.1; new vs 1.5.0 source',
  }
);

export const activeSequenceEventsApplied = counter(
  'dynamo_component_router_active_sequence_ingress_events_applied_total',
  [...routerProcess, 'model', 'routing_group', 'worker_type'],
  {
    ...family,
    unit: 'events',
    meaning: 'Events of active sequences applied.',
    since: '1.6',
    note: 'seen 1.6.1; new vs 1.5.0 source',
  }
);

export const activeSequenceQueueDepth = gauge(
  'dynamo_component_router_active_sequence_ingress_queue_depth',
  [...routerProcess, 'model', 'routing_group', 'worker_type'],
  {
    ...family,
    unit: 'events',
    meaning: 'Events of active sequences that wait to be applied.',
    since: '1.6',
    note: 'seen 1.6.1; new vs 1.5.0 source',
  }
);
