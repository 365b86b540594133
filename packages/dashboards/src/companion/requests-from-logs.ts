import { lineTable } from '../visual/line-table.ts';
import { logLines } from '../visual/logs.ts';
import { completedRequests, linesOfWorker, trouble } from './lines.ts';
import { traceLink } from './trace-link.ts';

const nothing = (what: string) => `${what} Without a Loki that gets Dynamo's logs this stays empty.`;

export const requests = lineTable({
  id: 'behind-requests-logs',
  title: 'Requests from logs',
  question: 'Which requests ended at this moment, by their log lines?',
  reading:
    'The newest 500 lines "request completed", the slowest first token first. Requests that are not sampled are only here. A line is written at the end, so a request that is still running when the time range ends is missing. ' +
    'Logs sent over OTLP have no TTFT, ITL, tokens and workers. After a migration the workers are the first ones.',
  absence: nothing('No request ended in this selection and time range.'),
  lines: completedRequests,
  maxLines: 500,
  columns: [
    { label: 'trace_id', heading: 'Trace', width: 290 },
    { label: 'model', heading: 'Model' },
    { label: 'status', heading: 'Outcome', width: 95 },
    { label: 'error_type', heading: 'Error', width: 95 },
    { label: 'ttft_ms', heading: 'TTFT', unit: 'ms', width: 95 },
    { label: 'avg_itl_ms', heading: 'ITL', unit: 'ms', width: 90 },
    { label: 'elapsed_ms', heading: 'Duration', unit: 'ms', width: 95 },
    { label: 'input_tokens', heading: 'In', unit: 'none', width: 75 },
    { label: 'output_tokens', heading: 'Out', unit: 'none', width: 75 },
    { label: 'prefill_worker_id', heading: 'Prefill worker', width: 195 },
    { label: 'decode_worker_id', heading: 'Decode worker', width: 195 },
  ],
  sortBy: 'TTFT',
  overrides: [traceLink('Trace')],
});

export const troubleAround = logLines({
  id: 'behind-trouble',
  title: 'Warnings and errors',
  question: 'What went wrong anywhere at this moment?',
  reading:
    'Lines of all processes with level warning or worse, the newest first. A worker that goes away warns before its requests fail. A click on a line shows its fields and its trace.',
  absence: nothing('No warning and no error in this time range.'),
  lines: trouble,
  maxLines: 500,
});

export const linesOfOneWorker = logLines({
  id: 'behind-worker-lines',
  title: 'Lines of the worker',
  question: 'What did the chosen worker say, and what was said of it?',
  reading:
    'Lines that hold the chosen worker id, the choices of the router included; every line where none is chosen. What a worker writes outside any request names no id.',
  absence: nothing('No line names the chosen workers in this time range.'),
  lines: linesOfWorker,
  maxLines: 500,
});
