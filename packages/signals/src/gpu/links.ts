/** NVLink and PCIe (metric-science.md D): what carries tensor parallelism and KV. */
import { gpuDevice } from '../label-sets.ts';
import { counter, gauge } from '../metric.ts';

const family = { process: 'dcgm', group: 'dcgm' } as const;
const rateAlready = 'A gauge that is a rate already: never rate it.';
const offByDefault = 'A counter that dcgm-exporter leaves out by default';

export const nvlinkTx = gauge('DCGM_FI_PROF_NVLINK_TX_BYTES', gpuDevice, {
  ...family,
  unit: 'bytes-per-second',
  meaning: 'Bytes a second sent over NVLink.',
  flag: offByDefault,
  traps: [rateAlready],
});

export const nvlinkRx = gauge('DCGM_FI_PROF_NVLINK_RX_BYTES', gpuDevice, {
  ...family,
  unit: 'bytes-per-second',
  meaning: 'Bytes a second received over NVLink.',
  flag: offByDefault,
  traps: [rateAlready],
});

export const nvlinkBandwidth = counter('DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL', gpuDevice, {
  ...family,
  unit: 'count',
  meaning: 'Traffic of all NVLink lanes, summed since the driver was loaded.',
  traps: ['The newest dcgm-exporter types it as a gauge; its unit depends on the driver.'],
});

export const nvlinkCrcFlitErrors = counter('DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL', gpuDevice, {
  ...family,
  unit: 'count',
  meaning: 'Checksum errors of flow control on NVLink.',
  flag: offByDefault,
});

export const nvlinkCrcDataErrors = counter('DCGM_FI_DEV_NVLINK_CRC_DATA_ERROR_COUNT_TOTAL', gpuDevice, {
  ...family,
  unit: 'count',
  meaning: 'Checksum errors of data on NVLink.',
  flag: offByDefault,
});

export const nvlinkReplayErrors = counter('DCGM_FI_DEV_NVLINK_REPLAY_ERROR_COUNT_TOTAL', gpuDevice, {
  ...family,
  unit: 'count',
  meaning: 'Transfers repeated on NVLink.',
  flag: offByDefault,
});

export const nvlinkRecoveryErrors = counter('DCGM_FI_DEV_NVLINK_RECOVERY_ERROR_COUNT_TOTAL', gpuDevice, {
  ...family,
  unit: 'count',
  meaning: 'Recoveries of an NVLink.',
  flag: offByDefault,
});

export const pcieTx = gauge('DCGM_FI_PROF_PCIE_TX_BYTES', gpuDevice, {
  ...family,
  unit: 'bytes-per-second',
  meaning: 'Bytes a second sent over PCIe.',
  traps: [rateAlready],
});

export const pcieRx = gauge('DCGM_FI_PROF_PCIE_RX_BYTES', gpuDevice, {
  ...family,
  unit: 'bytes-per-second',
  meaning: 'Bytes a second received over PCIe.',
  traps: [rateAlready],
});

export const pcieReplays = counter('DCGM_FI_DEV_PCIE_REPLAY_COUNTER', gpuDevice, {
  ...family,
  unit: 'count',
  meaning: 'Transfers repeated on PCIe.',
});
