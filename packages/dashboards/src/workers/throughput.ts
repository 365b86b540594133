import { average, lines, mean, rate } from '@dynamo-observability/query';
import { sglang, vllm } from '@dynamo-observability/signals';

import { heatmap } from '../visual/heatmap.ts';
import { series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';
import { acceptedPerDraft, engineDuration, generatedTokens, promptTokens, running } from './engines.ts';
import { topEight, workerChart } from './worker-chart.ts';

export const runningPerWorker = workerChart({
  id: 'worker-running',
  title: 'Batch size',
  question: 'How many requests does each engine work on at once?',
  reading:
    'Requests in the running batch. At its limit (max-num-seqs) with a queue behind it: add workers or raise the limit. Small at high load: KV memory or the router holds requests back.',
  absence: 'No engine has reported its batch in this time range.',
  series: [series(topEight(running), '{{instance}}')],
  unit: 'short',
});

export const generatedPerWorker = workerChart({
  id: 'worker-generated-tokens',
  title: 'Generated tokens',
  question: 'Which worker generates how many tokens per second?',
  reading:
    'As engines count. Compare at equal batch size: a worker that generates less is slow. Real engines only; SGLang without real-time counts tells them when a request ends.',
  absence: 'No real engine has generated tokens in this time range.',
  series: [series(topEight(generatedTokens), '{{instance}}')],
  unit: 'suffix: tok/s',
});

export const promptPerWorker = workerChart({
  id: 'worker-prompt-tokens',
  title: 'Prompt tokens',
  question: 'Which worker takes in how many prompt tokens per second?',
  reading:
    'Cached ones included. The router spreads requests, not tokens: a worker with far more than its peers has the long prompts, and its TTFT suffers.',
  absence: 'No real engine has taken a prompt in this time range.',
  series: [series(topEight(promptTokens), '{{instance}}')],
  unit: 'suffix: tok/s',
});

export const engineDurationPerWorker = workerChart({
  id: 'engine-duration',
  title: 'Engine duration',
  question: 'How long does a request stay in each engine?',
  reading:
    'Mean inside the engine, exact. Worker duration minus this is what Dynamo and the network add: growing apart, look at the queues of Dynamo.',
  absence: 'No engine has finished a request in this time range.',
  series: [series(topEight(engineDuration), '{{instance}}')],
  unit: 's',
});

export const tokensPerStep = heatmap({
  id: 'tokens-per-step',
  title: 'Tokens per step',
  question: 'How large are the steps of the engine?',
  reading:
    'vLLM only. Many small steps are decode alone; large ones hold chunks of prefill, and every request of that batch waits for them. The upper limit is max-num-batched-tokens.',
  absence: 'No vLLM engine has taken a step in this time range.',
  metric: vllm.iterationTokens,
  unit: 'short',
  cellUnit: 'ops',
});

export const enginePhases = timeseries({
  id: 'engine-phases',
  title: 'Engine phases',
  question: 'Where does the time of a request go inside the engine?',
  reading:
    'vLLM only, means per request: waiting, prefill, decode. Stacked they are the time in the engine. Waiting large: saturated. Prefill large: long prompts or a cold cache.',
  absence: 'No vLLM engine has finished a request in this time range.',
  series: [
    series(
      lines({ waiting: mean(vllm.queueTime), prefill: mean(vllm.prefillTime), decode: mean(vllm.decodeTime) }),
      '{{line}}'
    ),
  ],
  unit: 's',
  stacked: true,
  shortLegend: true,
});

export const stageLatency = timeseries({
  id: 'engine-stages',
  title: 'Engine stages',
  question: 'Which stage of SGLang takes the time?',
  reading:
    'SGLang only, means per request and stage. The stage that grows with load is the bottleneck; one that grows alone is a fault.',
  absence: 'No SGLang engine has finished a request in this time range.',
  series: [series(mean(sglang.perStageLatency, { by: ['stage'] }), '{{stage}}')],
  unit: 's',
  colourByName: true,
  shortLegend: true,
});

export const draftsAccepted = workerChart({
  id: 'drafts-accepted',
  title: 'Tokens per draft',
  question: 'Does speculative decoding pay?',
  reading:
    'Tokens that one step yields, with the one the model adds itself: 1 means that no draft token is ever accepted and drafting is pure cost. It pays most at small batches; judge by ITL with and without.',
  absence: 'No engine decodes speculatively in this time range.',
  series: [series(topEight(acceptedPerDraft), '{{instance}}')],
  unit: 'none',
});

export const modelFlops = timeseries({
  id: 'model-flops',
  title: 'Model FLOPS',
  question: 'How much arithmetic does a GPU do for the model?',
  reading:
    'vLLM with --enable-mfu-metrics: operations per second of one GPU, the mean of all ranks, by an estimate from shapes. Divide by the peak of the GPU for MFU; decode is far below prefill by nature.',
  absence: 'No vLLM engine counts its operations in this time range.',
  series: [series(average(rate(vllm.estimatedFlops)), 'per GPU')],
  unit: 'si:FLOPS',
  shortLegend: true,
});
