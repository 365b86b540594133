import { count, exists, value } from '@dynamo-observability/query';
import { router } from '@dynamo-observability/signals';

/** Workers that the router knows, by role. */
export const registered = count(exists(value(router.workerRegistered), { by: ['router_worker_id', 'worker_type'] }), {
  by: ['worker_type'],
});
