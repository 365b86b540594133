import {
  changes,
  count,
  countValues,
  exists,
  newEvents,
  startTimes,
  sum,
  value,
  type Lifetime,
} from '@dynamo-observability/query';
import { frontend, router, worker } from '@dynamo-observability/signals';

import type { Annotation } from './annotation.ts';

/** Frontends, routers and workers all say how old they are. */
const lifetime: Lifetime = { uptime: worker.uptime, on: ['instance'] };

/** Deployments, restarts, and processes that came back after a failure. */
const processStarts: Annotation = {
  id: 'process-starts',
  name: 'Process starts',
  description: 'When a frontend, router or worker started: a deployment, a restart, or a return after a failure.',
  expr: startTimes(worker.uptime),
  title: 'Process started',
  text: '{{instance}}',
  colour: 'blue',
  timeIsValue: true,
};

const seenByRouter = count(
  exists(value(router.workerRegistered), { by: ['instance', 'router_worker_id', 'worker_type'] }),
  {
    by: ['instance', 'worker_type'],
  }
);

/** Scaling, and workers that were lost. A worker that dies is missed by its router after some ten seconds. */
const workerChanges: Annotation = {
  id: 'worker-changes',
  name: 'Worker count',
  description:
    'When a router knows more or fewer workers than before: scaling, or a worker that was lost or came back.',
  expr: countValues(changes(seenByRouter, lifetime), 'workers', { by: ['worker_type'] }),
  title: 'Number of workers changed',
  text: '{{worker_type}}: {{workers}}',
  colour: 'orange',
  timeIsValue: false,
};

/** Failover as a request sees it. */
const migrations: Annotation = {
  id: 'migrations',
  name: 'Migrations',
  description: 'When requests were moved to another worker, because theirs was lost or could not be reached.',
  expr: sum(newEvents(frontend.migrations, lifetime), { by: ['model', 'migration_type'] }),
  title: 'Requests moved to another worker',
  text: '{{model}} ({{migration_type}})',
  colour: 'purple',
  timeIsValue: false,
};

/** Every kind of mark, in the order of their switches. */
export const annotations: readonly Annotation[] = [processStarts, workerChanges, migrations];
