import { add, highest, median, or, per, rate, scale, sum, value } from '@dynamo-observability/query';
import { frontend, gpu } from '@dynamo-observability/signals';

import { dashed, series, type Statement } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';

const eachGpu = { by: ['hostname', 'gpu'] } as const;
const legend = '{{hostname}} GPU {{gpu}}';
const absence = 'DCGM has no values in this time range.';

const gpuChart = (
  statement: Omit<Statement, 'absence'> & { readonly max?: number; readonly limit?: number; readonly decimals?: number }
) => timeseries({ ...statement, absence, colourByName: true, shortLegend: true });

export const gpuUtilisation = gpuChart({
  id: 'gpu-utilisation',
  title: 'GPU utilisation',
  question: 'Are the GPUs busy, and with what?',
  reading:
    "Lines: share of time in which a kernel ran, which is not work done. Dashed: the middle GPU's tensor cores (prefill) and memory " +
    'bandwidth (decode). 100 % with an empty queue is healthy.',
  series: [
    series(scale(highest(value(gpu.utilization), eachGpu), 0.01), legend),
    series(median(value(gpu.tensorActive)), 'tensor cores, median'),
    series(median(value(gpu.dramActive)), 'memory bandwidth, median'),
  ],
  unit: 'percentunit',
  max: 1,
  overrides: [dashed('tensor cores, median', 'orange'), dashed('memory bandwidth, median', 'purple')],
});

/** Watts from the energy counter (mJ), which misses no peak; the sampled gauge where the counter is absent (metric-science.md C7). */
const watts = or(scale(highest(rate(gpu.energy), eachGpu), 0.001), highest(value(gpu.powerUsage), eachGpu));

export const gpuPower = gpuChart({
  id: 'gpu-power',
  title: 'GPU power',
  question: 'How much power does each GPU draw?',
  reading:
    'At its limit with falling clocks a GPU is power capped and ITL rises. Low power under load is a GPU that waits.',
  series: [series(watts, legend)],
  unit: 'watt',
});

/** A MIG slice repeats the energy of its device, so each device counts once. */
const joulesPerSecond = scale(sum(highest(rate(gpu.energy), { by: ['UUID'] })), 0.001);

export const energyPerToken = timeseries({
  id: 'energy-per-token',
  title: 'Energy per token',
  question: 'What does an output token cost in energy?',
  reading:
    'Energy of all GPUs of the cluster over output tokens of the selection, prefill included. Rises when GPUs idle: compare at equal load.',
  absence: 'Needs the energy counter of DCGM and output tokens in this time range.',
  series: [series(per(joulesPerSecond, sum(rate(frontend.outputTokens))), 'J per output token')],
  unit: 'joule',
});

export const gpuTemperature = gpuChart({
  id: 'gpu-temperature',
  title: 'GPU temperature',
  question: 'Is a GPU too hot?',
  reading: 'Above 85 °C clocks fall soon after. One hot GPU among cool ones: airflow; all: the room.',
  series: [
    series(highest(value(gpu.temperature), eachGpu), legend),
    series(highest(value(gpu.memoryTemperature), eachGpu), `${legend} memory`),
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
  series: [series(per(used, whole), legend)],
  unit: 'percentunit',
  max: 1,
});

/** Violation counters are in ns: their rate over 1e9 is the share of time throttled (metric-science.md C8). */
const throttled = (counter: typeof gpu.powerViolation | typeof gpu.thermalViolation) =>
  scale(highest(rate(counter), eachGpu), 1e-9);

export const gpuThrottling = gpuChart({
  id: 'gpu-throttling',
  title: 'GPU throttling',
  question: 'Is a GPU slowed down by its power limit or by heat?',
  reading:
    'Share of time. Heat above 0 is a fault. Power above 5 % for ten minutes costs ITL: raise the cap or spread the load.',
  series: [
    series(throttled(gpu.powerViolation), `${legend} power`),
    series(throttled(gpu.thermalViolation), `${legend} heat`),
  ],
  unit: 'percentunit',
  max: 1,
});
