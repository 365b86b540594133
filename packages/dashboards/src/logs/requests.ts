import { ttft } from '@dynamo-observability/alerting';
import { logql, mean, not, quantile, rate, share, sum } from '@dynamo-observability/query';
import { frontend, type Histogram, type LogKeyName } from '@dynamo-observability/signals';

import { requestsBehind, type EvidenceSignal } from '../evidence/explain.ts';
import { colours } from '../visual/colours.ts';
import { lineTable, type Column } from '../visual/line-table.ts';
import { coloured, dashed, logSeries, series, thresholds } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';
import { verdict } from '../visual/verdict.ts';
import { counted } from './counted.ts';
import { completed, listedRequests } from './lines.ts';

const { atLeast, count, is, meanOf, pipe, quantileOf, scale, where } = logql;

/** Requests from logs and from metrics are counted over windows that differ by a scrape; below a minute that shows. */
const aMinute = '1m';
const noRequest = 'No request ended in this selection and time range.';
const total = (lines: typeof completed) => logql.sum(count(lines));

const failed = pipe(completed, where(is('status', 'error')));
const slow = pipe(completed, where(atLeast('elapsed_ms', { template: '$slow' })));

export const failedRequests = counted(
  {
    id: 'log-failed-requests',
    absence: noRequest,
    title: 'Failed requests',
    question: 'How many requests ended in an error, by the logs?',
    reading: 'Mistakes of clients are among them, cancelled requests are not. See the table of requests for each.',
    thresholds: thresholds(verdict.good, [1, verdict.bad]),
  },
  logql.zeroWhere(total(failed), total(completed))
);

export const slowRequests = counted(
  {
    id: 'log-slow-requests',
    absence: noRequest,
    title: 'Slow requests',
    question: 'How many requests took longer than "Slow from"?',
    reading: 'From entry to the end of the answer, so long answers count too. See the table of slow requests.',
    thresholds: thresholds(verdict.good, [1, verdict.watch]),
  },
  logql.zeroWhere(total(slow), total(completed))
);

const compared =
  'Where logs and metrics part, lines are lost, a frontend is not scraped, or a filter narrows only one of them: component, graph ' +
  'deployment and deployment do.';

const failures = sum(rate(frontend.requests, { status: 'error', error_type: not('cancelled') }));

export const errorShare = timeseries({
  id: 'log-error-share',
  title: 'Error share',
  question: 'What share of requests fails, and do logs and metrics agree?',
  reading:
    'Requests that ended in an error, of all that ended; cancelled ones do not count as errors. The first error of a kind is only in the ' +
    `logs: a counter is born with its first event, and a rate sees none of it. ${compared}`,
  absence: noRequest,
  series: [
    logSeries(logql.share(total(failed), total(completed)), 'from logs'),
    series(share(failures, sum(rate(frontend.requests))), 'from metrics'),
  ],
  unit: 'percentunit',
  interval: aMinute,
  shortLegend: true,
  explain: requestsBehind('errors'),
  overrides: [coloured('from logs', colours.fault), dashed('from metrics', colours.mean)],
});

const seconds = (key: LogKeyName) => ({
  mean: scale(meanOf(completed, key), 0.001),
  p90: scale(quantileOf(0.9, completed, key), 0.001),
});

function latency(
  id: string,
  title: string,
  question: string,
  about: string,
  key: LogKeyName,
  metric: Histogram,
  signal: EvidenceSignal
) {
  const logged = seconds(key);
  return timeseries({
    id,
    title,
    question,
    reading:
      `${about} The p90 from logs is read from the values; that from metrics is interpolated inside a bucket and may be far off. ` +
      compared,
    absence: noRequest,
    series: [
      logSeries(logged.p90, 'p90 from logs'),
      series(quantile(0.9, metric), 'p90 from metrics'),
      logSeries(logged.mean, 'mean from logs'),
      series(mean(metric), 'mean from metrics'),
    ],
    unit: 's',
    interval: aMinute,
    shortLegend: true,
    explain: requestsBehind(signal),
    overrides: [
      coloured('p90 from logs', colours.quantile.p90),
      dashed('p90 from metrics', colours.quantile.p90),
      coloured('mean from logs', colours.mean),
      dashed('mean from metrics', colours.mean),
    ],
  });
}

export const duration = latency(
  'log-request-duration',
  'Request duration',
  'How long do requests take, by the logs and by the metrics?',
  'From entry to the end of the answer, failed and cancelled requests included.',
  'elapsed_ms',
  frontend.requestDuration,
  'duration'
);

export const timeToFirstToken = {
  ...latency(
    'log-ttft',
    'TTFT',
    'How long do users wait for the first token, by the logs and by the metrics?',
    'Logs sent over OTLP have no ttft_ms, and those of /v1/completions neither: then only the metrics are drawn.',
    'ttft_ms',
    frontend.timeToFirstToken,
    'ttft'
  ),
  objective: ttft,
};

const columns: readonly Column[] = [
  { label: 'model', heading: 'Model' },
  { label: 'status', heading: 'Status', width: 90 },
  { label: 'error_type', heading: 'Error', width: 95 },
  { label: 'elapsed_ms', heading: 'Duration', unit: 'ms', width: 90 },
  { label: 'ttft_ms', heading: 'TTFT', unit: 'ms', width: 85 },
  { label: 'avg_itl_ms', heading: 'ITL', unit: 'ms', width: 85 },
  { label: 'input_tokens', heading: 'In', unit: 'none', width: 65 },
  { label: 'output_tokens', heading: 'Out', unit: 'none', width: 65 },
  { label: 'prefill_worker_id', heading: 'Prefill worker', width: 195 },
  { label: 'decode_worker_id', heading: 'Decode worker', width: 195 },
  { label: 'trace_id', heading: 'Trace' },
];

const requestColumn = { heading: 'Trace', title: 'Open the request' };

const keys = [
  ...(['status', 'error_type', 'ttft_ms', 'avg_itl_ms', 'input_tokens', 'output_tokens'] as const),
  ...(['prefill_worker_id', 'decode_worker_id'] as const),
];
const kept = logql.keep(...keys, 'model', 'elapsed_ms', 'trace_id');

const missing =
  'Logs sent over OTLP have no TTFT, ITL, tokens and workers, and lines of /v1/completions neither. After a migration the workers are ' +
  'the first ones, which may be dead.';

export const requests = lineTable({
  id: 'log-requests',
  title: 'Requests',
  question: 'Which requests ended, how, and how fast?',
  reading: `The newest 200 lines "request completed". Narrow them by model, text, or an id. ${missing}`,
  absence: noRequest,
  lines: pipe(listedRequests(keys), kept),
  maxLines: 200,
  columns,
  requestColumn,
  sortBy: 'Time',
});

export const slowestRequests = lineTable({
  id: 'log-slowest-requests',
  title: 'Slowest requests',
  question: 'Which requests took longest?',
  reading: `The slowest among the newest 200 that took longer than "Slow from"; raise it to see farther back. ${missing}`,
  absence: 'No request took longer than "Slow from" in this selection and time range.',
  lines: pipe(listedRequests(keys), where(atLeast('elapsed_ms', { template: '$slow' })), kept),
  maxLines: 200,
  columns,
  requestColumn,
  sortBy: 'Duration',
});
