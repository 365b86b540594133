import type { Random } from '../random/random.ts';
import type { GpuState } from './gpu.ts';

/** An H100 SXM: idle and highest power (W), highest clock (MHz), memory (MiB). */
const IDLE_WATTS = 95;
const LIMIT_WATTS = 700;
const TOP_CLOCK_MHZ = 1980;
const MEMORY_MIB = 81_559;
/** °C above the coolant for each watt, and how slowly the temperature follows (s). */
const CELSIUS_PER_WATT = 0.065;
const INERTIA_SECONDS = 90;
const THROTTLE_CELSIUS = 85;

export function newGpu(node: string, index: number, random: Random): GpuState {
  const hex = (digits: number): string => random.hex(digits);
  return {
    index,
    uuid: `GPU-${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`,
    node,
    lost: false,
    powerWatts: IDLE_WATTS,
    powerLimitWatts: LIMIT_WATTS,
    temperatureCelsius: 34,
    memoryTemperatureCelsius: 40,
    smClockMhz: TOP_CLOCK_MHZ,
    memoryClockMhz: 2619,
    busy: 0,
    tensorActive: 0,
    dramActive: 0,
    memoryUsedMib: 74_000,
    memoryTotalMib: MEMORY_MIB,
    energyMillijoules: 0,
    thermalViolationNs: 0,
    powerViolationNs: 0,
    xidLast: 0,
    xidCounts: new Map(),
    eccSingleBit: 0,
    eccDoubleBit: 0,
    remappedCorrectable: 0,
    remappedUncorrectable: 0,
    remapPending: false,
    remapFailed: false,
    nvlinkBytes: 0,
    nvlinkTxBytesPerSecond: 0,
    nvlinkRxBytesPerSecond: 0,
    nvlinkCrcErrors: 0,
    nvlinkReplays: 0,
    nvlinkRecoveries: 0,
    pcieTxBytesPerSecond: 0,
    pcieRxBytesPerSecond: 0,
    pcieReplays: 0,
  };
}

/** What an engine did with its GPUs since the last look, as shares of the time from 0 to 1. */
export interface GpuLoad {
  readonly seconds: number;
  readonly busy: number;
  readonly prefill: number;
  /** Running requests of those that it may run. */
  readonly batch: number;
  readonly tokensPerSecond: number;
}

/** What is wrong with a GPU, from 0 to 1. */
export interface GpuTrouble {
  readonly heat: number;
  readonly cap: number;
  readonly links: number;
  readonly ecc: boolean;
}

/** Lets time pass for a GPU. Its clock afterwards says how fast the engine may go on. */
export function passTime(gpu: GpuState, load: GpuLoad, trouble: GpuTrouble, random: Random): void {
  if (gpu.lost) {
    return;
  }
  const { seconds, busy } = load;
  gpu.busy = busy;
  gpu.tensorActive = busy * Math.min(1, 0.72 * load.prefill + 0.1 + 0.25 * load.batch * (1 - load.prefill));
  gpu.dramActive = busy * Math.min(1, 0.35 + 0.45 * load.batch);
  const wanted =
    IDLE_WATTS + busy * (LIMIT_WATTS - IDLE_WATTS) * Math.min(1, 0.3 + 0.55 * gpu.tensorActive + 0.3 * gpu.dramActive);
  gpu.powerLimitWatts = LIMIT_WATTS - 520 * trouble.cap;
  const capped = wanted > gpu.powerLimitWatts;
  const byPower = capped ? Math.sqrt((gpu.powerLimitWatts - IDLE_WATTS) / (wanted - IDLE_WATTS)) : 1;
  const byHeat = 1 - 0.5 * Math.min(1, Math.max(0, (gpu.temperatureCelsius - THROTTLE_CELSIUS) / 8));
  gpu.smClockMhz = Math.round((TOP_CLOCK_MHZ * Math.min(byPower, byHeat)) / 15) * 15;
  gpu.powerWatts = Math.min(gpu.powerLimitWatts, IDLE_WATTS + (wanted - IDLE_WATTS) * byHeat) + random.normal(0, 2);
  gpu.energyMillijoules += gpu.powerWatts * seconds * 1000;
  const settled = 27 + CELSIUS_PER_WATT * gpu.powerWatts + 60 * trouble.heat;
  gpu.temperatureCelsius += (settled - gpu.temperatureCelsius) * (1 - Math.exp(-seconds / INERTIA_SECONDS));
  gpu.memoryTemperatureCelsius = gpu.temperatureCelsius + 8 * gpu.dramActive + 3;
  gpu.powerViolationNs += capped ? seconds * 1e9 : 0;
  gpu.thermalViolationNs += byHeat < 1 ? seconds * 1e9 : 0;
  moveData(gpu, load, trouble);
  if (trouble.ecc) {
    gpu.remapPending = true;
    gpu.eccSingleBit += random.chance(0.2 * seconds) ? 1 : 0;
  }
}

function moveData(gpu: GpuState, { seconds, busy, tokensPerSecond }: GpuLoad, { links }: GpuTrouble): void {
  // Two all-reduces a layer: 80 layers of 16 KiB for each token, both ways.
  const bytes = tokensPerSecond * 80 * 2 * 16_384 * 1.75 * (1 - 0.5 * links);
  gpu.nvlinkTxBytesPerSecond = bytes;
  gpu.nvlinkRxBytesPerSecond = bytes;
  gpu.nvlinkBytes += 2 * bytes * seconds;
  gpu.nvlinkCrcErrors += links * 40 * seconds * busy;
  gpu.nvlinkReplays += links * 12 * seconds * busy;
  gpu.nvlinkRecoveries += links > 0.7 ? 0.02 * seconds : 0;
  gpu.pcieTxBytesPerSecond = 2e6 * busy + tokensPerSecond * 200;
  gpu.pcieRxBytesPerSecond = 4e6 * busy + tokensPerSecond * 400;
}

/** How fast the slowest GPU lets the engine go: tensor parallelism waits for all. */
export function speedOf(gpus: readonly GpuState[], links: number): number {
  const clock = Math.min(...gpus.map(({ smClockMhz }) => smClockMhz));
  return (clock / TOP_CLOCK_MHZ) * (1 - 0.45 * links);
}
