import type { GpuState } from '../../story/gpu.ts';

/** Systems of a GPU that DCGM watches. */
export const watches = ['PCIE', 'NVLINK', 'MEM', 'INFOROM', 'THERMAL', 'POWER'] as const;
export type Watch = (typeof watches)[number];

const HEALTHY = 0;
const WARNING = 10;
const FAILING = 20;
/** Where an H100 begins to slow down. */
const HOT = 85;

/** DCGM's verdict: 0 healthy, 10 warning, 20 failing. */
export function healthOf(gpu: GpuState, watch: Watch): number {
  switch (watch) {
    case 'MEM':
      if (gpu.remapFailed || gpu.eccDoubleBit > 0) {
        return FAILING;
      }
      return gpu.remapPending ? WARNING : HEALTHY;
    case 'NVLINK':
      return gpu.nvlinkRecoveries > 0 ? FAILING : gpu.nvlinkReplays > 0 ? WARNING : HEALTHY;
    case 'THERMAL':
      return gpu.temperatureCelsius >= HOT ? WARNING : HEALTHY;
    case 'PCIE':
      return gpu.pcieReplays > 8 ? WARNING : HEALTHY;
    case 'INFOROM':
    case 'POWER':
      return HEALTHY;
  }
}
