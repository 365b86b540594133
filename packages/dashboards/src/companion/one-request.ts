import { logLines } from '../visual/logs.ts';
import { panel } from '../visual/panel.ts';
import { spanTable } from '../visual/span-table.ts';
import { linesOfTrace } from './lines.ts';
import { durationColumn, requestColumns, timeColumn } from './request-columns.ts';
import { attemptsOfTrace, requestOfTrace, wholeTrace } from './traces.ts';

const noSuchTrace =
  'No trace of this id. It may not be sampled: its log lines are below then. Traces are kept for a limited time, 14 days by default.';

export const waterfall = panel(
  {
    id: 'request-waterfall',
    title: 'Waterfall',
    question: 'Where did the time of this request go?',
    reading:
      'One bar for each span. kv_router.schedule is the wait in the router queue, route_request one attempt on a worker, handle_payload the work there. The span of a worker that was killed is missing.',
    absence: noSuchTrace,
    series: [{ source: 'tempo', expr: wholeTrace, legend: '', limit: 1, tableType: 'spans' }],
    unit: 'ns',
  },
  { kind: 'traces', maxDataPoints: 100, options: {}, defaults: {} }
);

const aboutTheRequest = requestColumns.filter(({ field }) => field !== 'traceIdHidden' && field !== 'overlap_blocks');

export const facts = spanTable({
  id: 'request-facts',
  title: 'The request',
  question: 'What was asked, and how did it end?',
  reading:
    'Judge by the outcome, not by the status of the span: a migration that succeeded leaves an error there. After a migration the workers are the first ones; see the attempts. On /v1/completions only times are known.',
  absence: noSuchTrace,
  spans: requestOfTrace,
  limit: 1,
  columns: [
    ...aboutTheRequest,
    { field: 'request_id', heading: 'Request id' },
    { field: 'x_request_id', heading: "Client's id" },
  ],
  row: 'span',
  sortBy: 'Time',
});

export const attempts = spanTable({
  id: 'request-attempts',
  title: 'Attempts',
  question: 'On which workers did it run, and why did it leave one?',
  reading:
    'In order. Prefill and decode are two attempts that overlap; more than one of a phase is a migration. "Overlap" is how many blocks of the prompt the worker was believed to hold.',
  absence: 'No attempt: the request never reached a worker, or its trace is not here.',
  spans: attemptsOfTrace,
  limit: 1,
  columns: [
    timeColumn,
    { field: 'request.attempt', heading: 'Attempt', unit: 'none', width: 85 },
    { field: 'phase', heading: 'Phase', width: 110 },
    { field: 'worker_id', heading: 'Worker', width: 195 },
    { field: 'request.outcome', heading: 'Outcome', width: 150 },
    durationColumn,
    { field: 'overlap_blocks', heading: 'Overlap', unit: 'none', width: 85 },
    { field: 'migration.reason', heading: 'Migrated because' },
    { field: 'error.type', heading: 'Failed because' },
  ],
  row: 'span',
  sortBy: 'Time',
  ascending: true,
});

export const lines = logLines({
  id: 'request-lines',
  title: 'Log lines',
  question: 'What did every process write about this request?',
  reading:
    'All lines of the trace from frontend and workers, the newest first. Requests that are not sampled have lines too. The choice of a worker names no trace: find it on "Dynamo Logs" by the request id.',
  absence:
    "No line of this trace in this time range: widen it. Without a Loki that gets Dynamo's logs this stays empty.",
  lines: linesOfTrace,
  maxLines: 1000,
});
