import { lines, mean, per, quantile, rate, scale, share, sum, add } from '@dynamo-observability/query';
import { frontend } from '@dynamo-observability/signals';

import { quantilesWithBands } from '../latency/quantiles.ts';
import { colours } from '../visual/colours.ts';
import { coloured, series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';

const halfMinute = '30s';
const band = 'The line is interpolated; the true quantile lies anywhere in its band. The dashed mean is exact. ';

export const preprocessTime = timeseries({
  id: 'frontend-preprocess',
  title: 'Preprocessing time',
  question: 'How long are requests prepared before they are routed?',
  reading: `${band}Everything before the router: template, tokenizing, checks. p99 alone high is long prompts.`,
  ...quantilesWithBands(frontend.stageDuration, { stage: 'preprocess' }),
  unit: 's',
  shortLegend: true,
  interval: halfMinute,
});

export const tokenizeTime = timeseries({
  id: 'frontend-tokenize',
  title: 'Tokenizing',
  question: 'How long does it take to tokenize a prompt?',
  reading: `${band}Usually most of preprocessing. It grows with prompt length and shrinks with hits of the tokenizer cache.`,
  ...quantilesWithBands(frontend.tokenizeDuration),
  unit: 's',
  shortLegend: true,
  interval: halfMinute,
});

export const templateTime = timeseries({
  id: 'frontend-template',
  title: 'Chat template',
  question: 'How long does it take to apply the chat template?',
  reading: `${band}Milliseconds point at a template that loops over long histories.`,
  ...quantilesWithBands(frontend.templateDuration),
  unit: 's',
  shortLegend: true,
  interval: halfMinute,
});

/** Microseconds over tokens: seconds for each token. */
const detokenize = scale(per(sum(rate(frontend.detokenizeTime)), sum(rate(frontend.detokenizeTokens))), 1e-6);

export const detokenizeTime = timeseries({
  id: 'frontend-detokenize',
  title: 'Detokenizing per token',
  question: 'What does it cost to turn a token into text?',
  reading:
    'Mean, exact. It is part of each ITL, and one thread does it: times tokens per second it must stay far below 1 s a second.',
  series: [series(detokenize, 'mean')],
  unit: 's',
});

const tokenized = sum(add(rate(frontend.tokenizerCacheHits), rate(frontend.tokenizerCacheMisses)));
const cachedTokens = sum(rate(frontend.tokenizerCacheCachedTokens), { by: ['model'] });
const allTokens = sum(add(rate(frontend.tokenizerCacheCachedTokens), rate(frontend.tokenizerCacheUncachedTokens)), {
  by: ['model'],
});

export const tokenizerCache = timeseries({
  id: 'frontend-tokenizer-cache',
  title: 'Tokenizer cache',
  question: 'How much tokenizing does the cache save?',
  reading:
    'Share of prompts with a cached beginning, and by model the share of tokens that came from the cache: only these save time. Many hits with few tokens: prompts share no more than their first words.',
  absence: 'No prompt was tokenized in this time range, or the cache is off (DYN_TOKENIZER_CACHE=0).',
  series: [
    series(share(sum(rate(frontend.tokenizerCacheHits)), tokenized), 'prompts'),
    series(share(cachedTokens, allTokens), 'tokens {{model}}'),
  ],
  unit: 'percentunit',
  shortLegend: true,
  max: 1,
  colourByName: true,
  overrides: [coloured('prompts', colours.success)],
});

export const tokenizerCalls = timeseries({
  id: 'frontend-tokenizer-calls',
  title: 'Tokenizer calls',
  question: 'How long does one call of the tokenizer take, in each direction?',
  reading: 'Mean and p99 by operation; p99 is interpolated inside one bucket. The unit is milliseconds here.',
  series: [
    series(
      lines({
        mean: mean(frontend.tokenizerLatency, { by: ['operation'] }),
        p99: quantile(0.99, frontend.tokenizerLatency, { by: ['operation'] }),
      }),
      '{{operation}} {{line}}'
    ),
  ],
  unit: 'ms',
  shortLegend: true,
  interval: halfMinute,
  colourByName: true,
});

export const routeStage = timeseries({
  id: 'frontend-route-stage',
  title: 'Route stage',
  question: 'How long does the frontend spend in routing, without waiting?',
  reading: `${band}The wait in the router queue is not in it: see Time in router on the Router page.`,
  ...quantilesWithBands(frontend.stageDuration, { stage: 'route' }),
  unit: 's',
  shortLegend: true,
  interval: halfMinute,
});
