/**
 * Calls from one service to another, paired from the CLIENT and SERVER spans of Dynamo by Tempo's metrics generator (`service-graphs`)
 * or by the `service_graph` connector of an OpenTelemetry Collector (tempo-loki-facts.md 4, collector-alloy-facts.md 3.3). Both use
 * these names.
 */
import { counter, histogram } from '../metric.ts';

const family = { process: 'service-graph', group: 'derived-spans', appears: 'first-event' } as const;

/** `client_phase` is there where the dimension `phase` is switched on: Prefill, Decode or Aggregated. */
const labels = ['client', 'server', 'connection_type', 'client_phase'] as const;

const onlyPairs =
  'Only calls of which both spans arrive within some seconds: what is sampled away, or is late, is missing.';
const lostWorkers =
  'A call to a worker that died has no second span: Tempo counts it nowhere, a collector as a call to "unknown".';
const oneName = 'Services are told apart by OTEL_SERVICE_NAME, so all workers of one name are one.';

export const requests = counter('traces_service_graph_request_total', labels, {
  ...family,
  unit: 'requests',
  meaning: 'Calls from one service to another that ended.',
  traps: [onlyPairs, lostWorkers, oneName],
});

export const failed = counter('traces_service_graph_request_failed_total', labels, {
  ...family,
  unit: 'requests',
  meaning: 'Calls of which a span had the status of an error.',
  traps: [lostWorkers, 'The family does not exist before the first failed call.'],
});

export const serverDuration = histogram('traces_service_graph_request_server_seconds', labels, {
  ...family,
  unit: 'seconds',
  meaning: 'How long a call lasted as the called service saw it.',
  traps: [onlyPairs, oneName],
});

export const clientDuration = histogram('traces_service_graph_request_client_seconds', labels, {
  ...family,
  unit: 'seconds',
  meaning: 'How long a call lasted as the calling service saw it: the way there and back included.',
  traps: [
    onlyPairs,
    oneName,
    'The span of the router ends when the stream is set up, so this can be shorter than the work of the server.',
  ],
});
