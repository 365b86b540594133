import { mean, observedSum, rate, sum } from '@dynamo-observability/query';
import { frontend, type Histogram } from '@dynamo-observability/signals';

import { heatmap } from '../visual/heatmap.ts';
import { series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';

export const requestRate = timeseries({
  id: 'request-rate',
  title: 'Request rate',
  question: 'Which models and endpoints do requests ask for?',
  reading:
    'Accepted requests. The model "unknown_model" stands for names that are not registered: a client with a wrong name.',
  series: [series(sum(rate(frontend.requestsStarted), { by: ['model', 'endpoint'] }), '{{model}} {{endpoint}}')],
  unit: 'reqps',
  stacked: true,
  colourByName: true,
  shortLegend: true,
});

export const tokenRate = timeseries({
  id: 'token-rate',
  title: 'Tokens per second',
  question: 'How many tokens come in and go out per second, by model?',
  reading:
    'Output is counted as it is generated, input when its prompt is known. Output falling at the same load means slower decode.',
  series: [
    series(sum(observedSum(frontend.inputSequenceTokens), { by: ['model'] }), '{{model}} in'),
    series(sum(rate(frontend.outputTokens), { by: ['model'] }), '{{model}} out'),
  ],
  unit: 'short',
  colourByName: true,
});

export const meanLengths = timeseries({
  id: 'mean-lengths',
  title: 'Mean lengths',
  question: 'How long are prompts and answers on average, by model?',
  reading:
    'Means are exact. Longer prompts raise TTFT; longer answers raise duration and KV use. A jump at the same request rate is a new kind of traffic.',
  series: [
    series(mean(frontend.inputSequenceTokens, { by: ['model'] }), '{{model}} in (ISL)'),
    series(mean(frontend.outputSequenceTokens, { by: ['model'] }), '{{model}} out (OSL)'),
  ],
  unit: 'short',
  shortLegend: true,
  colourByName: true,
});

function lengthSpread(id: string, title: string, question: string, metric: Histogram<'model', 'tokens'>) {
  return heatmap({
    id,
    title,
    question,
    reading: 'Each row is a bucket of the histogram; the colour is the number of requests.',
    metric,
    unit: 'short',
    cellUnit: 'reqps',
  });
}

export const inputLengthHeatmap = lengthSpread(
  'isl-heatmap',
  'ISL distribution',
  'How are prompt lengths spread?',
  frontend.inputSequenceTokens
);
export const outputLengthHeatmap = lengthSpread(
  'osl-heatmap',
  'OSL distribution',
  'How are answer lengths spread?',
  frontend.outputSequenceTokens
);
