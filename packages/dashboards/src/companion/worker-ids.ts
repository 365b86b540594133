import { exists, value } from '@dynamo-observability/query';
import { worker } from '@dynamo-observability/signals';

import { series } from '../visual/panel.ts';
import { table } from '../visual/table.ts';

/** Ids of the chosen processes, for a reader who comes from one: no variable can turn an id from hexadecimal into decimal. */
export const workerIds = table({
  id: 'behind-worker-ids',
  title: 'Worker ids',
  question: 'Which id have the chosen workers?',
  reading:
    'A point of a process or a GPU opens the requests of every worker: traces and log lines know a worker by its decimal id, its own ' +
    'metrics by the same number in hexadecimal, as here. Convert it, and choose it under "Worker id" above. The app does so by itself.',
  absence: 'No worker with an id is scraped at the end of this time range.',
  series: [series(exists(value(worker.uptime), { by: ['instance', 'pod', 'worker_id'] }), 'Worker')],
  unit: 'none',
  sortBy: 'Worker',
  transformations: [
    {
      id: 'organize',
      options: {
        excludeByName: { Time: true, Value: true },
        indexByName: { instance: 0, pod: 1, worker_id: 2 },
        renameByName: { instance: 'Worker', pod: 'Pod', worker_id: 'Worker id, hexadecimal' },
      },
    },
  ],
});
