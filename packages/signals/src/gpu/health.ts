/** Faults of a GPU (metric-science.md D). */
import { gpuDevice } from '../label-sets.ts';
import { counter, gauge } from '../metric.ts';

const family = { process: 'dcgm', group: 'dcgm' } as const;
const offByDefault = 'A counter that dcgm-exporter leaves out by default';
const beforeAmpere = 'A GPU older than Ampere, and a counter that dcgm-exporter leaves out by default';

export const xid = gauge('DCGM_FI_DEV_XID_ERRORS', [...gpuDevice, 'err_code', 'err_msg'], {
  ...family,
  unit: 'code',
  meaning: 'Code of the last XID error, 0 if there was none.',
  traps: [
    'A code, not a count; it never goes back to 0.',
    'Some versions of the exporter have no series until the first error.',
    'A second error with the same code cannot be seen.',
  ],
});

export const xidErrors = gauge('DCGM_EXP_XID_ERRORS_COUNT', [...gpuDevice, 'xid', 'window_size_in_ms'], {
  ...family,
  unit: 'count',
  meaning: 'XID errors in the window of the exporter, by code.',
  appears: 'first-event',
  flag: offByDefault,
  traps: ['A gauge over a window: never rate it.'],
});

export const eccSingleBitVolatile = counter('DCGM_FI_DEV_ECC_SBE_VOL_TOTAL', gpuDevice, {
  ...family,
  unit: 'count',
  meaning: 'Memory errors of one bit since the driver was loaded: corrected.',
  flag: offByDefault,
});

export const eccDoubleBitVolatile = counter('DCGM_FI_DEV_ECC_DBE_VOL_TOTAL', gpuDevice, {
  ...family,
  unit: 'count',
  meaning: 'Memory errors of two bits since the driver was loaded: not corrected.',
  flag: offByDefault,
});

export const eccSingleBitAggregate = counter('DCGM_FI_DEV_ECC_SBE_AGG_TOTAL', gpuDevice, {
  ...family,
  unit: 'count',
  meaning: 'Memory errors of one bit in the life of the GPU.',
  flag: offByDefault,
});

export const eccDoubleBitAggregate = counter('DCGM_FI_DEV_ECC_DBE_AGG_TOTAL', gpuDevice, {
  ...family,
  unit: 'count',
  meaning: 'Memory errors of two bits in the life of the GPU.',
  flag: offByDefault,
});

export const uncorrectableRemappedRows = counter('DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS', gpuDevice, {
  ...family,
  unit: 'count',
  meaning: 'Memory rows replaced after errors that could not be corrected.',
});

export const correctableRemappedRows = counter('DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS', gpuDevice, {
  ...family,
  unit: 'count',
  meaning: 'Memory rows replaced after errors that were corrected.',
});

export const rowRemapFailure = gauge('DCGM_FI_DEV_ROW_REMAP_FAILURE', gpuDevice, {
  ...family,
  unit: 'bool',
  meaning: '1 if a row could not be replaced: the GPU must go.',
});

export const retiredSingleBit = counter('DCGM_FI_DEV_RETIRED_SBE', gpuDevice, {
  ...family,
  unit: 'count',
  meaning: 'Pages retired after errors of one bit.',
  flag: beforeAmpere,
});

export const retiredDoubleBit = counter('DCGM_FI_DEV_RETIRED_DBE', gpuDevice, {
  ...family,
  unit: 'count',
  meaning: 'Pages retired after errors of two bits.',
  flag: beforeAmpere,
});

export const retiredPending = counter('DCGM_FI_DEV_RETIRED_PENDING', gpuDevice, {
  ...family,
  unit: 'count',
  meaning: 'Pages that will be retired at the next reset.',
  flag: beforeAmpere,
});

export const healthStatus = gauge('DCGM_EXP_GPU_HEALTH_STATUS', [...gpuDevice, 'health_watch'], {
  ...family,
  unit: 'code',
  meaning: 'What DCGM thinks of the health of the GPU, by system.',
  flag: offByDefault,
});

export const p2pStatus = gauge('DCGM_EXP_P2P_STATUS', gpuDevice, {
  ...family,
  unit: 'code',
  meaning: 'State of the direct links to other GPUs.',
  flag: offByDefault,
});
