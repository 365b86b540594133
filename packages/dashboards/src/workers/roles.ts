import { lines, noneOf, per, rate, sum, value } from '@dynamo-observability/query';
import { sglang, worker } from '@dynamo-observability/signals';

import { quantilesWithBands } from '../latency/quantiles.ts';
import { series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';
import { engineTtft, timePerOutputToken } from './engines.ts';
import { manyLines, topEight, workerChart } from './worker-chart.ts';

/** Aggregated workers are called "backend" like decode workers. */
const prefill = { dynamo_endpoint: 'generate', dynamo_component: 'prefill' } as const;
const decode = { dynamo_endpoint: 'generate', dynamo_component: noneOf('prefill') } as const;
const byRole = { by: ['dynamo_component'] } as const;
const generate = { dynamo_endpoint: 'generate' } as const;

export const loadByRole = manyLines({
  id: 'load-by-role',
  title: 'Load by role',
  question: 'Which role carries the load: prefill or decode?',
  reading:
    'Requests inside the workers, by component; "backend" is decode, or prefill and decode together. Prefill growing alone: TTFT follows. Decode growing alone: longer answers, or too few decode workers.',
  series: [series(sum(value(worker.inflightRequests, generate), byRole), '{{dynamo_component}}')],
  unit: 'short',
});

export const requestsByRole = manyLines({
  id: 'requests-by-role',
  title: 'Requests by role',
  question: 'Do prefill and decode take requests at the same pace?',
  reading:
    'A disaggregated request passes both, so the lines should lie on each other. Prefill below decode: short prompts are prefilled where they are decoded, or prefill workers are gone.',
  series: [series(sum(rate(worker.requests, generate), byRole), '{{dynamo_component}}')],
  unit: 'reqps',
});

function durationOf(id: string, role: string, where: typeof prefill | typeof decode, reading: string) {
  const drawn = quantilesWithBands(worker.requestDuration, where);
  return timeseries({
    id,
    title: `${role} duration`,
    question: `How long does a request stay in ${role.toLowerCase()} workers?`,
    reading,
    absence: `No ${role.toLowerCase()} worker has finished a request in this time range.`,
    series: drawn.series,
    overrides: drawn.overrides,
    unit: 's',
    interval: '1m',
  });
}

export const prefillDuration = durationOf(
  'prefill-duration',
  'Prefill',
  prefill,
  'From a worker taking the request to its last answer. The larger part of TTFT in disaggregated serving. The bands are the buckets that hold the quantiles; the mean is exact. Rising with prompt length is normal, rising alone is a queue.'
);

export const decodeDuration = durationOf(
  'decode-duration',
  'Decode',
  decode,
  'From a worker taking the request to its last token; aggregated workers count here. It follows the length of the answers: compare with ITL before blaming the workers. The bands are the buckets that hold the quantiles.'
);

export const ttftPerWorker = workerChart({
  id: 'worker-ttft',
  title: 'Engine TTFT',
  question: 'At which worker does the first token take long?',
  reading:
    'Mean time to the first token inside the engine, exact: waiting and prefill, without frontend and network. High with a queue: too much load. High without: long prompts, a cold cache or slow hardware.',
  absence: 'No engine has made a first token in this time range.',
  series: [series(topEight(engineTtft), '{{instance}}')],
  unit: 's',
});

export const tpotPerWorker = workerChart({
  id: 'worker-tpot',
  title: 'TPOT per request',
  question: 'What do users of each worker feel as the speed of answers?',
  reading:
    'Mean time of an output token, each request with the same weight; ITL weighs by tokens, so long answers dominate there. vLLM and TensorRT-LLM only.',
  absence: 'No vLLM or TensorRT-LLM engine has finished an answer in this time range.',
  series: [series(topEight(timePerOutputToken), '{{instance}}')],
  unit: 's',
});

export const prefillToDecode = timeseries({
  id: 'prefill-to-decode',
  title: 'Prefill to decode',
  question: 'Is the ratio of prefill to decode workers right?',
  reading:
    'Requests in prefill for one in decode. It moves with prompt and answer lengths, so compare with the same workload before. Above 3 for long: too few prefill workers.',
  absence: 'There are no prefill workers, or nothing is being decoded.',
  series: [
    series(
      per(sum(value(worker.inflightRequests, prefill)), sum(value(worker.inflightRequests, decode))),
      'prefill per decode'
    ),
  ],
  unit: 'none',
  shortLegend: true,
});

export const transferQueues = manyLines({
  id: 'transfer-queues',
  title: 'Hand-over queues',
  question: 'Where do requests wait between prefill and decode?',
  reading:
    'SGLang only, over all workers. "memory": they wait for KV memory. "sending" and "receiving": KV is on its way. Growing memory queues: more decode workers; growing transfers: the network.',
  absence: 'No SGLang engine serves disaggregated in this time range.',
  series: [
    series(
      lines({
        'prefill memory': sum(value(sglang.prefillPreallocQueued)),
        sending: sum(value(sglang.prefillInflightQueued)),
        'decode memory': sum(value(sglang.decodePreallocQueued)),
        receiving: sum(value(sglang.decodeTransferQueued)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'short',
});
