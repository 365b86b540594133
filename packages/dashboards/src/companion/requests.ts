import { defaultTargetLabels } from '@dynamo-observability/signals';

import { halves, line } from '../lines.ts';
import { logsSource } from '../logs/variables.ts';
import type { Dashboard, Row } from '../model.ts';
import { variablesUsedBy } from '../variables-used.ts';
import * as workers from '../workers/workers.ts';
import * as logPanels from './requests-from-logs.ts';
import * as tracePanels from './requests-from-traces.ts';
import { requestsUid } from './uids.ts';
import { errorType, streamDetection, tracesSource, workerId } from './variables.ts';
import { workerIds } from './worker-ids.ts';

const rows: readonly Row[] = [
  {
    id: 'behind-requests',
    title: 'Which requests?',
    collapsed: false,
    panels: [...line(24, 11)(tracePanels.requests), ...halves(tracePanels.slowest, tracePanels.failed)],
  },
  {
    id: 'behind-logs',
    title: 'What do the logs say?',
    collapsed: false,
    panels: [...line(24, 11)(logPanels.requests), ...line(24, 10)(logPanels.troubleAround)],
  },
  {
    id: 'behind-workers',
    title: 'What did the workers do?',
    collapsed: false,
    panels: [
      ...line(8, 8)(
        workers.kvUsePerWorker,
        workers.itlPerWorker,
        workers.waitingPerWorker,
        workers.inFlightPerWorker,
        workers.routerDecodeLoad,
        workers.routerQueue
      ),
      ...line(24, 6)(workerIds),
    ],
  },
  {
    id: 'behind-more',
    title: 'Refused requests, lines of one worker',
    collapsed: true,
    panels: [...line(24, 9)(tracePanels.refused), ...line(24, 12)(logPanels.linesOfOneWorker)],
  },
];

const [metricsSource, ...fromMetrics] = variablesUsedBy(rows, defaultTargetLabels, ['model']);

/** Where a point of any panel leads in exported dashboards: the requests of its ten minutes, from traces and from logs. */
export const requestsCompanion: Dashboard = {
  uid: requestsUid,
  title: 'Requests behind a point',
  description:
    'Requests of a short time, from traces and from logs, with the log lines and workers of that time. Links on other dashboards lead here.',
  tags: ['dynamo'],
  from: 'now-15m',
  to: 'now',
  variables: [
    ...(metricsSource === undefined ? [] : [metricsSource]),
    tracesSource,
    logsSource,
    ...fromMetrics,
    workerId,
    errorType,
    ...streamDetection,
  ],
  rows,
};
