import { averageOverTime, highest, lines, median, per, sum, value, type Expr } from '@dynamo-observability/query';
import { frontend, router } from '@dynamo-observability/signals';

import type { PanelFieldConfig } from '../model.ts';
import { columnTable } from '../visual/column-table.ts';
import { series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';

const rank = { by: ['worker_id', 'dp_rank', 'worker_type'] } as const;

/** A load of each worker as the router reckons it. Several routers see the same worker: the highest is the fullest picture. */
const decodeBlocks = highest(value(frontend.workerActiveDecodeBlocks), rank);
const prefillTokens = highest(value(frontend.workerActivePrefillTokens), rank);

/** The same as means over the window: at any one moment most workers of a quiet fleet hold nothing. */
const meanDecodeBlocks = highest(averageOverTime(frontend.workerActiveDecodeBlocks), rank);
const meanPrefillTokens = highest(averageOverTime(frontend.workerActivePrefillTokens), rank);

const byRole = { by: ['worker_type'] } as const;

/** Highest over median, by role: with fewer than five peers a robust score means nothing (metric-science.md C11). */
const skew = (load: Expr<'worker_id' | 'dp_rank' | 'worker_type', 'amount'>) =>
  per(highest(load, byRole), median(load, byRole));

export const loadSkew = timeseries({
  id: 'router-skew',
  title: 'Busiest to median',
  question: 'Does the router load one worker more than its peers?',
  reading:
    'By role. 1 is even. Far above 1 with a good hit rate is a hot prefix: several workers should hold it. Far above 1 with a poor one: look at that worker. None where the median worker is idle.',
  absence: 'The median worker was idle in this time range.',
  series: [
    series(
      lines({ 'decode blocks': skew(meanDecodeBlocks), 'prefill tokens': skew(meanPrefillTokens) }),
      '{{worker_type}} {{line}}'
    ),
  ],
  unit: 'none',
  decimals: 1,
  interval: '1m',
  colourByName: true,
});

const columns = [
  { heading: 'Decode blocks', unit: 'short', expr: decodeBlocks },
  { heading: 'Prefill tokens', unit: 'short', expr: prefillTokens },
  { heading: 'Last TTFT', unit: 's', expr: highest(value(frontend.workerLastTimeToFirstToken), rank) },
  { heading: 'Last ISL', unit: 'short', expr: highest(value(frontend.workerLastInputSequenceTokens), rank) },
  { heading: 'Last ITL', unit: 's', expr: highest(value(frontend.workerLastInterTokenLatency), rank) },
] as const;

const units: PanelFieldConfig['overrides'] = columns.map(({ heading, unit }) => ({
  matcher: { id: 'byName', options: heading },
  properties: [{ id: 'unit', value: unit }],
}));

/** Grafana would write a number in place of an id of 64 bits, and round it; its twenty digits need room. */
const asText = (heading: string, width: number): PanelFieldConfig['overrides'][number] => ({
  matcher: { id: 'byName', options: heading },
  properties: [
    { id: 'unit', value: 'string' },
    { id: 'custom.width', value: width },
  ],
});

export const routedWorkers = columnTable({
  id: 'router-workers',
  title: 'Workers as routed',
  question: 'What does the router believe of each worker?',
  reading:
    'At the end of the time range. Blocks and tokens are estimates. "Last" values are of one request each, not averages; a dead worker can come back with one. Worker ids are decimal here, as in traces and logs.',
  absence: 'No router knew of a worker at the end of this time range.',
  labels: [
    ['worker_id', 'Worker id'],
    ['dp_rank', 'Rank'],
    ['worker_type', 'Role'],
  ],
  columns,
  unit: 'short',
  sortBy: 'Decode blocks',
  overrides: [...units, asText('Worker id', 200), asText('Rank', 70)],
});

export const withoutEventSource = timeseries({
  id: 'router-without-event-source',
  title: 'Workers without events',
  question: 'Do workers that should publish KV events offer a place to get them?',
  reading:
    'Workers by model and role that the router expects events from and cannot ask. Must be 0: for these the router guesses. Check that KV events are on at the engine, and that versions match.',
  absence: 'No router has looked for event sources in this time range.',
  series: [
    series(
      sum(value(router.kvEventSourceMismatchWorkers), { by: ['model', 'worker_type'] }),
      '{{model}} {{worker_type}}'
    ),
  ],
  unit: 'short',
  colourByName: true,
  shortLegend: true,
});
