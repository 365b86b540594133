import type { GpuState } from '../../story/gpu.ts';
import { ClockReasons, reasonBits, type ClockReason } from './clock-reasons.ts';
import { RecentEvents } from './recent-events.ts';

export const WINDOW_SECONDS = 300;

/** What the exporter remembers of a GPU, whatever pod has it. */
export class GpuHistory {
  readonly xids = new RecentEvents<number>(WINDOW_SECONDS);
  /** Why its clocks are down now, as bits, and how often each reason began in the window. */
  clockBits = 0;
  clockEvents: ReadonlyMap<ClockReason, number> = new Map();
  private readonly clocks = new ClockReasons();
  private readonly begun = new RecentEvents<ClockReason>(WINDOW_SECONDS);
  private held: readonly ClockReason[] = [];

  refresh(gpu: GpuState, at: number): void {
    const reasons = this.clocks.now(gpu);
    reasons.filter((reason) => !this.held.includes(reason)).forEach((reason) => this.begun.add(reason, at));
    this.held = reasons;
    this.clockBits = reasons.reduce((bits, reason) => bits | reasonBits[reason], 0);
    this.clockEvents = new Map(this.begun.counts(at));
  }
}
