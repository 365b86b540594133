import { panel } from '../visual/panel.ts';
import { spanTable } from '../visual/span-table.ts';
import { durationColumn, requestColumns, timeColumn, traceColumn } from './request-columns.ts';
import { traceLink } from './trace-link.ts';
import { failedRequests, refusedRequests, requestsOnWorkers, slowestRequests } from './traces.ts';

/** An empty table may mean that there is nothing to ask. */
const nothing = (what: string) =>
  `${what} Without a Tempo that gets Dynamo's spans this stays empty: see what the logs say below. Spans can be found after about 30 s.`;

export const requests = spanTable({
  id: 'behind-requests-traces',
  title: 'Requests from traces',
  question: 'Which requests ran at this moment, and which were slow?',
  reading:
    'The slowest first token first; click another heading to sort by it. "Overlap" is how many blocks of the prompt the chosen worker was believed to hold: little overlap lowers the hit rate. ' +
    'Up to 500 requests, with their neighbours in time; of a longer range Tempo gives any 500. Choosing a worker finds each request with an attempt there, also after a migration.',
  absence: nothing('No request with an attempt on the chosen workers in this time range.'),
  spans: requestsOnWorkers,
  limit: 500,
  columns: requestColumns,
  row: 'trace',
  sortBy: 'TTFT',
  overrides: [traceLink('Trace')],
});

/** A column of the twenty slowest, from the name of its series: `{span.model="m", …, trace:id="…"}`, sorted by key. */
const slowColumns = [
  { group: 'trace', heading: 'Trace', width: 290 },
  { group: 'model', heading: 'Model' },
  { group: 'outcome', heading: 'Outcome', width: 95 },
  { group: 'ttft', heading: 'TTFT', unit: 'ms', width: 95 },
  { group: 'output', heading: 'Out', unit: 'none', width: 75 },
  { group: 'Value', heading: 'Duration', unit: 's', width: 95 },
] as const;

/** Tempo writes texts in quotes, and what a span lacks as nil. */
const optional = (key: string, group: string) => `${key}="?(?<${group}>[^",]*)"?`;
const seriesName = [
  'span\\.model="(?<model>.*)"',
  optional('span\\.output_tokens', 'output'),
  optional('span\\.request\\.outcome', 'outcome'),
  optional('span\\.ttft_ms', 'ttft'),
  'trace:id="(?<trace>[0-9a-f]+)"',
].join(', ');

/** Numbers made from spans come as one frame for each request. What tells them apart stands in the name of the frame. */
export const slowest = panel(
  {
    id: 'behind-slowest',
    title: 'Slowest requests',
    question: 'Which twenty requests took longest, out of all?',
    reading:
      'Exact, however many requests there were. From entry to the end of the answer, so long answers are among them: compare tokens. Of every worker.',
    absence: nothing('No request in this time range.'),
    series: [{ source: 'tempo', expr: slowestRequests, legend: '', limit: 20, tableType: 'spans', instant: true }],
    unit: 'string',
    transformations: [
      { id: 'seriesToRows', options: {} },
      { id: 'extractFields', options: { source: 'Metric', format: 'regexp', regExp: `/${seriesName}/` } },
      {
        id: 'convertFieldType',
        options: {
          fields: {},
          conversions: ['ttft', 'output'].map((targetField) => ({ targetField, destinationType: 'number' })),
        },
      },
      {
        id: 'organize',
        options: {
          includeByName: Object.fromEntries(slowColumns.map(({ group }) => [group, true])),
          indexByName: Object.fromEntries(slowColumns.map(({ group }, i) => [group, i])),
          renameByName: Object.fromEntries(slowColumns.map(({ group, heading }) => [group, heading])),
        },
      },
    ],
    overrides: [
      ...slowColumns.map((column) => ({
        matcher: { id: 'byName', options: column.heading },
        properties: [
          ...('unit' in column ? [{ id: 'unit', value: column.unit }] : []),
          ...('width' in column ? [{ id: 'custom.width', value: column.width }] : []),
        ],
      })),
      traceLink('Trace'),
    ],
  },
  {
    kind: 'table',
    maxDataPoints: 100,
    options: { showHeader: true, cellHeight: 'sm', sortBy: [{ displayName: 'Duration', desc: true }] },
    defaults: { custom: { align: 'auto', inspect: false, filterable: false } },
  }
);

export const failed = spanTable({
  id: 'behind-failed',
  title: 'Failed requests',
  question: 'Which requests ended in an error, and why?',
  reading:
    'The newest first, of the chosen kinds of error. "cancelled" is the client\'s doing, "validation" and "not_found" its mistake. Requests that nobody could read have no kind: see "Refused requests" below.',
  absence: nothing('No request has ended in an error in this time range.'),
  spans: failedRequests,
  limit: 200,
  columns: [
    timeColumn,
    traceColumn,
    { field: 'error_type', heading: 'Error', width: 110 },
    { field: 'model', heading: 'Model' },
    { field: 'error_detail', heading: 'Detail' },
  ],
  row: 'trace',
  sortBy: 'Time',
  overrides: [traceLink('Trace')],
});

export const refused = spanTable({
  id: 'behind-refused',
  title: 'Refused requests',
  question: 'Which requests were answered with an HTTP error?',
  reading:
    "Status 4xx and 5xx, of all models: a body that cannot be read names none. 4xx is the client's mistake, 503 and 529 are too few workers.",
  absence: nothing('No request has been answered with an HTTP error in this time range.'),
  spans: refusedRequests,
  limit: 200,
  columns: [
    timeColumn,
    traceColumn,
    { field: 'status', heading: 'HTTP status', unit: 'none', width: 110 },
    { field: 'uri', heading: 'Path' },
    { field: 'model', heading: 'Model' },
    durationColumn,
  ],
  row: 'trace',
  sortBy: 'Time',
  overrides: [traceLink('Trace')],
});
