/** Requests that wait for the router to place them (dynamo-facts.md a.4). */
import { counter, gauge } from '../metric.ts';

const queue = ['model', 'worker_type', 'policy_class'] as const;

const family = { process: 'frontend', group: 'frontend-router-queue', note: 'seen 1.6.1' } as const;
const queueThreshold = 'prefill_busy_threshold_frac in --router-policy-config (--router-queue-threshold until 1.6)';

export const queuePendingRequests = gauge('dynamo_frontend_router_queue_pending_requests', queue, {
  ...family,
  unit: 'requests',
  meaning: 'Requests parked in the scheduler queue of the router.',
  flag: queueThreshold,
  since: '1.1',
  traps: ['Short bursts pass unseen between two scrapes: 15 s missed one that 5 s saw.'],
});

export const queuePendingIslTokens = gauge('dynamo_frontend_router_queue_pending_isl_tokens', queue, {
  ...family,
  unit: 'tokens',
  meaning: 'Prompt tokens of the parked requests.',
  flag: queueThreshold,
  since: '1.1',
});

export const queuePendingCachedTokens = gauge('dynamo_frontend_router_queue_pending_cached_tokens', queue, {
  ...family,
  unit: 'tokens',
  meaning: 'Prompt tokens of the parked requests that some worker has in its cache.',
  flag: queueThreshold,
  since: '1.1',
});

export const queueBackpressure = counter('dynamo_frontend_router_queue_backpressure_total', [...queue, 'reason'], {
  ...family,
  unit: 'requests',
  meaning: 'Requests refused at once because the queue had reached a limit, by limit.',
  since: '1.3',
});

export const admissionReceived = counter('dynamo_frontend_router_admission_received_total', queue, {
  ...family,
  unit: 'requests',
  meaning: 'Requests that asked the router for a place.',
  since: '1.6',
  traps: ['Migration retries count again, and a disaggregated request counts once in each phase.'],
  note: 'seen 1.6.1; new vs 1.5.0 source; includes migration retries; one per phase in disagg',
});

export const admissionRejected = counter('dynamo_frontend_router_admission_rejected_total', [...queue, 'reason'], {
  ...family,
  unit: 'requests',
  meaning: 'Requests that the router refused because they would have been late, by reason.',
  since: '1.6',
  note: 'seen 1.6.1; new vs 1.5.0 source; reason = due_time_passed|predicted_miss; zeros pre-created',
});
