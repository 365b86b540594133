/** Requests as a worker handles them (dynamo-facts.md a.10). */
import { endpointOfWorker } from '../label-sets.ts';
import { counter, gauge, histogram } from '../metric.ts';

const family = {
  process: 'worker',
  group: 'worker',
  note: 'seen 1.6.1; mocker series carry no model or model_name (real engines add them); standalone router adds service=router',
} as const;
const everyEndpoint = 'Other endpoints count too: filter dynamo_endpoint="generate".';

export const requests = counter('dynamo_component_requests_total', endpointOfWorker, {
  ...family,
  unit: 'requests',
  meaning: 'Requests received by an endpoint of the worker.',
  traps: [everyEndpoint],
  note: 'seen 1.6.1; mocker series carry no model or model_name (real engines add them); standalone router adds service=router; dynamo_endpoint also worker_kv_query_source_<hex>: filter generate',
});

export const requestDuration = histogram('dynamo_component_request_duration_seconds', endpointOfWorker, {
  ...family,
  unit: 'seconds',
  meaning: 'Time the worker took for one request.',
  traps: [everyEndpoint],
});

export const inflightRequests = gauge('dynamo_component_inflight_requests', endpointOfWorker, {
  ...family,
  unit: 'requests',
  meaning: 'Requests in the worker now.',
  traps: [everyEndpoint],
});

export const requestBytes = counter('dynamo_component_request_bytes_total', endpointOfWorker, {
  ...family,
  unit: 'bytes',
  meaning: 'Bytes of the requests received.',
});

export const responseBytes = counter('dynamo_component_response_bytes_total', endpointOfWorker, {
  ...family,
  unit: 'bytes',
  meaning: 'Bytes of the answers sent.',
});

export const errors = counter('dynamo_component_errors_total', [...endpointOfWorker, 'error_type'], {
  ...family,
  unit: 'count',
  meaning: 'Requests that went wrong in the worker, by where.',
  appears: 'first-event',
  traps: ['error_type="publish_response" also counts clients that went away.'],
  note: 'seen 1.6.1; mocker series carry no model or model_name (real engines add them); standalone router adds service=router; client abort = error_type publish_response',
});

export const cancellations = counter('dynamo_component_cancellation_total', endpointOfWorker, {
  ...family,
  unit: 'requests',
  meaning: 'Requests that the worker was told to cancel.',
  since: '1.1',
});

export const uptime = gauge('dynamo_component_uptime_seconds', ['worker_id'], {
  ...family,
  unit: 'seconds',
  process: ['frontend', 'router', 'worker'],
  meaning: 'Time since the process started.',
  note: 'seen 1.6.1',
});
