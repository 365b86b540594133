import { lines, rate, share, sum, value } from '@dynamo-observability/query';
import { vllm, worker } from '@dynamo-observability/signals';

import { series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';
import { engineHitRate, preempted } from './engines.ts';
import { manyLines, topEight, workerChart } from './worker-chart.ts';

export const hitRatePerWorker = workerChart({
  id: 'engine-hit-rate',
  title: 'Engine hit rate',
  question: 'Which worker serves prompts from its prefix cache?',
  reading:
    'Share of prompt tokens, as each engine counts. vLLM and SGLang over the window, TensorRT-LLM over its life. A worker far below its peers gets new conversations or evicts: look at its KV use.',
  absence: 'No engine has reported its prefix cache in this time range.',
  series: [series(topEight(engineHitRate), '{{instance}}')],
  unit: 'percentunit',
  max: 1,
});

export const preemptionsPerWorker = workerChart({
  id: 'worker-preemptions',
  title: 'Preemptions per worker',
  question: 'Which worker throws requests out of its batch?',
  reading:
    'Per second. Good is 0. One worker: a few long conversations, or an uneven router. All: the KV memory is too small for the batch limit.',
  absence: 'No engine has reported preemptions in this time range.',
  series: [series(topEight(preempted), '{{instance}}')],
  unit: 'reqps',
});

export const kvCapacity = manyLines({
  id: 'kv-capacity',
  title: 'KV blocks',
  question: 'How many KV blocks does each worker have?',
  reading:
    'Over all ranks, real engines only. Workers of one role should be equal. Fewer at one of them: another process uses its GPU memory. Fewer than before: a changed setting.',
  absence: 'No real engine is scraped in this time range.',
  series: [series(topEight(sum(value(worker.totalBlocks), { by: ['instance'] })), '{{instance}}')],
  unit: 'short',
});

export const externalCache = timeseries({
  id: 'external-cache',
  title: 'External cache',
  question: 'Does the external KV cache save prefill?',
  reading:
    'vLLM with a KV connector. Share of the tokens asked for that it had. Near 0 for long: it costs transfers and saves nothing.',
  absence: 'No vLLM engine with a KV connector has looked anything up in this time range.',
  series: [
    series(
      share(sum(rate(vllm.externalPrefixCacheHits)), sum(rate(vllm.externalPrefixCacheQueries))),
      'external hit rate'
    ),
  ],
  unit: 'percentunit',
  max: 1,
  shortLegend: true,
});

export const promptSources = timeseries({
  id: 'engine-prompt-sources',
  title: 'Prompt token sources',
  question: 'Where does the KV of prompt tokens come from?',
  reading:
    'vLLM only. Tokens per second by source: computed here, found in the local cache, or brought from elsewhere. More computed at the same load is a falling hit rate.',
  absence: 'No vLLM engine has taken a prompt in this time range.',
  series: [series(sum(rate(vllm.promptTokensBySource), { by: ['source'] }), '{{source}}')],
  unit: 'suffix: tok/s',
  stacked: true,
  colourByName: true,
  shortLegend: true,
});

export const wastedPrefill = timeseries({
  id: 'wasted-prefill',
  title: 'Cached and recomputed',
  question: 'Are cached prompt tokens computed again?',
  reading:
    'vLLM only. "cached" was held by some cache, "recomputed" was cached and computed all the same: the last token of a full hit, or blocks lost on the way. Recomputed should stay a small part.',
  absence: 'No vLLM engine has taken a prompt in this time range.',
  series: [
    series(
      lines({
        cached: sum(rate(vllm.promptTokensCached)),
        recomputed: sum(rate(vllm.promptTokensRecomputed)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'suffix: tok/s',
  shortLegend: true,
});
