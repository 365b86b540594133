import { busiest, highest, per, rate, sum, value, type Expr } from '@dynamo-observability/query';
import { kvbm } from '@dynamo-observability/signals';

import type { PanelFieldConfig } from '../model.ts';
import { columnTable } from '../visual/column-table.ts';
import { series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';
import { offloadedByWorker, onboardedByWorker } from './flow.ts';

const byWorker = { by: ['instance'] } as const;

const columns = [
  { heading: 'Host hit rate', unit: 'percentunit', expr: highest(value(kvbm.hostCacheHitRate), byWorker) },
  { heading: 'Disk hit rate', unit: 'percentunit', expr: highest(value(kvbm.diskCacheHitRate), byWorker) },
  { heading: 'Matched tokens/s', unit: 'short', expr: sum(rate(kvbm.matchedTokens), byWorker) },
  { heading: 'Offloaded blocks/s', unit: 'short', expr: offloadedByWorker },
  { heading: 'Onboarded blocks/s', unit: 'short', expr: onboardedByWorker },
  { heading: 'Reuse', unit: 'none', expr: per(onboardedByWorker, offloadedByWorker) },
] as const;

const units: PanelFieldConfig['overrides'] = columns.map(({ heading, unit }) => ({
  matcher: { id: 'byName', options: heading },
  properties: [
    { id: 'unit', value: unit },
    ...(unit === 'percentunit'
      ? [
          { id: 'min', value: 0 },
          { id: 'max', value: 1 },
          { id: 'custom.cellOptions', value: { type: 'gauge', mode: 'basic', valueDisplayMode: 'text' } },
        ]
      : [{ id: 'decimals', value: 2 }]),
  ],
}));

export const roster = columnTable({
  id: 'kvbm-roster',
  title: 'Block managers',
  question: 'Which worker gains from its tiers, and which only writes to them?',
  reading:
    'Values at the end of the time range. A worker whose hit rates are far below its peers has restarted or gets other prompts. Reuse far below 0.1: its tiers are too small.',
  absence: 'No block manager is scraped at the end of this time range.',
  labels: [['instance', 'Worker']],
  columns,
  unit: 'short',
  sortBy: 'Matched tokens/s',
  overrides: units,
});

/** More lines than this cannot be told apart; the roster has them all. */
const most = 8;

const movesOf = (id: string, title: string, question: string, reading: string, moves: Expr<never, 'amount'>) =>
  timeseries({
    id,
    title,
    question,
    reading: `${reading} The ${most} workers that move most over the time range.`,
    absence: 'No block was moved in this time range.',
    series: [series(busiest(most, moves, ['instance']), '{{instance}}')],
    unit: 'count:blocks/s',
    colourByName: true,
    shortLegend: true,
  });

export const onboardedPerWorker = movesOf(
  'kvbm-onboarded-per-worker',
  'Onboarded per worker',
  'Which workers bring blocks back?',
  'A worker that offloads and never onboards pays for nothing.',
  onboardedByWorker
);

export const offloadedPerWorker = movesOf(
  'kvbm-offloaded-per-worker',
  'Offloaded per worker',
  'Which workers push blocks out?',
  'One worker far above its peers has long prompts or too small a KV cache.',
  offloadedByWorker
);
