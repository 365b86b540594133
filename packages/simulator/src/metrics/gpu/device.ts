import type { GpuState } from '../../story/gpu.ts';

/** Sums of a GPU that outlive the worker on it: the driver counts them, a worker's begin anew. */
export interface DeviceTotals {
  readonly energyMillijoules: number;
  readonly thermalViolationNs: number;
  readonly powerViolationNs: number;
  readonly eccSingleBit: number;
  readonly eccDoubleBit: number;
  readonly nvlinkBytes: number;
  readonly nvlinkCrcErrors: number;
  readonly nvlinkReplays: number;
  readonly nvlinkRecoveries: number;
  readonly pcieReplays: number;
  readonly remappedCorrectable: number;
  readonly remappedUncorrectable: number;
}

const nothing: DeviceTotals = {
  energyMillijoules: 0,
  thermalViolationNs: 0,
  powerViolationNs: 0,
  eccSingleBit: 0,
  eccDoubleBit: 0,
  nvlinkBytes: 0,
  nvlinkCrcErrors: 0,
  nvlinkReplays: 0,
  nvlinkRecoveries: 0,
  pcieReplays: 0,
  remappedCorrectable: 0,
  remappedUncorrectable: 0,
};

function plus(a: DeviceTotals, b: DeviceTotals): DeviceTotals {
  return {
    energyMillijoules: a.energyMillijoules + b.energyMillijoules,
    thermalViolationNs: a.thermalViolationNs + b.thermalViolationNs,
    powerViolationNs: a.powerViolationNs + b.powerViolationNs,
    eccSingleBit: a.eccSingleBit + b.eccSingleBit,
    eccDoubleBit: a.eccDoubleBit + b.eccDoubleBit,
    nvlinkBytes: a.nvlinkBytes + b.nvlinkBytes,
    nvlinkCrcErrors: a.nvlinkCrcErrors + b.nvlinkCrcErrors,
    nvlinkReplays: a.nvlinkReplays + b.nvlinkReplays,
    nvlinkRecoveries: a.nvlinkRecoveries + b.nvlinkRecoveries,
    pcieReplays: a.pcieReplays + b.pcieReplays,
    remappedCorrectable: a.remappedCorrectable + b.remappedCorrectable,
    remappedUncorrectable: a.remappedUncorrectable + b.remappedUncorrectable,
  };
}

/** A GPU in its slot, through all workers that it had. */
export class Device {
  private state: GpuState | undefined;
  private before = nothing;

  /** @returns whether a new worker has it. */
  takeOver(state: GpuState): boolean {
    if (this.state === state) {
      return false;
    }
    if (this.state !== undefined) {
      this.before = plus(this.before, this.state);
    }
    this.state = state;
    return true;
  }

  get totals(): DeviceTotals {
    return this.state === undefined ? this.before : plus(this.before, this.state);
  }
}
