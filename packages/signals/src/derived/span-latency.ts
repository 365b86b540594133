/**
 * Latencies of requests that an OpenTelemetry Collector counts from Dynamo's spans (`span_metrics`, collector-alloy-facts.md 3). The
 * names are this project's own. Buckets are the installation's choice, finer than Dynamo's, and exemplars lead to traces.
 */
import { histogram } from '../metric.ts';

const family = { process: 'collector', group: 'derived-spans', unit: 'seconds', appears: 'first-event' } as const;

/** Of a frontend, as traces know it. A collector may add where it runs (`resource_metrics_key_attributes`). */
const labels = ['model', 'service_name'] as const;

const onlyTraced =
  'Counts only requests whose spans reach the collector: what is sampled away before it, or is not traced, is missing.';
const exemplarTime = 'An exemplar carries the time at which the collector flushed, up to one flush after the request.';
const restart = 'A restart of the collector starts the counts anew, and the first observations of a series are lost.';

export const timeToFirstToken = histogram('dynamo_span_time_to_first_token_seconds', labels, {
  ...family,
  meaning: 'From the arrival of a request to its first token, of one traced request (`ttft_ms` of its span).',
  traps: [onlyTraced, exemplarTime, restart],
});

export const interTokenLatency = histogram('dynamo_span_inter_token_latency_seconds', labels, {
  ...family,
  meaning: 'Mean gap between the tokens of one traced request (`avg_itl_ms` of its span).',
  traps: [
    'One observation for each request, not for each token: long answers count no more than short ones.',
    'The mean of a request hides its slowest gap, so high quantiles are lower than those of single gaps.',
    onlyTraced,
    exemplarTime,
    restart,
  ],
});

export const requestDuration = histogram('dynamo_span_request_duration_seconds', labels, {
  ...family,
  meaning: 'From the arrival of a request to the end of its answer, of one traced request (its `http-request` span).',
  traps: [onlyTraced, exemplarTime, restart],
});
