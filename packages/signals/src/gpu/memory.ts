/** GPU memory (metric-science.md D). In MiB, not bytes. */
import { gpuDevice } from '../label-sets.ts';
import { gauge } from '../metric.ts';

const family = { process: 'dcgm', group: 'dcgm' } as const;
const inMebibytes = 'In MiB.';

export const memoryUsed = gauge('DCGM_FI_DEV_FB_USED', gpuDevice, {
  ...family,
  unit: 'mebibytes',
  meaning: 'Memory in use.',
  traps: ['The KV pool is allocated at start: flat at about 0.9 is normal.', inMebibytes],
});

export const memoryFree = gauge('DCGM_FI_DEV_FB_FREE', gpuDevice, {
  ...family,
  unit: 'mebibytes',
  meaning: 'Memory that is free.',
  traps: [inMebibytes],
});

export const memoryReserved = gauge('DCGM_FI_DEV_FB_RESERVED', gpuDevice, {
  ...family,
  unit: 'mebibytes',
  meaning: 'Memory that the driver keeps.',
  traps: [inMebibytes],
});
