/** One GPU as it truly is at the last tick; sums are since the beginning of its worker. */
export interface GpuState {
  /** Index on its node, 0 to 7. */
  readonly index: number;
  readonly uuid: string;
  readonly node: string;
  lost: boolean;
  powerWatts: number;
  powerLimitWatts: number;
  temperatureCelsius: number;
  memoryTemperatureCelsius: number;
  smClockMhz: number;
  memoryClockMhz: number;
  /** Shares from 0 to 1. */
  busy: number;
  tensorActive: number;
  dramActive: number;
  memoryUsedMib: number;
  memoryTotalMib: number;
  energyMillijoules: number;
  thermalViolationNs: number;
  powerViolationNs: number;
  xidLast: number;
  readonly xidCounts: Map<number, number>;
  eccSingleBit: number;
  eccDoubleBit: number;
  remappedCorrectable: number;
  remappedUncorrectable: number;
  remapPending: boolean;
  remapFailed: boolean;
  nvlinkBytes: number;
  nvlinkTxBytesPerSecond: number;
  nvlinkRxBytesPerSecond: number;
  nvlinkCrcErrors: number;
  nvlinkReplays: number;
  nvlinkRecoveries: number;
  pcieTxBytesPerSecond: number;
  pcieRxBytesPerSecond: number;
  pcieReplays: number;
}
