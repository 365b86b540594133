/**
 * What the library under the operator (controller-runtime) counts of its queues, and of its calls to the API server. It starts with
 * the controllers, but other controllers of a cluster have the same families, so none of them says that the operator is scraped.
 */
import { counter, gauge, histogram } from './metric.ts';

const family = {
  process: 'operator',
  group: 'controller-runtime',
  appears: 'first-event',
  flag: 'The metrics Service of the operator',
  traps: ['Every controller of a cluster has the family: keep the targets that are the operator.'],
} as const;
const queue = ['name', 'controller'] as const;

export const queueDepth = gauge('workqueue_depth', queue, {
  ...family,
  unit: 'count',
  meaning: 'Resources that wait to be reconciled.',
});

export const queueTime = histogram('workqueue_queue_duration_seconds', queue, {
  ...family,
  unit: 'seconds',
  meaning: 'Time that a resource waited to be reconciled.',
});

export const queueRetries = counter('workqueue_retries_total', queue, {
  ...family,
  unit: 'count',
  meaning: 'Resources put back into the queue.',
});

export const longestRunning = gauge('workqueue_longest_running_processor_seconds', queue, {
  ...family,
  unit: 'seconds',
  meaning: 'How long the longest reconciliation under way has run.',
});

export const activeWorkers = gauge('controller_runtime_active_workers', ['controller'], {
  ...family,
  unit: 'count',
  meaning: 'Reconciliations under way.',
});

export const maxWorkers = gauge('controller_runtime_max_concurrent_reconciles', ['controller'], {
  ...family,
  unit: 'count',
  meaning: 'Reconciliations that may run at once.',
});

export const apiRequests = counter('rest_client_requests_total', ['code', 'method', 'host'], {
  ...family,
  unit: 'requests',
  meaning: 'Calls to the API server, by HTTP status.',
});
