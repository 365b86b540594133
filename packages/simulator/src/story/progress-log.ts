import type { TokenGaps } from './world.ts';

/** Sums of paces and times are off by less than this. */
const ROUNDING = 1e-9;

/**
 * How many tokens each running request of a worker was given, by time: a line that bends where the pace changes. It holds
 * the time of every token that the worker ever made.
 */
export class ProgressLog {
  private readonly progressAt: number[] = [0];
  private readonly timeAt: number[];
  /** Seconds a token since the last bend; Infinity while nothing runs. */
  private pace = Infinity;

  constructor(startedAt: number) {
    this.timeAt = [startedAt];
  }

  /** From now on a token takes this long. */
  changePace(now: number, secondsPerToken: number): void {
    if (secondsPerToken === this.pace) {
      return;
    }
    const progress = this.progress(now);
    const last = this.timeAt.length - 1;
    if (this.timeAt[last] === now) {
      this.pace = secondsPerToken;
      return;
    }
    this.progressAt.push(progress);
    this.timeAt.push(now);
    this.pace = secondsPerToken;
  }

  get secondsPerToken(): number {
    return this.pace;
  }

  /** Tokens until `now`, which must not lie before the last bend. */
  progress(now: number): number {
    const last = this.timeAt.length - 1;
    return (this.progressAt[last] ?? 0) + (now - (this.timeAt[last] ?? now)) / this.pace;
  }

  /** When the worker first had made so many tokens, so before a pause at that point. Beyond the last bend: at the pace of now. */
  timeOf(progress: number): number {
    return this.timeIn(this.segmentOf(progress - ROUNDING), progress);
  }

  /** The gaps before `count` tokens after the one at `progress`, which came after any pause at that point. */
  gaps(progress: number, count: number): TokenGaps[] {
    const found: TokenGaps[] = [];
    let segment = this.segmentOf(progress);
    for (let done = 0; done < count;) {
      const from = progress + done;
      while (this.endOf(segment) <= from + ROUNDING) {
        segment++;
      }
      const whole = Math.min(Math.floor(this.endOf(segment) - from + ROUNDING), count - done);
      const steps = Math.max(whole, 1);
      const seconds = whole >= 1 ? this.paceIn(segment) : this.timeOf(from + 1) - this.timeIn(segment, from);
      const before = found.at(-1);
      if (before !== undefined && before.seconds === seconds) {
        found[found.length - 1] = { seconds, count: before.count + steps };
      } else {
        found.push({ seconds, count: steps });
      }
      done += steps;
    }
    return found;
  }

  private segmentOf(progress: number): number {
    let [low, high] = [0, this.progressAt.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.progressAt[middle] ?? Infinity) <= progress) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private endOf(segment: number): number {
    return this.progressAt[segment + 1] ?? Infinity;
  }

  private paceIn(segment: number): number {
    const [fromTime, toTime] = [this.timeAt[segment], this.timeAt[segment + 1]];
    const [from, to] = [this.progressAt[segment], this.progressAt[segment + 1]];
    if (fromTime === undefined || toTime === undefined || from === undefined || to === undefined) {
      return this.pace;
    }
    return (toTime - fromTime) / (to - from);
  }

  private timeIn(segment: number, progress: number): number {
    const beyond = progress - (this.progressAt[segment] ?? 0);
    return (this.timeAt[segment] ?? 0) + (beyond === 0 ? 0 : beyond * this.paceIn(segment));
  }
}
