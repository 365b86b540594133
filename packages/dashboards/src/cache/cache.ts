import { lines, mean, not, observedSum, portion, rate, relative, remainder, sum } from '@dynamo-observability/query';
import { frontend, kvIndexer, router } from '@dynamo-observability/signals';

import { requestsBehind } from '../evidence/explain.ts';
import { colours } from '../visual/colours.ts';
import { heatmap } from '../visual/heatmap.ts';
import { coloured, dashed, series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';
import { bestTokenHitRate, observedHitRate, predictedTokenHitRate } from './hit-rate.ts';

/** Prompts and their cached parts are observed at different times, so a short window pairs the wrong ones. */
const aMinute = '1m';

const promptTokens = sum(observedSum(frontend.inputSequenceTokens));

export const cacheHitRate = timeseries({
  id: 'cache-hit-rate',
  title: 'Cache hit rate',
  question: 'What share of prompt tokens is served from the KV cache, and does the router predict it?',
  reading:
    'By tokens. "observed" is what workers report, "predicted" what the router expected of the worker it chose, "best" of the best worker. ' +
    'Predicted above observed: the index is out of date. Best above predicted: load outweighed cache, by choice.',
  series: [
    series(
      lines({
        observed: observedHitRate,
        predicted: predictedTokenHitRate,
        best: bestTokenHitRate,
      }),
      '{{line}}'
    ),
  ],
  unit: 'percentunit',
  interval: aMinute,
  max: 1,
  explain: requestsBehind('hit-rate'),
  overrides: [
    coloured('observed', colours.success),
    dashed('predicted', colours.predicted),
    dashed('best', colours.best),
  ],
});

export const hitRateByModel = timeseries({
  id: 'hit-rate-by-model',
  title: 'Hit rate by model',
  question: 'Which model loses its cache?',
  reading:
    'Observed, by tokens. Compare with the same workload before: a fall after a deploy is a cold cache, a slow fall is eviction.',
  series: [
    series(
      relative(mean(frontend.cachedTokens, { by: ['model'] }), mean(frontend.inputSequenceTokens, { by: ['model'] })),
      '{{model}}'
    ),
  ],
  unit: 'percentunit',
  interval: aMinute,
  max: 1,
  colourByName: true,
  explain: requestsBehind('hit-rate', { model: 'model' }),
});

export const promptTokenSources = timeseries({
  id: 'prompt-token-sources',
  title: 'Prompt tokens',
  question: 'How many prompt tokens must be computed, and how many come from the cache?',
  reading:
    'Computed tokens are the work of prefill. They rise with traffic, with longer prompts, or with a falling hit rate.',
  series: [
    series(
      lines({
        computed: portion(promptTokens, remainder(observedHitRate)),
        cached: portion(promptTokens, observedHitRate),
      }),
      '{{line}}'
    ),
  ],
  unit: 'short',
  interval: aMinute,
  stacked: true,
  overrides: [coloured('computed', colours.offered), coloured('cached', colours.success)],
});

export const predictedHitRate = heatmap({
  id: 'predicted-hit-rate',
  title: 'Predicted hit rate',
  question: 'How are the overlaps that the router predicts spread over requests?',
  reading:
    'One observation for each routing, in steps of 5 %; a disaggregated request is routed twice. Much at the top and at the bottom are returning and new conversations.',
  metric: router.kvHitRate,
  explain: requestsBehind('hit-rate'),
  unit: 'percentunit',
  cellUnit: 'reqps',
});

export const routerOverhead = timeseries({
  id: 'router-overhead',
  title: 'Router overhead',
  question: 'What does a routing decision cost, and in which step?',
  reading:
    'Means per decision. "scheduling" and "total" include waiting in the router queue, so they rise with saturation; hashing and matching are its own cost.',
  series: [
    series(
      lines({
        'block hashing': mean(router.overheadBlockHashing),
        'sequence hashing': mean(router.overheadSeqHashing),
        'find matches': mean(router.overheadIndexerFindMatches),
        'shared cache query': mean(router.overheadSharedCacheQuery),
        scheduling: mean(router.overheadScheduling),
        total: mean(router.overheadTotal),
      }),
      '{{line}}'
    ),
  ],
  unit: 'ms',
  shortLegend: true,
  overrides: [dashed('total', colours.mean)],
});

export const kvEvents = timeseries({
  id: 'kv-events',
  title: 'KV events',
  question: 'Does the router index apply the cache events of the workers?',
  reading:
    'Events applied, by kind, and those that could not be. Anything not applied means that the index and the caches differ and ' +
    'predictions lie; above 1 % of all events for ten minutes, restart the router.',
  absence: 'The router applied no KV event in this time range.',
  series: [
    series(sum(rate(kvIndexer.eventsApplied, { status: 'ok' }), { by: ['event_type'] }), '{{event_type}}'),
    series(sum(rate(kvIndexer.eventsApplied, { status: not('ok') })), 'not applied'),
  ],
  unit: 'eps',
  shortLegend: true,
  stacked: true,
  overrides: [coloured('not applied', colours.fault)],
});
