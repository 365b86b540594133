import { gpu as families, type Counter, type Gauge } from '@dynamo-observability/signals';

import type { GpuState } from '../../story/gpu.ts';
import { clockReasons } from './clock-reasons.ts';
import { WINDOW_SECONDS, type GpuHistory } from './gpu-history.ts';
import { healthOf, watches } from './health.ts';

const PERCENT = 100;
const RESERVED_MIB = 560;

/** A GPU at one look. `used`: a worker has it; the memory of one that is gone is free. */
export interface Look {
  readonly gpu: GpuState;
  readonly history: GpuHistory;
  used: boolean;
}

/** One series of each GPU: its family, what its labels say beyond the device, and its value. */
export interface Reading {
  readonly metric: Counter | Gauge;
  readonly labels: { readonly [name: string]: string };
  readonly read: (look: Look) => number;
}

const reading = (metric: Counter | Gauge, read: Reading['read'], labels: Reading['labels'] = {}): Reading => ({
  metric,
  labels,
  read,
});
/** What the story never moves: no video, no other limits, links between GPUs that work. */
const zero = (...metrics: ReadonlyArray<Counter | Gauge>) => metrics.map((metric) => reading(metric, () => 0));
const usedMib = ({ gpu, used }: Look): number => (used ? Math.round(gpu.memoryUsedMib) : 0);

const use: readonly Reading[] = [
  reading(families.utilization, ({ gpu }) => Math.round(gpu.busy * PERCENT)),
  reading(families.memoryCopyUtilization, ({ gpu }) => Math.round(gpu.dramActive * PERCENT)),
  ...zero(families.encoderUtilization, families.decoderUtilization),
  reading(families.engineActive, ({ gpu }) => gpu.busy),
  // While a kernel runs, most multiprocessors have work, with about a third of the warps that they could hold.
  reading(families.smActive, ({ gpu }) => 0.94 * gpu.busy),
  reading(families.smOccupancy, ({ gpu }) => 0.31 * gpu.busy),
  reading(families.tensorActive, ({ gpu }) => gpu.tensorActive),
  reading(families.dramActive, ({ gpu }) => gpu.dramActive),
  reading(families.memoryUsed, usedMib),
  reading(families.memoryReserved, () => RESERVED_MIB),
  reading(families.memoryFree, (look) => Math.max(0, look.gpu.memoryTotalMib - usedMib(look) - RESERVED_MIB)),
];

const physics: readonly Reading[] = [
  reading(families.powerUsage, ({ gpu }) => gpu.powerWatts),
  reading(families.energy, ({ gpu }) => Math.floor(gpu.energyMillijoules)),
  reading(families.temperature, ({ gpu }) => Math.round(gpu.temperatureCelsius)),
  reading(families.memoryTemperature, ({ gpu }) => Math.round(gpu.memoryTemperatureCelsius)),
  reading(families.smClock, ({ gpu }) => Math.round(gpu.smClockMhz)),
  reading(families.memoryClock, ({ gpu }) => Math.round(gpu.memoryClockMhz)),
  reading(families.powerViolation, ({ gpu }) => Math.floor(gpu.powerViolationNs)),
  reading(families.thermalViolation, ({ gpu }) => Math.floor(gpu.thermalViolationNs)),
  ...zero(families.boardLimitViolation, families.reliabilityViolation, families.syncBoostViolation),
  reading(families.clockEventReasons, ({ history }) => history.clockBits),
  ...clockReasons.map((reason) =>
    reading(families.clockEvents, ({ history }) => history.clockEvents.get(reason) ?? 0, {
      clock_event: reason,
      window_size_in_ms: String(WINDOW_SECONDS * 1000),
    })
  ),
];

const faults: readonly Reading[] = [
  reading(families.eccSingleBitVolatile, ({ gpu }) => gpu.eccSingleBit),
  reading(families.eccDoubleBitVolatile, ({ gpu }) => gpu.eccDoubleBit),
  reading(families.eccSingleBitAggregate, ({ gpu }) => gpu.eccSingleBit),
  reading(families.eccDoubleBitAggregate, ({ gpu }) => gpu.eccDoubleBit),
  reading(families.correctableRemappedRows, ({ gpu }) => gpu.remappedCorrectable),
  reading(families.uncorrectableRemappedRows, ({ gpu }) => gpu.remappedUncorrectable),
  reading(families.rowRemapFailure, ({ gpu }) => (gpu.remapFailed ? 1 : 0)),
  ...watches.map((watch) => reading(families.healthStatus, ({ gpu }) => healthOf(gpu, watch), { health_watch: watch })),
  ...zero(families.p2pStatus),
];

const links: readonly Reading[] = [
  reading(families.nvlinkTx, ({ gpu }) => gpu.nvlinkTxBytesPerSecond),
  reading(families.nvlinkRx, ({ gpu }) => gpu.nvlinkRxBytesPerSecond),
  reading(families.nvlinkBandwidth, ({ gpu }) => Math.floor(gpu.nvlinkBytes)),
  reading(families.nvlinkCrcFlitErrors, ({ gpu }) => Math.floor(gpu.nvlinkCrcErrors)),
  // Of checksum errors about every second one is in data.
  reading(families.nvlinkCrcDataErrors, ({ gpu }) => Math.floor(gpu.nvlinkCrcErrors / 2)),
  reading(families.nvlinkReplayErrors, ({ gpu }) => Math.floor(gpu.nvlinkReplays)),
  reading(families.nvlinkRecoveryErrors, ({ gpu }) => Math.floor(gpu.nvlinkRecoveries)),
  reading(families.pcieTx, ({ gpu }) => gpu.pcieTxBytesPerSecond),
  reading(families.pcieRx, ({ gpu }) => gpu.pcieRxBytesPerSecond),
  reading(families.pcieReplays, ({ gpu }) => Math.floor(gpu.pcieReplays)),
];

/** Every series that each GPU has all the time. A family's series follow one another. */
export const readings: readonly Reading[] = [...use, ...physics, ...faults, ...links];
