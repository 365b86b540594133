import { highest, or, rate, scale, sum, value } from '@dynamo-observability/query';
import { gpu } from '@dynamo-observability/signals';

import { eachGpu } from './gpu-chart.ts';

/** Watts from the energy counter (mJ), which misses no peak; the sampled gauge where the counter is absent (metric-science.md C7). */
export const watts = or(scale(highest(rate(gpu.energy), eachGpu), 0.001), highest(value(gpu.powerUsage), eachGpu));

/** Watts of all GPUs. A MIG slice repeats the energy of its device, so each device counts once. */
export const allWatts = scale(sum(highest(rate(gpu.energy), { by: ['UUID'] })), 0.001);

type Violation =
  | typeof gpu.powerViolation
  | typeof gpu.thermalViolation
  | typeof gpu.boardLimitViolation
  | typeof gpu.reliabilityViolation
  | typeof gpu.syncBoostViolation;

/** Share of time slowed down. The counters are in ns: their rate over 1e9 is a share (metric-science.md C8). */
export const throttled = (counter: Violation) => scale(highest(rate(counter), eachGpu), 1e-9);

/** Work per GPU: SM activity, or activity of the compute engine where the former is off, as it is by default. */
export const smActivity = or(highest(value(gpu.smActive), eachGpu), highest(value(gpu.engineActive), eachGpu));

export const megahertz = 1e6;
