import { gpu as families } from '@dynamo-observability/signals';

import type { GpuState } from '../../story/gpu.ts';
import type { WorkerState } from '../../story/worker.ts';
import { Instruments, type Page } from '../instruments.ts';
import { LabelledPage } from '../labelled-page.ts';
import { servingNamespace } from '../place.ts';
import { ClockReasons, clockReasons, reasonBits, type ClockReason } from './clock-reasons.ts';
import type { Device } from './device.ts';
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

/** What dcgm-exporter shows of one GPU while one worker has it. On Kubernetes it names the pod of that worker. */
export class GpuPage {
  readonly page: Page;
  private readonly to: Instruments;
  private readonly clocks = new ClockReasons();
  private readonly xids = new RecentEvents<number>(WINDOW_SECONDS);
  private readonly clockEvents = new RecentEvents<ClockReason>(WINDOW_SECONDS);
  private readonly clockLabels = eachOf(clockReasons, (clock_event) => ({ clock_event, ...window }));
  private readonly watchLabels = eachOf(watches, (health_watch) => ({ health_watch }));
  private held: readonly ClockReason[] = [];
  private xidLabels = xidLabels(0);

  constructor(
    readonly gpu: GpuState,
    private readonly device: Device,
    worker: WorkerState,
    kubernetes: boolean
  ) {
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
    const pod = { pod: worker.name, namespace: servingNamespace, container: 'main' };
    this.page = kubernetes ? new LabelledPage(this.to, pod) : this.to;
  }

  xid(code: number, at: number): void {
    this.xids.add(code, at);
  }

  refresh(at: number): void {
    this.refreshUse();
    this.refreshPhysics();
    this.refreshClocks(at);
    this.refreshFaults(at);
    this.refreshLinks();
  }

  private refreshUse(): void {
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
    to.set(families.memoryUsed, none, Math.round(gpu.memoryUsedMib));
    to.set(families.memoryReserved, none, RESERVED_MIB);
    to.set(families.memoryFree, none, Math.max(0, Math.round(gpu.memoryTotalMib - gpu.memoryUsedMib) - RESERVED_MIB));
  }

  private refreshPhysics(): void {
    const { gpu, to } = this;
    const { totals } = this.device;
    to.set(families.powerUsage, none, gpu.powerWatts);
    to.setTotal(families.energy, none, Math.floor(totals.energyMillijoules));
    to.set(families.temperature, none, Math.round(gpu.temperatureCelsius));
    to.set(families.memoryTemperature, none, Math.round(gpu.memoryTemperatureCelsius));
    to.set(families.smClock, none, Math.round(gpu.smClockMhz));
    to.set(families.memoryClock, none, Math.round(gpu.memoryClockMhz));
    to.setTotal(families.powerViolation, none, Math.floor(totals.powerViolationNs));
    to.setTotal(families.thermalViolation, none, Math.floor(totals.thermalViolationNs));
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
    const { totals } = this.device;
    if (this.xidLabels.err_code !== String(gpu.xidLast)) {
      to.remove(families.xid, this.xidLabels);
      this.xidLabels = xidLabels(gpu.xidLast);
    }
    to.set(families.xid, this.xidLabels, gpu.xidLast);
    for (const [code, count] of this.xids.counts(at)) {
      to.set(families.xidErrors, { xid: String(code), ...window }, count);
    }
    to.setTotal(families.eccSingleBitVolatile, none, totals.eccSingleBit);
    to.setTotal(families.eccDoubleBitVolatile, none, totals.eccDoubleBit);
    to.setTotal(families.eccSingleBitAggregate, none, totals.eccSingleBit);
    to.setTotal(families.eccDoubleBitAggregate, none, totals.eccDoubleBit);
    to.setTotal(families.correctableRemappedRows, none, totals.remappedCorrectable);
    to.setTotal(families.uncorrectableRemappedRows, none, totals.remappedUncorrectable);
    to.set(families.rowRemapFailure, none, gpu.remapFailed ? 1 : 0);
    for (const [watch, labels] of this.watchLabels) {
      to.set(families.healthStatus, labels, healthOf(gpu, watch));
    }
    to.set(families.p2pStatus, none, 0);
  }

  private refreshLinks(): void {
    const { gpu, to } = this;
    const { totals } = this.device;
    to.set(families.nvlinkTx, none, gpu.nvlinkTxBytesPerSecond);
    to.set(families.nvlinkRx, none, gpu.nvlinkRxBytesPerSecond);
    to.setTotal(families.nvlinkBandwidth, none, Math.floor(totals.nvlinkBytes));
    to.setTotal(families.nvlinkCrcFlitErrors, none, Math.floor(totals.nvlinkCrcErrors));
    to.setTotal(families.nvlinkCrcDataErrors, none, Math.floor(totals.nvlinkCrcErrors / 2));
    to.setTotal(families.nvlinkReplayErrors, none, Math.floor(totals.nvlinkReplays));
    to.setTotal(families.nvlinkRecoveryErrors, none, Math.floor(totals.nvlinkRecoveries));
    to.set(families.pcieTx, none, gpu.pcieTxBytesPerSecond);
    to.set(families.pcieRx, none, gpu.pcieRxBytesPerSecond);
    to.setTotal(families.pcieReplays, none, Math.floor(totals.pcieReplays));
  }
}

const xidLabels = (code: number) => ({ err_code: String(code), err_msg: xidMessage(code) });
