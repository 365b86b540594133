/** NIXL, which moves KV between workers (dynamo-facts.md a.19). Its agent has a port of its own (19090). */
import { counter, gauge, histogram } from './metric.ts';

const agent = ['hostname', 'agent_name'] as const;

const family = {
  process: 'worker',
  group: 'nixl',
  flag: 'NIXL_TELEMETRY_ENABLE=y NIXL_TELEMETRY_EXPORTER=prometheus',
} as const;
const oneTransfer = 'One transfer, not an average.';

export const txBytes = counter('agent_tx_bytes_total', agent, { ...family, unit: 'bytes', meaning: 'Bytes sent.' });

export const rxBytes = counter('agent_rx_bytes_total', agent, { ...family, unit: 'bytes', meaning: 'Bytes received.' });

export const txRequests = counter('agent_tx_requests_num_total', agent, {
  ...family,
  unit: 'requests',
  meaning: 'Transfers that sent.',
});

export const rxRequests = counter('agent_rx_requests_num_total', agent, {
  ...family,
  unit: 'requests',
  meaning: 'Transfers that received.',
});

export const memoryRegistered = counter('agent_memory_registered_total', agent, {
  ...family,
  unit: 'bytes',
  meaning: 'Bytes of memory registered for transfer.',
});

export const memoryDeregistered = counter('agent_memory_deregistered_total', agent, {
  ...family,
  unit: 'bytes',
  meaning: 'Bytes of memory released again.',
});

export const transferTime = counter('agent_xfer_time_total', agent, {
  ...family,
  unit: 'microseconds',
  meaning: 'Time spent in transfers, summed.',
});

export const postTime = counter('agent_xfer_post_time_total', agent, {
  ...family,
  unit: 'microseconds',
  meaning: 'Time spent handing transfers to the back-end, summed.',
});

export const errors = counter('agent_errors_total', [...agent, 'status'], {
  ...family,
  unit: 'count',
  meaning: 'Errors, by status.',
  appears: 'first-event',
});

export const telemetryEventsDropped = counter('agent_telemetry_events_dropped_total', agent, {
  ...family,
  unit: 'events',
  meaning: 'Events of the telemetry itself that were dropped.',
});

export const txLastBytes = gauge('agent_tx_last_bytes', agent, {
  ...family,
  unit: 'bytes',
  meaning: 'Bytes of the last transfer that sent.',
  traps: [oneTransfer],
});

export const rxLastBytes = gauge('agent_rx_last_bytes', agent, {
  ...family,
  unit: 'bytes',
  meaning: 'Bytes of the last transfer that received.',
  traps: [oneTransfer],
});

export const lastTransferTime = gauge('agent_xfer_time', agent, {
  ...family,
  unit: 'microseconds',
  meaning: 'Time of the last transfer.',
  traps: [oneTransfer],
});

export const lastPostTime = gauge('agent_xfer_post_time', agent, {
  ...family,
  unit: 'microseconds',
  meaning: 'Time that the last transfer took to be handed over.',
  traps: [oneTransfer],
});

export const transferDuration = histogram('agent_xfer_time_us', agent, {
  ...family,
  unit: 'microseconds',
  meaning: 'Time of one transfer.',
  traps: ['In microseconds.'],
});

export const postDuration = histogram('agent_xfer_post_time_us', agent, {
  ...family,
  unit: 'microseconds',
  meaning: 'Time to hand one transfer to the back-end.',
  traps: ['In microseconds.'],
});
