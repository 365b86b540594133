import { exists, highest, lines, mean, value } from '@dynamo-observability/query';
import { sglang, vllm } from '@dynamo-observability/signals';

import { series } from '../visual/panel.ts';
import { table } from '../visual/table.ts';
import { timeseries } from '../visual/timeseries.ts';

const columns = [
  'instance',
  'model',
  'block_size',
  'num_gpu_blocks',
  'cache_dtype',
  'gpu_memory_utilization',
  'enable_prefix_caching',
] as const;

const headings: Readonly<Record<(typeof columns)[number], string>> = {
  instance: 'Worker',
  model: 'Model',
  block_size: 'Block size',
  num_gpu_blocks: 'GPU blocks',
  cache_dtype: 'KV type',
  gpu_memory_utilization: 'Memory share',
  enable_prefix_caching: 'Prefix caching',
};

export const cacheSettings = table({
  id: 'cache-settings',
  title: 'Cache settings',
  question: 'How is the KV cache of each vLLM engine configured?',
  reading:
    'vLLM only. Workers of one role should agree. A block size that differs from the router breaks its predictions; prefix caching off means a hit rate of 0.',
  absence: 'No vLLM engine is scraped at the end of this time range.',
  series: [series(exists(value(vllm.cacheConfig), { by: columns }), 'settings')],
  unit: 'none',
  sortBy: 'Worker',
  transformations: [
    {
      id: 'organize',
      options: {
        excludeByName: { Time: true, Value: true },
        indexByName: Object.fromEntries(columns.map((column, i) => [column, i])),
        renameByName: headings,
      },
    },
  ],
});

export const pageSettings = table({
  id: 'page-settings',
  title: 'Page settings',
  question: 'How is the KV pool of each SGLang engine cut into pages?',
  reading:
    'SGLang only. Workers of one role should agree. The page size must be the block size of the router, or its predictions are wrong.',
  absence: 'No SGLang engine is scraped at the end of this time range.',
  series: [
    series(highest(value(sglang.pages), { by: ['instance'] }), 'Pages'),
    series(highest(value(sglang.pageSize), { by: ['instance'] }), 'Page size'),
  ],
  unit: 'short',
  sortBy: 'Worker',
  transformations: [
    { id: 'merge', options: {} },
    {
      id: 'organize',
      options: {
        excludeByName: { Time: true },
        indexByName: { instance: 0, 'Value #A': 1, 'Value #B': 2 },
        renameByName: { instance: 'Worker', 'Value #A': 'Pages', 'Value #B': 'Page size' },
      },
    },
  ],
});

export const askedFor = timeseries({
  id: 'asked-for',
  title: 'Asked for',
  question: 'How much do requests ask for?',
  reading:
    'vLLM only, means per request: tokens they allow (max_tokens), tokens they get, prompt tokens, and answers (n). Far more allowed than used makes careful schedulers reserve too much.',
  absence: 'No vLLM engine has finished a request in this time range.',
  series: [
    series(
      lines({
        'tokens allowed': mean(vllm.paramsMaxTokens),
        'tokens generated': mean(vllm.requestGenerationTokens),
        'prompt tokens': mean(vllm.requestPromptTokens),
        answers: mean(vllm.paramsN),
      }),
      '{{line}}'
    ),
  ],
  unit: 'short',
  shortLegend: true,
});
