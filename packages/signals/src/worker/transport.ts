/** The work queue between the network and the engine (dynamo-facts.md a.10). One set a process, without labels. */
import { counter, gauge, histogram } from '../metric.ts';

const family = { process: 'worker', group: 'work-handler', note: 'seen 1.6.1' } as const;

export const networkTransit = histogram('dynamo_work_handler_network_transit_seconds', [], {
  ...family,
  unit: 'seconds',
  meaning: 'Time from the frontend sending a request to the worker receiving it.',
  traps: ['Compares the clocks of two hosts: skew shows up as time.'],
});

export const timeToFirstResponse = histogram('dynamo_work_handler_time_to_first_response_seconds', [], {
  ...family,
  unit: 'seconds',
  meaning: 'Time from the worker receiving a request to its first answer.',
});

export const permitWait = histogram('dynamo_work_handler_permit_wait_seconds', [], {
  ...family,
  unit: 'seconds',
  meaning: 'Time that a request waited for a place in the pool.',
});

export const queueDepth = gauge('dynamo_work_handler_queue_depth', [], {
  ...family,
  unit: 'requests',
  meaning: 'Requests that wait in the work queue.',
  since: '1.2',
});

export const queueCapacity = gauge('dynamo_work_handler_queue_capacity', [], {
  ...family,
  unit: 'requests',
  meaning: 'Requests that the work queue can hold.',
  since: '1.2',
});

export const enqueueRejected = counter('dynamo_work_handler_enqueue_rejected_total', [], {
  ...family,
  unit: 'requests',
  meaning: 'Requests refused because the dispatcher had stopped.',
});

export const poolActiveTasks = gauge('dynamo_work_handler_pool_active_tasks', [], {
  ...family,
  unit: 'count',
  meaning: 'Places of the pool in use.',
});

export const poolCapacity = gauge('dynamo_work_handler_pool_capacity', [], {
  ...family,
  unit: 'count',
  meaning: 'Places in the pool.',
});

export const rejectedRequests = counter('dynamo_rejection_request_total', [], {
  ...family,
  unit: 'requests',
  meaning: 'Requests refused because engine and queue were both full.',
});

export const engineRequests = gauge('dynamo_engine_request', [], {
  ...family,
  unit: 'requests',
  meaning: 'Requests in the engine now.',
});

export const queuedRequests = gauge('dynamo_request_queue', [], {
  ...family,
  unit: 'requests',
  meaning: 'Requests that wait in Dynamo for the engine.',
});
