/** JetStream: streams and consumers (metric-science.md E1). Every replica reports a stream: keep is_stream_leader="true" or is_consumer_leader="true". */
import { gauge } from '../metric.ts';

const server = ['server_id', 'server_name', 'cluster', 'domain', 'meta_leader', 'is_meta_leader'] as const;
const stream = [
  ...server,
  'account',
  'account_id',
  'account_name',
  'stream_name',
  'stream_leader',
  'is_stream_leader',
  'stream_raft_group',
] as const;
const consumer = [...stream, 'consumer_name', 'consumer_leader', 'is_consumer_leader', 'consumer_desc'] as const;

const family = { process: 'nats', group: 'nats-jetstream', flag: '-jsz=all' } as const;

export const streams = gauge('jetstream_server_total_streams', server, {
  ...family,
  unit: 'count',
  meaning: 'Streams on the server.',
});

export const consumers = gauge('jetstream_server_total_consumers', server, {
  ...family,
  unit: 'count',
  meaning: 'Consumers on the server.',
});

export const messages = gauge('jetstream_server_total_messages', server, {
  ...family,
  unit: 'events',
  meaning: 'Messages kept on the server.',
});

export const messageBytes = gauge('jetstream_server_total_message_bytes', server, {
  ...family,
  unit: 'bytes',
  meaning: 'Bytes of the messages kept on the server.',
});

export const maxMemory = gauge('jetstream_server_max_memory', server, {
  ...family,
  unit: 'bytes',
  meaning: 'Bytes that JetStream may keep in memory.',
});

export const maxStorage = gauge('jetstream_server_max_storage', server, {
  ...family,
  unit: 'bytes',
  meaning: 'Bytes that JetStream may keep on disk.',
});

export const disabled = gauge('jetstream_server_jetstream_disabled', server, {
  ...family,
  unit: 'bool',
  meaning: '1 if JetStream is off.',
});

export const streamMessages = gauge('jetstream_stream_total_messages', stream, {
  ...family,
  unit: 'events',
  meaning: 'Messages kept in the stream.',
  appears: 'first-event',
});

export const streamBytes = gauge('jetstream_stream_total_bytes', stream, {
  ...family,
  unit: 'bytes',
  meaning: 'Bytes kept in the stream.',
  appears: 'first-event',
});

export const streamLimitMessages = gauge('jetstream_stream_limit_messages', stream, {
  ...family,
  unit: 'events',
  meaning: 'Messages that the stream may keep; -1 for any number.',
  appears: 'first-event',
});

export const streamLimitBytes = gauge('jetstream_stream_limit_bytes', stream, {
  ...family,
  unit: 'bytes',
  meaning: 'Bytes that the stream may keep; -1 for any number.',
  appears: 'first-event',
});

export const streamFirstSequence = gauge('jetstream_stream_first_seq', stream, {
  ...family,
  unit: 'events',
  meaning: 'Number of the oldest message kept.',
  appears: 'first-event',
});

export const streamLastSequence = gauge('jetstream_stream_last_seq', stream, {
  ...family,
  unit: 'events',
  meaning: 'Number of the newest message.',
  appears: 'first-event',
  traps: ['A total typed as a gauge; its rate is the messages published.'],
});

export const streamConsumers = gauge('jetstream_stream_consumer_count', stream, {
  ...family,
  unit: 'count',
  meaning: 'Consumers of the stream.',
  appears: 'first-event',
});

export const streamSourceLag = gauge(
  'jetstream_stream_source_lag',
  [...stream, 'source_name', 'source_api', 'source_deliver'],
  { ...family, unit: 'events', meaning: 'Messages by which the stream is behind its source.', appears: 'first-event' }
);

export const streamMirrorLag = gauge(
  'jetstream_stream_mirror_lag',
  [...stream, 'mirror_name', 'mirror_api', 'mirror_deliver'],
  { ...family, unit: 'events', meaning: 'Messages by which the mirror is behind.', appears: 'first-event' }
);

export const consumerPending = gauge('jetstream_consumer_num_pending', consumer, {
  ...family,
  unit: 'events',
  meaning: 'Messages that the consumer has not been given yet.',
  appears: 'first-event',
  traps: ['0 on followers: keep is_consumer_leader="true".'],
});

export const consumerAckPending = gauge('jetstream_consumer_num_ack_pending', consumer, {
  ...family,
  unit: 'events',
  meaning: 'Messages given out and not acknowledged yet.',
  appears: 'first-event',
});

export const consumerRedelivered = gauge('jetstream_consumer_num_redelivered', consumer, {
  ...family,
  unit: 'events',
  meaning: 'Unacknowledged messages that were given out more than once.',
  appears: 'first-event',
  traps: ['How many there are now, not how often it happened.'],
});

export const consumerWaiting = gauge('jetstream_consumer_num_waiting', consumer, {
  ...family,
  unit: 'requests',
  meaning: 'Requests for messages that wait.',
  appears: 'first-event',
});

export const consumerDeliveredConsumerSequence = gauge('jetstream_consumer_delivered_consumer_seq', consumer, {
  ...family,
  unit: 'events',
  meaning: 'Number of the last delivery, repeated ones included.',
  appears: 'first-event',
  traps: ['A total typed as a gauge.'],
});

export const consumerDeliveredStreamSequence = gauge('jetstream_consumer_delivered_stream_seq', consumer, {
  ...family,
  unit: 'events',
  meaning: 'Number in the stream of the last message delivered.',
  appears: 'first-event',
});

export const consumerAckFloorConsumerSequence = gauge('jetstream_consumer_ack_floor_consumer_seq', consumer, {
  ...family,
  unit: 'events',
  meaning: 'Number of the delivery up to which all are acknowledged.',
  appears: 'first-event',
});

export const consumerAckFloorStreamSequence = gauge('jetstream_consumer_ack_floor_stream_seq', consumer, {
  ...family,
  unit: 'events',
  meaning: 'Number in the stream up to which all are acknowledged.',
  appears: 'first-event',
});

export const consumerSinceDelivery = gauge('jetstream_consumer_last_delivery_seconds', consumer, {
  ...family,
  unit: 'seconds',
  meaning: 'Time since the last delivery.',
  appears: 'first-event',
  traps: ['Absent until the first delivery.'],
});

export const consumerSinceAck = gauge('jetstream_consumer_last_ack_seconds', consumer, {
  ...family,
  unit: 'seconds',
  meaning: 'Time since the last acknowledgement.',
  appears: 'first-event',
  traps: ['Absent until the first acknowledgement.'],
});
