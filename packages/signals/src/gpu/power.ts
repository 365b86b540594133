/** Power, heat and clocks of a GPU (metric-science.md D). */
import { gpuDevice } from '../label-sets.ts';
import { counter, gauge } from '../metric.ts';

const family = { process: 'dcgm', group: 'dcgm' } as const;
const unitChanged = 'Nanoseconds now, microseconds in old versions.';
const offByDefault = 'A counter that dcgm-exporter leaves out by default';

export const powerUsage = gauge('DCGM_FI_DEV_POWER_USAGE', gpuDevice, {
  ...family,
  unit: 'watts',
  meaning: 'Power that the GPU draws.',
});

export const energy = counter('DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION', gpuDevice, {
  ...family,
  unit: 'millijoules',
  meaning: 'Energy used since the driver was loaded.',
  traps: ['In millijoules.'],
});

export const temperature = gauge('DCGM_FI_DEV_GPU_TEMP', gpuDevice, {
  ...family,
  unit: 'celsius',
  meaning: 'Temperature of the GPU.',
});

export const memoryTemperature = gauge('DCGM_FI_DEV_MEMORY_TEMP', gpuDevice, {
  ...family,
  unit: 'celsius',
  meaning: 'Temperature of the memory.',
});

export const smClock = gauge('DCGM_FI_DEV_SM_CLOCK', gpuDevice, {
  ...family,
  unit: 'megahertz',
  meaning: 'Clock of the multiprocessors.',
});

export const memoryClock = gauge('DCGM_FI_DEV_MEM_CLOCK', gpuDevice, {
  ...family,
  unit: 'megahertz',
  meaning: 'Clock of the memory.',
});

export const powerViolation = counter('DCGM_FI_DEV_POWER_VIOLATION', gpuDevice, {
  ...family,
  unit: 'nanoseconds',
  meaning: 'Time slowed down by the power limit.',
  flag: offByDefault,
  traps: [unitChanged],
});

export const thermalViolation = counter('DCGM_FI_DEV_THERMAL_VIOLATION', gpuDevice, {
  ...family,
  unit: 'nanoseconds',
  meaning: 'Time slowed down by heat.',
  flag: offByDefault,
  traps: [unitChanged],
});

export const boardLimitViolation = counter('DCGM_FI_DEV_BOARD_LIMIT_VIOLATION', gpuDevice, {
  ...family,
  unit: 'nanoseconds',
  meaning: 'Time slowed down by a limit of the board.',
  flag: offByDefault,
  traps: [unitChanged],
});

export const reliabilityViolation = counter('DCGM_FI_DEV_RELIABILITY_VIOLATION', gpuDevice, {
  ...family,
  unit: 'nanoseconds',
  meaning: 'Time slowed down for reliability.',
  flag: offByDefault,
  traps: [unitChanged],
});

export const syncBoostViolation = counter('DCGM_FI_DEV_SYNC_BOOST_VIOLATION', gpuDevice, {
  ...family,
  unit: 'nanoseconds',
  meaning: 'Time slowed down to stay in step with other GPUs.',
  flag: offByDefault,
  traps: [unitChanged],
});

export const clockEventReasons = gauge('DCGM_FI_DEV_CLOCKS_EVENT_REASONS', gpuDevice, {
  ...family,
  unit: 'code',
  meaning: 'Why the clocks are down, as a set of bits.',
  flag: offByDefault,
  traps: ['A set of bits: neither sum nor average means anything.'],
});

export const clockEvents = gauge('DCGM_EXP_CLOCK_EVENTS_COUNT', [...gpuDevice, 'clock_event', 'window_size_in_ms'], {
  ...family,
  unit: 'events',
  meaning: 'Times the clocks went down in the window of the exporter, by reason.',
  flag: offByDefault,
  traps: ['A gauge over a window: never rate it.'],
});
