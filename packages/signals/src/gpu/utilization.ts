/** What a GPU does with its time (metric-science.md D). */
import { gpuDevice } from '../label-sets.ts';
import { gauge } from '../metric.ts';

const family = { process: 'dcgm', group: 'dcgm' } as const;

export const utilization = gauge('DCGM_FI_DEV_GPU_UTIL', gpuDevice, {
  ...family,
  unit: 'percent',
  meaning: 'Share of time in which any kernel ran.',
  traps: ['A kernel ran; it does not say that the GPU was well used.'],
});

export const memoryCopyUtilization = gauge('DCGM_FI_DEV_MEM_COPY_UTIL', gpuDevice, {
  ...family,
  unit: 'percent',
  meaning: 'Share of time in which memory was read or written.',
});

export const encoderUtilization = gauge('DCGM_FI_DEV_ENC_UTIL', gpuDevice, {
  ...family,
  unit: 'percent',
  meaning: 'Use of the video encoder.',
});

export const decoderUtilization = gauge('DCGM_FI_DEV_DEC_UTIL', gpuDevice, {
  ...family,
  unit: 'percent',
  meaning: 'Use of the video decoder.',
});

export const engineActive = gauge('DCGM_FI_PROF_GR_ENGINE_ACTIVE', gpuDevice, {
  ...family,
  unit: 'ratio',
  meaning: 'Share of time in which the compute engine was active.',
});

export const tensorActive = gauge('DCGM_FI_PROF_PIPE_TENSOR_ACTIVE', gpuDevice, {
  ...family,
  unit: 'ratio',
  meaning: 'Share of cycles in which the tensor cores were busy: what prefill needs.',
});

export const dramActive = gauge('DCGM_FI_PROF_DRAM_ACTIVE', gpuDevice, {
  ...family,
  unit: 'ratio',
  meaning: 'Share of cycles in which memory was busy: what decode needs.',
});

export const smActive = gauge('DCGM_FI_PROF_SM_ACTIVE', gpuDevice, {
  ...family,
  unit: 'ratio',
  meaning: 'Share of cycles in which a multiprocessor had work, over all of them.',
  flag: 'A counter that dcgm-exporter leaves out by default',
});

export const smOccupancy = gauge('DCGM_FI_PROF_SM_OCCUPANCY', gpuDevice, {
  ...family,
  unit: 'ratio',
  meaning: 'Share of the warps that the multiprocessors could hold.',
  flag: 'A counter that dcgm-exporter leaves out by default',
});
