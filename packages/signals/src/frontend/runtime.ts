/** The tokio runtime of the frontend (dynamo-facts.md a.6). */
import { counter, gauge } from '../metric.ts';

const family = { process: 'frontend', group: 'tokio', note: 'seen 1.6.1' } as const;

export const tokioWorkerMeanPollTime = gauge('dynamo_tokio_worker_mean_poll_time_ns', ['worker'], {
  ...family,
  unit: 'nanoseconds',
  meaning: 'Mean time of one poll on the runtime thread.',
});

export const tokioWorkerBusyRatio = gauge('dynamo_tokio_worker_busy_ratio', ['worker'], {
  ...family,
  unit: 'permille',
  meaning: 'Mean poll time of the thread against 1 ms.',
  traps: ['From 0 to 1000, not 0 to 1; divide by 1000.', 'Not the share of time that the thread is busy.'],
});

export const tokioWorkerParks = counter('dynamo_tokio_worker_park_count_total', ['worker'], {
  ...family,
  unit: 'count',
  meaning: 'Times the thread went to sleep for want of work.',
});

export const tokioWorkerSteals = counter('dynamo_tokio_worker_steal_count_total', ['worker'], {
  ...family,
  unit: 'count',
  meaning: 'Tasks that the thread took from others.',
});

export const tokioWorkerOverflows = counter('dynamo_tokio_worker_overflow_count_total', ['worker'], {
  ...family,
  unit: 'count',
  meaning: 'Times the local queue of the thread was full.',
});

export const tokioWorkerLocalQueueDepth = gauge('dynamo_tokio_worker_local_queue_depth', ['worker'], {
  ...family,
  unit: 'count',
  meaning: 'Tasks that wait in the local queue of the thread.',
});

export const tokioGlobalQueueDepth = gauge('dynamo_tokio_global_queue_depth', [], {
  ...family,
  unit: 'count',
  meaning: 'Tasks that wait in the queue of the whole runtime.',
});

export const tokioBlockingThreads = gauge('dynamo_tokio_blocking_threads', [], {
  ...family,
  unit: 'count',
  meaning: 'Threads kept for blocking work.',
});

export const tokioBlockingIdleThreads = gauge('dynamo_tokio_blocking_idle_threads', [], {
  ...family,
  unit: 'count',
  meaning: 'Threads kept for blocking work that are idle.',
});

export const tokioBlockingQueueDepth = gauge('dynamo_tokio_blocking_queue_depth', [], {
  ...family,
  unit: 'count',
  meaning: 'Blocking tasks that wait for a thread.',
});

export const tokioAliveTasks = gauge('dynamo_tokio_alive_tasks', [], {
  ...family,
  unit: 'count',
  meaning: 'Tasks that exist in the runtime.',
});

export const tokioForcedYields = counter('dynamo_tokio_budget_forced_yield_total', [], {
  ...family,
  unit: 'count',
  meaning: 'Times a task had to yield because its budget was used up.',
});

export const tokioQueueOverloadWarnings = counter('dynamo_tokio_queue_overload_warnings_total', [], {
  ...family,
  unit: 'count',
  meaning: 'Times the runtime warned that a queue was overloaded.',
  since: '1.6',
  note: 'seen 1.6.1; new vs 1.5.0 source',
});
