import { line } from '../lines.ts';
import { logsSource } from '../logs/variables.ts';
import type { Dashboard, Row } from '../model.ts';
import { variablesUsedBy } from '../variables-used.ts';
import * as workers from '../workers/workers.ts';
import * as one from './one-request.ts';
import { requestUid } from './uids.ts';
import { streamDetection, traceId, tracesSource, waterfallQuery } from './variables.ts';

const rows: readonly Row[] = [
  {
    id: 'request-time',
    title: 'Where did its time go?',
    collapsed: false,
    panels: [...line(24, 4)(one.facts), ...line(24, 14)(one.waterfall), ...line(24, 6)(one.attempts)],
  },
  { id: 'request-said', title: 'What was said?', collapsed: false, panels: line(24, 14)(one.lines) },
  {
    id: 'request-workers',
    title: 'How were the workers?',
    collapsed: false,
    panels: line(6, 8)(
      workers.kvUsePerWorker,
      workers.itlPerWorker,
      workers.waitingPerWorker,
      workers.inFlightPerWorker
    ),
  },
];

const [metricsSource, ...fromMetrics] = variablesUsedBy(rows);

/** One request with its spans, its attempts, its log lines and the workers at that time: what the app's request page is in JSON. */
export const requestCompanion: Dashboard = {
  uid: requestUid,
  title: 'One request',
  description: 'One request of Dynamo by its trace id: waterfall, attempts, log lines, and the workers at that time.',
  tags: ['dynamo'],
  from: 'now-1h',
  to: 'now',
  variables: [
    ...(metricsSource === undefined ? [] : [metricsSource]),
    tracesSource,
    logsSource,
    traceId,
    waterfallQuery,
    ...fromMetrics,
    ...streamDetection,
  ],
  rows,
};
