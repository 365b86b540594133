/** One NATS server, as prometheus-nats-exporter shows it (metric-science.md E1). Totals are typed as gauges. */
import { gauge } from '../metric.ts';

const family = { process: 'nats', group: 'nats' } as const;
const totalAsGauge = 'A total typed as a gauge; its rate is meaningful and it starts again with the server.';
const withJetstream = 'JetStream.';

export const cpu = gauge('gnatsd_varz_cpu', ['server_id'], {
  ...family,
  unit: 'percent',
  meaning: 'CPU use of the server.',
  traps: ['Of one core: above 100 on several.'],
});

export const memory = gauge('gnatsd_varz_mem', ['server_id'], {
  ...family,
  unit: 'bytes',
  meaning: 'Memory of the server.',
});

export const connections = gauge('gnatsd_varz_connections', ['server_id'], {
  ...family,
  unit: 'count',
  meaning: 'Clients connected.',
});

export const subscriptions = gauge('gnatsd_varz_subscriptions', ['server_id'], {
  ...family,
  unit: 'count',
  meaning: 'Subscriptions.',
});

export const inMessages = gauge('gnatsd_varz_in_msgs', ['server_id'], {
  ...family,
  unit: 'events',
  meaning: 'Messages received since the start.',
  traps: [totalAsGauge],
});

export const outMessages = gauge('gnatsd_varz_out_msgs', ['server_id'], {
  ...family,
  unit: 'events',
  meaning: 'Messages sent since the start.',
  traps: [totalAsGauge],
});

export const inBytes = gauge('gnatsd_varz_in_bytes', ['server_id'], {
  ...family,
  unit: 'bytes',
  meaning: 'Bytes received since the start.',
  traps: [totalAsGauge],
});

export const outBytes = gauge('gnatsd_varz_out_bytes', ['server_id'], {
  ...family,
  unit: 'bytes',
  meaning: 'Bytes sent since the start.',
  traps: [totalAsGauge],
});

export const slowConsumers = gauge('gnatsd_varz_slow_consumers', ['server_id'], {
  ...family,
  unit: 'count',
  meaning: 'Clients cut off because they did not keep up, since the start.',
  traps: ['A total typed as a gauge.'],
});

export const routes = gauge('gnatsd_varz_routes', ['server_id'], {
  ...family,
  unit: 'count',
  meaning: 'Routes to other servers of the cluster.',
});

export const leafNodes = gauge('gnatsd_varz_leafnodes', ['server_id'], {
  ...family,
  unit: 'count',
  meaning: 'Leaf nodes connected.',
});

export const jetstreamStorage = gauge('gnatsd_varz_jetstream_stats_storage', ['server_id'], {
  ...family,
  unit: 'bytes',
  meaning: 'Bytes that JetStream keeps on disk.',
  flag: withJetstream,
});

export const jetstreamMaxStorage = gauge('gnatsd_varz_jetstream_config_max_storage', ['server_id'], {
  ...family,
  unit: 'bytes',
  meaning: 'Bytes that JetStream may keep on disk.',
  flag: withJetstream,
});

export const jetstreamMemory = gauge('gnatsd_varz_jetstream_stats_memory', ['server_id'], {
  ...family,
  unit: 'bytes',
  meaning: 'Bytes that JetStream keeps in memory.',
  flag: withJetstream,
});

export const jetstreamMaxMemory = gauge('gnatsd_varz_jetstream_config_max_memory', ['server_id'], {
  ...family,
  unit: 'bytes',
  meaning: 'Bytes that JetStream may keep in memory.',
  flag: withJetstream,
});

export const jetstreamApiErrors = gauge('gnatsd_varz_jetstream_stats_api_errors', ['server_id'], {
  ...family,
  unit: 'count',
  meaning: 'Requests to the JetStream API that failed, since the start.',
  flag: withJetstream,
  traps: ['A total typed as a gauge.'],
});

export const listedConnections = gauge('gnatsd_connz_num_connections', ['server_id'], {
  ...family,
  unit: 'count',
  meaning: 'Clients in the list of connections.',
  flag: '-connz',
});

export const pendingBytes = gauge('gnatsd_connz_pending_bytes', ['server_id'], {
  ...family,
  unit: 'bytes',
  meaning: 'Bytes that wait to be sent to the listed clients.',
  flag: '-connz',
  traps: ['Only of the clients listed (1024 at most).'],
});
