/** Requests at the frontend: how many, how they ended, what they asked for (dynamo-facts.md a.2). */
import { counter, gauge, histogram } from '../metric.ts';

const family = { process: 'frontend', group: 'frontend', note: 'seen 1.6.1' } as const;

export const requestsStarted = counter(
  'dynamo_frontend_requests_started_total',
  ['model', 'endpoint', 'request_type'],
  {
    ...family,
    unit: 'requests',
    meaning: 'Requests that a handler accepted: the load offered.',
    appears: 'first-event',
    traps: ['Bodies that do not parse are not counted here.'],
  }
);

export const requests = counter(
  'dynamo_frontend_requests_total',
  ['model', 'endpoint', 'request_type', 'status', 'error_type'],
  {
    ...family,
    unit: 'requests',
    meaning: 'Requests that ended, counted once, when the answer is complete.',
    appears: 'first-event',
    traps: [
      'A client that goes away has status="error" and error_type="cancelled"; an error rate must leave it out.',
      'Bodies that do not parse are only in dynamo_frontend_failures_total.',
      'Requests for unregistered models are all under model="unknown_model".',
    ],
    note: 'seen 1.6.1; client cancel = status error + error_type cancelled (logs say status cancelled); bodies that fail JSON deserialization (400) are not counted',
  }
);

export const failures = counter('dynamo_frontend_failures_total', ['class', 'reason'], {
  ...family,
  unit: 'requests',
  meaning: 'Requests that failed, by class and reason, bodies that do not parse included.',
  appears: 'first-event',
  since: '1.6',
  traps: ['It has no model label.', 'Cancelled requests are not counted.'],
  note: 'seen 1.6.1; new vs 1.5.0 source; class = InvalidRequest|NotFound|CapacityExhausted|Unavailable|Internal; reason e.g. request.invalid request.not_found capacity.pool_exhausted backend.unavailable transport.disconnected runtime.internal runtime.unclassified; counts unparsable bodies that requests_total misses; no model label; cancels not counted',
});

export const activeRequests = gauge('dynamo_frontend_active_requests', ['model'], {
  ...family,
  unit: 'requests',
  meaning: 'Requests in the frontend now, from entry to the end of the answer stream.',
  appears: 'first-event',
  since: '1.2',
});

export const inflightRequests = gauge('dynamo_frontend_inflight_requests', ['model'], {
  ...family,
  unit: 'requests',
  group: 'frontend-deprecated',
  meaning: 'The old name of active_requests, with the same value.',
  appears: 'first-event',
  deprecated: 'dynamo_frontend_active_requests',
});

export const queuedRequests = gauge('dynamo_frontend_queued_requests', ['model'], {
  ...family,
  unit: 'requests',
  group: 'frontend-deprecated',
  meaning: 'Requests that have no first token yet.',
  appears: 'first-event',
  deprecated: 'dynamo_frontend_stage_requests',
});

export const disconnectedClients = gauge('dynamo_frontend_disconnected_clients', [], {
  ...family,
  unit: 'count',
  meaning: 'Clients that left before their answer was complete, since the process started.',
  traps: ['A gauge that only rises: read its growth, not its level.'],
  note: 'seen 1.6.1; equals sum of model_cancellation_total in the captures',
});

export const cancellations = counter(
  'dynamo_frontend_model_cancellation_total',
  ['model', 'endpoint', 'request_type'],
  {
    ...family,
    unit: 'requests',
    meaning: 'Requests cancelled because the client disconnected or closed its stream.',
    appears: 'first-event',
    since: '1.1',
    traps: ['request_type is "streaming" for cancelled SGLang /generate requests, "stream" elsewhere.'],
  }
);

export const rejections = counter('dynamo_frontend_model_rejection_total', ['model', 'endpoint'], {
  ...family,
  unit: 'requests',
  meaning: 'Requests refused because the deployment is overloaded (HTTP 529 by default).',
  appears: 'first-event',
  since: '1.1',
});

export const imagesPerRequest = histogram('dynamo_frontend_images_per_request', ['model'], {
  ...family,
  unit: 'count',
  meaning: 'Images in one request.',
  appears: 'first-event',
  since: '1.4',
});

export const videosPerRequest = histogram('dynamo_frontend_videos_per_request', ['model'], {
  ...family,
  unit: 'count',
  meaning: 'Videos in one request.',
  appears: 'first-event',
  since: '1.4',
});

export const audioPerRequest = histogram('dynamo_frontend_audio_per_request', ['model'], {
  ...family,
  unit: 'count',
  meaning: 'Audio parts in one request.',
  appears: 'first-event',
  since: '1.4',
});

export const imageTokensPerRequest = histogram('dynamo_frontend_image_tokens_per_request', ['model'], {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens that the images of one request stand for.',
  appears: 'first-event',
  since: '1.4',
});
