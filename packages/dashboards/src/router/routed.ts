import { mean } from '@dynamo-observability/query';
import { router } from '@dynamo-observability/signals';

import { quantilesWithBands } from '../latency/quantiles.ts';
import { heatmap } from '../visual/heatmap.ts';
import { series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';

export const routedTtft = timeseries({
  id: 'router-ttft',
  title: 'TTFT behind the router',
  question: 'How long do first tokens take once the router has placed a request?',
  reading:
    'As the router sees it; in disaggregated serving both passes count. The same as at the frontend: the wait is at the workers. Much lower: it is before the router.',
  ...quantilesWithBands(router.timeToFirstToken),
  unit: 's',
  shortLegend: true,
  interval: '30s',
});

export const routedItl = timeseries({
  id: 'router-itl',
  title: 'ITL behind the router',
  question: 'How fast do tokens follow, as an average of requests?',
  reading:
    'An average of running averages, so no latency of tokens. Empty in KV mode unless output blocks are tracked (--router-track-output-blocks): use the frontend for ITL.',
  absence: 'The router does not measure ITL in this mode.',
  series: [series(mean(router.interTokenLatency), 'mean')],
  unit: 's',
});

export const routedLengths = timeseries({
  id: 'router-lengths',
  title: 'Routed lengths',
  question: 'How long are the prompts and answers that are routed, by phase?',
  reading: 'Means are exact. In disaggregated serving a prompt counts in each phase; answers have no phase.',
  series: [
    series(mean(router.inputSequenceTokens, { by: ['model', 'phase'] }), '{{model}} {{phase}} in'),
    series(mean(router.outputSequenceTokens), 'out, all models'),
  ],
  unit: 'short',
  colourByName: true,
  shortLegend: true,
});

export const transferEstimate = heatmap({
  id: 'router-kv-transfer',
  title: 'KV transfer bound',
  question: 'How long may the KV cache take from prefill to decode, at most?',
  reading:
    'An upper bound that the router reckons, not a measurement; disaggregated serving only. The engines measure it: see Workers.',
  absence: 'No disaggregated request in this time range.',
  metric: router.kvTransferEstimatedLatency,
  unit: 's',
  cellUnit: 'reqps',
});
