/** The way from the frontend to the workers and back (dynamo-facts.md a.6). */
import { counter, gauge, histogram } from '../metric.ts';

const family = { process: 'frontend', group: 'transport', note: 'seen 1.6.1' } as const;

export const requestPlaneQueueDuration = histogram('dynamo_request_plane_queue_seconds', [], {
  ...family,
  unit: 'seconds',
  group: 'request-plane',
  meaning: 'Time from the call to the moment the request is sent.',
});

export const requestPlaneSendDuration = histogram('dynamo_request_plane_send_seconds', [], {
  ...family,
  unit: 'seconds',
  group: 'request-plane',
  meaning: 'Time from sending the request to its acknowledgement.',
});

export const requestPlaneRoundtripTtft = histogram('dynamo_request_plane_roundtrip_ttft_seconds', [], {
  ...family,
  unit: 'seconds',
  group: 'request-plane',
  meaning: 'Time from sending the request to the first item of the answer.',
  traps: ['The largest bucket is 5 s: no percentile can be above it.'],
});

export const requestPlaneInflightRequests = gauge('dynamo_request_plane_inflight_requests', [], {
  ...family,
  unit: 'requests',
  group: 'request-plane',
  meaning: 'Requests on the request plane now.',
});

export const tcpBytesSent = counter('dynamo_transport_tcp_bytes_sent_total', [], {
  ...family,
  unit: 'bytes',
  meaning: 'Bytes sent over the TCP request plane.',
});

export const tcpBytesReceived = counter('dynamo_transport_tcp_bytes_received_total', [], {
  ...family,
  unit: 'bytes',
  meaning: 'Bytes received over the TCP request plane.',
});

export const tcpErrors = counter('dynamo_transport_tcp_errors_total', [], {
  ...family,
  unit: 'count',
  meaning: 'Errors of the TCP request plane.',
});

export const tcpAcceptBackoffs = counter('dynamo_transport_tcp_accept_backoff_total', [], {
  ...family,
  unit: 'count',
  meaning: 'Times the TCP server paused before accepting more connections.',
});

export const natsErrors = counter('dynamo_transport_nats_errors_total', ['error_type'], {
  ...family,
  unit: 'count',
  meaning: 'Errors of the NATS request plane, as the frontend sees them.',
  appears: 'first-event',
  flag: 'NATS as the request plane',
  note: 'not seen 1.6.1; appears only with the NATS plane',
});
