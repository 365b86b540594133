import { observations, rate, sum } from '@dynamo-observability/query';
import { frontend, worker } from '@dynamo-observability/signals';

import { requestsBehind } from '../evidence/explain.ts';
import { series, type Statement } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';

const events = (statement: Omit<Statement, 'unit'>) =>
  timeseries({ ...statement, unit: 'reqps', stacked: true, colourByName: true, shortLegend: true });

export const errorsByType = events({
  id: 'errors-by-type',
  title: 'Errors by type',
  question: 'What kinds of errors do clients get?',
  reading:
    '"cancelled" is the client\'s doing, "validation", "not_found" and "not_implemented" its mistake. The rest is the service\'s: overload, unavailable, internal, response_timeout.',
  absence: 'No request has ended in an error in this time range.',
  series: [series(sum(rate(frontend.requests, { status: 'error' }), { by: ['error_type'] }), '{{error_type}}')],
  explain: requestsBehind('errors', { error_type: 'error-type' }),
});

export const failuresByReason = events({
  id: 'failures-by-reason',
  title: 'Failures by reason',
  question: 'Why do requests fail, including those refused before a model was found?',
  reading:
    'All models. "backend.unavailable" that Errors by type does not show means that a model has lost its last worker: requests are refused at the door.',
  absence: 'No request has failed in this time range.',
  series: [series(sum(rate(frontend.failures), { by: ['class', 'reason'] }), '{{class}} {{reason}}')],
  explain: requestsBehind('errors'),
});

export const rejections = events({
  id: 'rejections',
  title: 'Rejections',
  question: 'Who turns requests away, and why?',
  reading:
    'Overload answers (HTTP 529 by default), router back-pressure, admission and workers that are full. Clients that retry at once make it worse.',
  absence: 'No request has been rejected in this time range.',
  series: [
    series(sum(rate(frontend.rejections), { by: ['model'] }), '{{model}} overload'),
    series(sum(rate(frontend.queueBackpressure), { by: ['reason'] }), 'router {{reason}}'),
    series(sum(rate(frontend.admissionRejected), { by: ['reason'] }), 'admission {{reason}}'),
    series(sum(rate(worker.rejectedRequests)), 'worker full'),
  ],
});

export const cancellations = events({
  id: 'cancellations',
  title: 'Cancellations',
  question: 'How many clients give up before the answer is complete?',
  reading: 'A rise together with TTFT means that users no longer wait. Their tokens so far were work for nothing.',
  absence: 'No client has cancelled in this time range.',
  series: [series(sum(rate(frontend.cancellations), { by: ['model', 'request_type'] }), '{{model}} {{request_type}}')],
});

export const migrations = events({
  id: 'migrations',
  title: 'Migrations',
  question: 'Are requests moved to another worker, and does it succeed?',
  reading:
    'Each one is a worker that died or refused mid-request. "failure" is a request lost. Needs --migration-limit above 0.',
  absence: 'No request has been migrated in this time range.',
  series: [
    series(
      sum(observations(frontend.migrationDuration), { by: ['model', 'migration_type', 'outcome'] }),
      '{{model}} {{migration_type}} {{outcome}}'
    ),
  ],
});

export const workerErrors = events({
  id: 'worker-errors',
  title: 'Worker errors',
  question: 'Which errors do the workers see?',
  reading: '"publish_response" also counts clients that gave up. "generate" is the engine failing.',
  absence: 'No worker has seen an error in this time range.',
  series: [
    series(
      sum(rate(worker.errors, { dynamo_endpoint: 'generate' }), { by: ['instance', 'error_type'] }),
      '{{instance}} {{error_type}}'
    ),
  ],
});
