import { add, lines, mean, rate, share, sum, value, weightedMean } from '@dynamo-observability/query';
import { trtllm, vllm, worker } from '@dynamo-observability/signals';

import { series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';

const absentCache = 'No multimodal worker with an embedding cache is scraped.';

const hits = sum(rate(worker.embeddingCacheHits));

export const embeddingCacheHits = timeseries({
  id: 'embedding-cache-hits',
  title: 'Embedding cache hits',
  question: 'Do caches save the encoding of images?',
  reading:
    "Share of lookups that hit: Dynamo's cache of embeddings, and vLLM's cache of multimodal inputs. Near 0: every image is new, or the cache is too small.",
  absence: absentCache,
  series: [
    series(
      lines({
        embeddings: share(hits, add(hits, sum(rate(worker.embeddingCacheMisses)))),
        'vLLM inputs': share(sum(rate(vllm.multimodalCacheHits)), sum(rate(vllm.multimodalCacheQueries))),
      }),
      '{{line}}'
    ),
  ],
  unit: 'percentunit',
  max: 1,
  shortLegend: true,
});

export const embeddingCacheSize = timeseries({
  id: 'embedding-cache-size',
  title: 'Embedding cache size',
  question: 'How much do the embedding caches hold?',
  reading:
    'Bytes over all workers, and the number of embeddings on the right. Evictions at a full cache with few hits: make it larger, or switch it off.',
  absence: absentCache,
  series: [
    series(lines({ bytes: sum(value(worker.embeddingCacheBytes)) }), '{{line}}'),
    series(lines({ entries: sum(value(worker.embeddingCacheEntries)) }), '{{line}}'),
  ],
  unit: 'bytes',
  overrides: [
    {
      matcher: { id: 'byName', options: 'entries' },
      properties: [
        { id: 'unit', value: 'short' },
        { id: 'custom.axisPlacement', value: 'right' },
      ],
    },
  ],
  shortLegend: true,
});

export const embeddingCacheUse = timeseries({
  id: 'embedding-cache-use',
  title: 'Embedding cache use',
  question: 'How full are the embedding caches, and do they evict?',
  reading:
    'Share in use, weighted by entries, and evictions per second on the right. Full and evicting under load: larger pays if the hit rate is above nothing.',
  absence: absentCache,
  series: [
    series(weightedMean(value(worker.embeddingCacheUtilization), value(worker.embeddingCacheEntries)), 'in use'),
    series(sum(rate(worker.embeddingCacheEvictions)), 'evictions'),
  ],
  unit: 'percentunit',
  overrides: [
    {
      matcher: { id: 'byName', options: 'evictions' },
      properties: [
        { id: 'unit', value: 'ops' },
        { id: 'custom.axisPlacement', value: 'right' },
      ],
    },
  ],
  shortLegend: true,
});

export const embeddingRequests = timeseries({
  id: 'embedding-requests',
  title: 'Embedding requests',
  question: 'How large are embedding requests?',
  reading:
    'SGLang embedding worker, means per request and model: inputs in one request, and tokens. Larger ones take longer; a jump is a new kind of client.',
  absence: 'No embedding worker has answered in this time range.',
  series: [
    series(mean(worker.embeddingBatchSize, { by: ['model'] }), '{{model}} inputs'),
    series(mean(worker.embeddingInputTokens, { by: ['model'] }), '{{model}} tokens'),
  ],
  unit: 'short',
  colourByName: true,
  shortLegend: true,
});

export const specialRequests = timeseries({
  id: 'special-requests',
  title: 'Special requests',
  question: 'How many requests bring images or ask for structured output?',
  reading:
    'TensorRT-LLM only, per second. Both cost more than plain text: images are encoded first, structured output is checked token by token.',
  absence: 'No TensorRT-LLM engine has had such a request in this time range.',
  series: [
    series(
      lines({
        images: sum(rate(trtllm.imageRequests)),
        'structured output': sum(rate(trtllm.structuredOutputRequests)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'reqps',
  shortLegend: true,
});
