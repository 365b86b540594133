import { rate, sum } from '@dynamo-observability/query';
import { router } from '@dynamo-observability/signals';

import { quantilesWithBands } from '../latency/quantiles.ts';
import { heatmap } from '../visual/heatmap.ts';
import { series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';

const absence = 'The router has asked no shared cache in this time range.';

export const sharedHitRate = heatmap({
  id: 'router-shared-hit-rate',
  title: 'Shared cache hit rate',
  question: 'What share of the blocks of a request does the shared cache hold?',
  reading:
    'One observation for each routing, in steps of 5 %. All at the bottom: the cache is cold, or keys differ between versions.',
  absence,
  metric: router.sharedCacheHitRate,
  unit: 'percentunit',
  cellUnit: 'reqps',
});

export const sharedBeyond = heatmap({
  id: 'router-shared-beyond',
  title: 'Beyond the worker',
  question: 'How many blocks does the shared cache add to what the worker has?',
  reading: 'This is what the shared cache is for. Always few: workers keep enough themselves.',
  absence,
  metric: router.sharedCacheBeyondBlocks,
  unit: 'short',
  cellUnit: 'reqps',
});

export const sharedQueryTime = timeseries({
  id: 'router-shared-query-time',
  title: 'Shared cache query',
  question: 'How long does the shared cache take to answer the router?',
  reading: 'Part of every TTFT. The line is interpolated; the true quantile lies anywhere in its band.',
  absence,
  ...quantilesWithBands(router.overheadSharedCacheQuery),
  unit: 'ms',
  shortLegend: true,
  interval: '30s',
});

export const sharedErrors = timeseries({
  id: 'router-shared-errors',
  title: 'Shared cache errors',
  question: 'Does the shared cache fail to answer?',
  reading: 'Must be 0. A request whose question fails is placed as if the shared cache were empty.',
  absence,
  series: [series(sum(rate(router.sharedCacheErrors)), 'errors')],
  unit: 'eps',
});
