import { gpu as families } from '@dynamo-observability/signals';

import type { GpuState } from '../../story/gpu.ts';
import { Instruments, type Page } from '../instruments.ts';
import { LabelledPage } from '../labelled-page.ts';
import { servingNamespace } from '../place.ts';
import { ClockReasons, clockReasons, reasonBits, type ClockReason } from './clock-reasons.ts';
import { healthOf, watches } from './health.ts';
import { RecentEvents } from './recent-events.ts';
import { xidMessage } from './xid-messages.ts';

const WINDOW_SECONDS = 300;
const window = { window_size_in_ms: String(WINDOW_SECONDS * 1000) };
const RESERVED_MIB = 560;
const PERCENT = 100;
const none = {};
/** Limits that the story does not have. */
const never = [families.boardLimitViolation, families.reliabilityViolation, families.syncBoostViolation];

const eachOf = <K extends string, L extends object>(keys: readonly K[], labels: (key: K) => L) =>
  new Map(keys.map((key) => [key, labels(key)]));

/** What dcgm-exporter shows of one GPU while one pod has it, or none. */
export class GpuPage {
  readonly page: Page;
  private readonly to: Instruments;
  private readonly clocks: ClockReasons;
  private readonly xids: RecentEvents<number>;
  private readonly clockEvents: RecentEvents<ClockReason>;
  private readonly clockLabels = eachOf(clockReasons, (clock_event) => ({ clock_event, ...window }));
  private readonly watchLabels = eachOf(watches, (health_watch) => ({ health_watch }));
  private held: readonly ClockReason[] = [];
  private xidLabels = xidLabels(0);

  constructor(
    readonly gpu: GpuState,
    readonly pod: string | undefined,
    before?: GpuPage
  ) {
    this.clocks = before?.clocks ?? new ClockReasons();
    this.xids = before?.xids ?? new RecentEvents(WINDOW_SECONDS);
    this.clockEvents = before?.clockEvents ?? new RecentEvents(WINDOW_SECONDS);
    this.to = new Instruments({
      gpu: String(gpu.index),
      UUID: gpu.uuid,
      pci_bus_id: `00000000:${(0x18 + gpu.index * 0x11).toString(16).toUpperCase()}:00.0`,
      device: `nvidia${gpu.index}`,
      modelName: 'NVIDIA H100 80GB HBM3',
      Hostname: gpu.node,
      DCGM_FI_DRIVER_VERSION: '570.124.06',
    });
    never.forEach((family) => this.to.touch(family, none));
    this.page =
      pod === undefined ? this.to : new LabelledPage(this.to, { pod, namespace: servingNamespace, container: 'main' });
  }

  xid(code: number, at: number): void {
    this.xids.add(code, at);
  }

  /** @param used by a worker; the memory of one that is gone is free */
  refresh(at: number, used: boolean): void {
    this.refreshUse(used ? this.gpu.memoryUsedMib : 0);
    this.refreshPhysics();
    this.refreshClocks(at);
    this.refreshFaults(at);
    this.refreshLinks();
  }

  private refreshUse(memoryUsedMib: number): void {
    const { gpu, to } = this;
    to.set(families.utilization, none, Math.round(gpu.busy * PERCENT));
    to.set(families.memoryCopyUtilization, none, Math.round(gpu.dramActive * PERCENT));
    to.set(families.encoderUtilization, none, 0);
    to.set(families.decoderUtilization, none, 0);
    to.set(families.engineActive, none, gpu.busy);
    to.set(families.smActive, none, gpu.busy * 0.94);
    to.set(families.smOccupancy, none, gpu.busy * 0.31);
    to.set(families.tensorActive, none, gpu.tensorActive);
    to.set(families.dramActive, none, gpu.dramActive);
    to.set(families.memoryUsed, none, Math.round(memoryUsedMib));
    to.set(families.memoryReserved, none, RESERVED_MIB);
    to.set(families.memoryFree, none, Math.max(0, Math.round(gpu.memoryTotalMib - memoryUsedMib) - RESERVED_MIB));
  }

  private refreshPhysics(): void {
    const { gpu, to } = this;
    to.set(families.powerUsage, none, gpu.powerWatts);
    to.setTotal(families.energy, none, Math.floor(gpu.energyMillijoules));
    to.set(families.temperature, none, Math.round(gpu.temperatureCelsius));
    to.set(families.memoryTemperature, none, Math.round(gpu.memoryTemperatureCelsius));
    to.set(families.smClock, none, Math.round(gpu.smClockMhz));
    to.set(families.memoryClock, none, Math.round(gpu.memoryClockMhz));
    to.setTotal(families.powerViolation, none, Math.floor(gpu.powerViolationNs));
    to.setTotal(families.thermalViolation, none, Math.floor(gpu.thermalViolationNs));
  }

  private refreshClocks(at: number): void {
    const reasons = this.clocks.now(this.gpu);
    reasons.filter((reason) => !this.held.includes(reason)).forEach((reason) => this.clockEvents.add(reason, at));
    this.held = reasons;
    this.to.set(
      families.clockEventReasons,
      none,
      reasons.reduce((bits, reason) => bits | reasonBits[reason], 0)
    );
    const counts = new Map(this.clockEvents.counts(at));
    for (const [reason, labels] of this.clockLabels) {
      this.to.set(families.clockEvents, labels, counts.get(reason) ?? 0);
    }
  }

  private refreshFaults(at: number): void {
    const { gpu, to } = this;
    if (this.xidLabels.err_code !== String(gpu.xidLast)) {
      to.remove(families.xid, this.xidLabels);
      this.xidLabels = xidLabels(gpu.xidLast);
    }
    to.set(families.xid, this.xidLabels, gpu.xidLast);
    for (const [code, count] of this.xids.counts(at)) {
      to.set(families.xidErrors, { xid: String(code), ...window }, count);
    }
    to.setTotal(families.eccSingleBitVolatile, none, gpu.eccSingleBit);
    to.setTotal(families.eccDoubleBitVolatile, none, gpu.eccDoubleBit);
    to.setTotal(families.eccSingleBitAggregate, none, gpu.eccSingleBit);
    to.setTotal(families.eccDoubleBitAggregate, none, gpu.eccDoubleBit);
    to.setTotal(families.correctableRemappedRows, none, gpu.remappedCorrectable);
    to.setTotal(families.uncorrectableRemappedRows, none, gpu.remappedUncorrectable);
    to.set(families.rowRemapFailure, none, gpu.remapFailed ? 1 : 0);
    for (const [watch, labels] of this.watchLabels) {
      to.set(families.healthStatus, labels, healthOf(gpu, watch));
    }
    to.set(families.p2pStatus, none, 0);
  }

  private refreshLinks(): void {
    const { gpu, to } = this;
    to.set(families.nvlinkTx, none, gpu.nvlinkTxBytesPerSecond);
    to.set(families.nvlinkRx, none, gpu.nvlinkRxBytesPerSecond);
    to.setTotal(families.nvlinkBandwidth, none, Math.floor(gpu.nvlinkBytes));
    to.setTotal(families.nvlinkCrcFlitErrors, none, Math.floor(gpu.nvlinkCrcErrors));
    to.setTotal(families.nvlinkCrcDataErrors, none, Math.floor(gpu.nvlinkCrcErrors / 2));
    to.setTotal(families.nvlinkReplayErrors, none, Math.floor(gpu.nvlinkReplays));
    to.setTotal(families.nvlinkRecoveryErrors, none, Math.floor(gpu.nvlinkRecoveries));
    to.set(families.pcieTx, none, gpu.pcieTxBytesPerSecond);
    to.set(families.pcieRx, none, gpu.pcieRxBytesPerSecond);
    to.setTotal(families.pcieReplays, none, Math.floor(gpu.pcieReplays));
  }
}

const xidLabels = (code: number) => ({ err_code: String(code), err_msg: xidMessage(code) });
