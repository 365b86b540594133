import { exists, highest, mean, onlyWhere, rate, sum, value } from '@dynamo-observability/query';
import { worker } from '@dynamo-observability/signals';

import type { PanelFieldConfig } from '../model.ts';
import { columnTable } from '../visual/column-table.ts';
import { kvUse, waiting } from './engines.ts';

const generate = { dynamo_endpoint: 'generate' } as const;
const byWorker = { by: ['instance'] } as const;
const inFlight = sum(value(worker.inflightRequests, generate), { by: ['instance', 'dynamo_component'] });

/** The columns in their order: what is asked, its heading and its unit. The frontend has an uptime too, and is no worker. */
const columns = [
  { heading: 'In flight', unit: 'short', expr: inFlight },
  { heading: 'Waiting', unit: 'short', expr: waiting },
  { heading: 'Requests/s', unit: 'reqps', expr: sum(rate(worker.requests, generate), byWorker) },
  { heading: 'Mean duration', unit: 's', expr: mean(worker.requestDuration, { where: generate, ...byWorker }) },
  { heading: 'KV use', unit: 'percentunit', expr: kvUse },
  {
    heading: 'Uptime',
    unit: 's',
    expr: onlyWhere(
      highest(value(worker.uptime), byWorker),
      exists(value(worker.inflightRequests, generate), byWorker),
      ['instance']
    ),
  },
] as const;

const units: PanelFieldConfig['overrides'] = columns.map(({ heading, unit }) => ({
  matcher: { id: 'byName', options: heading },
  properties: [{ id: 'unit', value: unit }],
}));

export const workerRoster = columnTable({
  id: 'worker-roster',
  title: 'Worker roster',
  question: 'Who are the workers, and how is each one now?',
  reading: 'Values at the end of the time range. A short uptime is a restart. Click a worker to narrow the page to it.',
  absence: 'No worker is scraped at the end of this time range.',
  labels: [
    ['instance', 'Worker'],
    ['dynamo_component', 'Component'],
  ],
  columns,
  unit: 'short',
  sortBy: 'In flight',
  overrides: [
    ...units,
    {
      matcher: { id: 'byName', options: 'KV use' },
      properties: [
        { id: 'min', value: 0 },
        { id: 'max', value: 1 },
        { id: 'custom.cellOptions', value: { type: 'gauge', mode: 'basic', valueDisplayMode: 'text' } },
      ],
    },
  ],
});
