import { lines, mean, rate, sum, type Expr } from '@dynamo-observability/query';
import { router } from '@dynamo-observability/signals';

import { firstPass, predictedTokenHitRate } from '../cache/hit-rate.ts';
import { colours } from '../visual/colours.ts';
import { heatmap } from '../visual/heatmap.ts';
import { coloured, dashed, series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';

const byPhase = { by: ['phase'] } as const;
const phases = (expr: Expr<'phase', 'amount'>, name: string) => series(expr, `{{phase}} ${name}`);

export const prefixTokensByPhase = timeseries({
  id: 'router-prefix-tokens',
  title: 'Cached prefix by phase',
  question: 'How many cached prefix tokens could be used, are chosen, and are reused in truth?',
  reading:
    '"best" is what the best eligible worker had, "selected" what the chosen one has, "reused" what workers say they used. Best above selected is a choice; selected above reused is an index that is out of date. ' +
    'In disaggregated serving only prefill counts. A mocker always says 0 reused.',
  absence: 'No worker had a cached prefix in this time range.',
  series: [
    phases(sum(rate(router.kvBestEligibleCachedPrefixTokens, firstPass), byPhase), 'best'),
    phases(sum(rate(router.kvSelectedCachedPrefixTokens, firstPass), byPhase), 'selected'),
    phases(sum(rate(router.kvWorkerReusedTokens, firstPass), byPhase), 'reused'),
  ],
  unit: 'count:tok/s',
  shortLegend: true,
  colourByName: true,
});

export const passedOver = timeseries({
  id: 'router-passed-over',
  title: 'Best worker passed over',
  question: 'How often does the router not take the worker with the longest cached prefix?',
  reading:
    'Decisions per second, beside all admitted ones (dashed; a disaggregated request is admitted twice). Often is normal under load. Often while workers idle: raise the overlap weight.',
  series: [
    series(sum(rate(router.nonMaxOverlapSelections), { by: ['worker_type'] }), 'passed over, {{worker_type}}'),
    series(sum(rate(router.requestsStarted)), 'admitted'),
  ],
  unit: 'reqps',
  overrides: [dashed('admitted', colours.offered)],
});

export const blocksLost = heatmap({
  id: 'router-blocks-lost',
  title: 'Blocks given up',
  question: 'When the best worker is passed over, how many cached blocks does that cost?',
  reading:
    'Each row is a bucket; the colour is the number of such choices. Choices that cost many blocks are prefills done again: worth it only when the best worker was full.',
  absence: 'The best worker was never passed over in this time range.',
  metric: router.overlapBlocksLost,
  unit: 'short',
  cellUnit: 'ops',
});

export const overlapShare = timeseries({
  id: 'router-overlap',
  title: 'Predicted overlap',
  question: 'Do long prompts find their cache as well as short ones?',
  reading:
    'What the router expects of the chosen worker: "by request" each prompt weighs the same, "by token" long ones weigh more. By token lower: it is the long prompts that miss.',
  series: [series(lines({ 'by request': mean(router.kvHitRate), 'by token': predictedTokenHitRate }), '{{line}}')],
  unit: 'percentunit',
  interval: '1m',
  max: 1,
  overrides: [dashed('by request', colours.typical), coloured('by token', colours.predicted)],
});
