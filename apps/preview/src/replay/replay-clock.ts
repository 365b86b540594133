import type { TimeSpan } from '@dynamo-observability/grafana-host';

/** So much of the capture has passed when a replay begins, at most a third of it. */
const HEAD_START_MS = 5 * 60_000;

/**
 * Lets a capture happen now. It begins some minutes in, runs at the speed of the clock, and when its end is reached begins again;
 * what came before a beginning is the capture's own past, so no point of time is ever shown twice on one chart.
 */
export class ReplayClock {
  private startedMs: number | undefined;

  constructor(
    private readonly capture: TimeSpan,
    private readonly now: () => number = Date.now
  ) {}

  get running(): boolean {
    return this.startedMs !== undefined;
  }

  start(): void {
    this.startedMs ??= this.now();
  }

  stop(): void {
    this.startedMs = undefined;
  }

  /** What to add to a time of the capture to get the time that is shown; 0 while stopped. Constant between two beginnings. */
  offsetMs(): number {
    if (this.startedMs === undefined) {
      return 0;
    }
    const { startMs, endMs } = this.capture;
    const headStart = Math.min(HEAD_START_MS, (endMs - startMs) / 3);
    const loopMs = endMs - startMs - headStart;
    const loops = Math.floor((this.now() - this.startedMs) / loopMs);
    return Math.round(this.startedMs + loops * loopMs - startMs - headStart);
  }
}
