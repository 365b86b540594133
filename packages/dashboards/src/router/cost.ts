import { router } from '@dynamo-observability/signals';

import { quantilesWithBands } from '../latency/quantiles.ts';
import { heatmap } from '../visual/heatmap.ts';
import { timeseries } from '../visual/timeseries.ts';

export const matchingTime = timeseries({
  id: 'router-matching-time',
  title: 'Index look-up',
  question: 'How long does it take to find a prompt in the index?',
  reading:
    'The line is interpolated; the true quantile lies anywhere in its band. The dashed mean is exact. Rising with flat traffic: the index has grown, or its events take its locks.',
  ...quantilesWithBands(router.overheadIndexerFindMatches),
  unit: 'ms',
  shortLegend: true,
  interval: '30s',
});

export const timeInRouterSpread = heatmap({
  id: 'router-time-spread',
  title: 'Time in router spread',
  question: 'How are times in the router spread over requests?',
  reading:
    'Each row is a bucket of the histogram. Two bands of colour are requests that were placed at once and requests that waited for a worker.',
  metric: router.overheadTotal,
  unit: 'ms',
  cellUnit: 'reqps',
});
