import { add, busiest, highest, median, per, rate, scale, sum, value } from '@dynamo-observability/query';
import { frontend, gpu } from '@dynamo-observability/signals';

import { requestsBehind } from '../evidence/explain.ts';
import { dashed, series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';
import { eachGpu, eightGpus, gpuChart, gpuLegend as legend } from './gpu-chart.ts';
import { allWatts, throttled, watts } from './physics.ts';

export const gpuUtilisation = gpuChart({
  id: 'gpu-utilisation',
  title: 'GPU utilisation',
  question: 'Are the GPUs busy, and with what?',
  reading:
    "Lines: share of time in which a kernel ran, which is not work done. Dashed: the middle GPU's tensor cores (prefill) and memory " +
    'bandwidth (decode). 100 % with an empty queue is healthy.',
  series: [
    series(eightGpus(scale(highest(value(gpu.utilization), eachGpu), 0.01)), legend),
    series(median(value(gpu.tensorActive)), 'tensor cores, median'),
    series(median(value(gpu.dramActive)), 'memory bandwidth, median'),
  ],
  unit: 'percentunit',
  max: 1,
  overrides: [dashed('tensor cores, median', 'orange'), dashed('memory bandwidth, median', 'purple')],
});

export const gpuPower = gpuChart({
  id: 'gpu-power',
  title: 'GPU power',
  question: 'How much power does each GPU draw?',
  reading:
    'At its limit with falling clocks a GPU is power capped and ITL rises. Low power under load is a GPU that waits.',
  series: [series(eightGpus(watts), legend)],
  unit: 'watt',
  explain: requestsBehind('gpu-power', { hostname: 'gpu-host', gpu: 'gpu' }),
});

export const energyPerToken = timeseries({
  id: 'energy-per-token',
  title: 'Energy per token',
  question: 'What does an output token cost in energy?',
  reading:
    'Energy of all GPUs of the cluster over output tokens of the selection, prefill included. Rises when GPUs idle: compare at equal load.',
  absence: 'Needs the energy counter of DCGM and output tokens in this time range.',
  series: [series(per(allWatts, sum(rate(frontend.outputTokens))), 'J per output token')],
  unit: 'joule',
});

export const gpuTemperature = gpuChart({
  id: 'gpu-temperature',
  title: 'GPU temperature',
  question: 'Is a GPU too hot?',
  reading: 'Above 85 °C clocks fall soon after. One hot GPU among cool ones: airflow; all: the room.',
  series: [
    series(eightGpus(highest(value(gpu.temperature), eachGpu)), legend),
    series(highest(value(gpu.memoryTemperature)), 'hottest memory'),
  ],
  unit: 'celsius',
  limit: 85,
});

const used = sum(value(gpu.memoryUsed), eachGpu);
const whole = add(used, sum(value(gpu.memoryFree), eachGpu));

export const gpuMemory = gpuChart({
  id: 'gpu-memory',
  title: 'GPU memory',
  question: 'How much of the GPU memory is in use?',
  reading:
    'Engines take their KV pool at start, so flat near 90 % is normal. A change is news: a crash, a leak, another process.',
  series: [series(eightGpus(per(used, whole)), legend)],
  unit: 'percentunit',
  max: 1,
});

export const gpuThrottling = gpuChart({
  id: 'gpu-throttling',
  title: 'GPU throttling',
  question: 'Is a GPU slowed down by its power limit or by heat?',
  reading:
    'Share of time. Heat above 0 is a fault. Power above 5 % for ten minutes costs ITL: raise the cap or spread the load.',
  series: [
    series(busiest(4, throttled(gpu.powerViolation), eachGpu.by), `${legend} power`),
    series(busiest(4, throttled(gpu.thermalViolation), eachGpu.by), `${legend} heat`),
  ],
  unit: 'percentunit',
  max: 1,
});
