import { lines, mean, onlyAbove, outlierScore, rate, sum, top } from '@dynamo-observability/query';
import { sglang, trtllm, vllm, worker } from '@dynamo-observability/signals';

import { quantilesWithBands } from '../latency/quantiles.ts';
import { series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';
import { topEight, workerChart } from './worker-chart.ts';

const generate = { dynamo_endpoint: 'generate' } as const;

const firstResponses = quantilesWithBands(worker.timeToFirstResponse);

export const firstResponse = timeseries({
  id: 'first-response',
  title: 'First response',
  question: 'How long after taking a request does a worker send its first answer?',
  reading:
    'All roles together. TTFT minus this is frontend, router and network. The bands are the buckets that hold the quantiles; the mean is exact.',
  series: firstResponses.series,
  overrides: firstResponses.overrides,
  unit: 's',
  interval: '1m',
});

const transits = quantilesWithBands(worker.networkTransit);

export const networkTransit = timeseries({
  id: 'network-transit',
  title: 'Network transit',
  question: 'How long is a request on its way to the worker?',
  reading:
    'Compares the clocks of two hosts: a constant offset is clock skew, not the network. Changes are real. Healthy is below a few milliseconds.',
  series: transits.series,
  overrides: transits.overrides,
  unit: 's',
  interval: '1m',
});

export const cancellationsPerWorker = workerChart({
  id: 'worker-cancellations',
  title: 'Cancelled at workers',
  question: 'At which worker do clients give up?',
  reading:
    'Per second, those that cancel most. Spread evenly: impatient clients or high TTFT. One worker: it is slow. What it had computed by then was for nothing.',
  series: [series(topEight(sum(rate(worker.cancellations, generate), { by: ['instance'] })), '{{instance}}')],
  unit: 'reqps',
});

export const outliers = workerChart({
  id: 'worker-outliers',
  title: 'Outlier score',
  question: 'Which worker stands out among its peers?',
  reading:
    'How far the mean handling time is from the median of workers of the same component, in robust standard deviations. Above 3.5, with five peers or more and a time well above theirs, it is no chance: compare its load first, then clocks and power.',
  absence: 'There are too few workers to compare, or they are all alike.',
  series: [
    series(
      top(
        8,
        onlyAbove(
          outlierScore(mean(worker.requestDuration, { where: generate, by: ['instance', 'dynamo_component'] }), [
            'dynamo_component',
          ]),
          0
        )
      ),
      '{{instance}}'
    ),
  ],
  unit: 'none',
  limit: 3.5,
  interval: '1m',
});

export const finished = timeseries({
  id: 'engine-outcomes',
  title: 'Engine outcomes',
  question: 'How do requests end inside the engines?',
  reading:
    '"stop" and "length" are answers, "abort" a client that left. More "length" than usual: answers are cut by max_tokens. SGLang does not say how.',
  absence: 'No real engine has finished a request in this time range.',
  series: [
    series(sum(rate(vllm.successes), { by: ['finished_reason'] }), 'vLLM {{finished_reason}}'),
    series(sum(rate(trtllm.successes), { by: ['finished_reason'] }), 'TensorRT-LLM {{finished_reason}}'),
    series(lines({ 'TensorRT-LLM aborted': sum(rate(trtllm.abortedRequests)) }), '{{line}}'),
    series(lines({ 'SGLang ended': sum(rate(sglang.requests)) }), '{{line}}'),
  ],
  unit: 'reqps',
  stacked: true,
  colourByName: true,
  shortLegend: true,
});
