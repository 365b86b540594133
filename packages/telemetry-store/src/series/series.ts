import type { LabelSet } from '../labels/label-set.ts';

const FIRST_CAPACITY = 16;

/** Samples without stale markers; only the first `length` entries count. Times are Unix milliseconds, ascending. */
export interface Samples {
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly length: number;
}

/** A sample that is not newer than the last one of its series. */
export class OutOfOrderError extends Error {
  override readonly name = 'OutOfOrderError';
}

/** One time series in typed arrays. A stale marker is an entry without a value: "from here on the series is gone". */
export class Series {
  private times: Float64Array<ArrayBuffer> = new Float64Array(FIRST_CAPACITY);
  private values: Float64Array<ArrayBuffer> = new Float64Array(FIRST_CAPACITY);
  private stale: Uint8Array<ArrayBuffer> = new Uint8Array(FIRST_CAPACITY);
  private count = 0;
  private staleCount = 0;
  private withoutStale: Samples | undefined;

  constructor(readonly labels: LabelSet) {}

  get length(): number {
    return this.count;
  }

  get lastTimeMs(): number {
    return this.count === 0 ? -Infinity : this.timeAt(this.count - 1);
  }

  timeAt(index: number): number {
    return this.times[index] ?? NaN;
  }

  valueAt(index: number): number {
    return this.values[index] ?? NaN;
  }

  isStaleAt(index: number): boolean {
    return this.stale[index] === 1;
  }

  /** How many entries are at or before `timeMs`. */
  countUpTo(timeMs: number): number {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.timeAt(middle) <= timeMs) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether there is a value, not only a stale marker, in the range (both ends included). */
  hasValueBetween(startMs: number, endMs: number): boolean {
    for (let index = this.countUpTo(endMs) - 1; index >= 0 && this.timeAt(index) >= startMs; index--) {
      if (!this.isStaleAt(index)) {
        return true;
      }
    }
    return false;
  }

  /** Appends a value. Throws OutOfOrderError unless `timeMs` is newer than the last entry. */
  append(timeMs: number, value: number): void {
    this.push(timeMs, value, 0);
  }

  /** Appends a stale marker. Throws OutOfOrderError unless `timeMs` is newer than the last entry. */
  appendStale(timeMs: number): void {
    this.push(timeMs, NaN, 1);
    this.staleCount++;
  }

  /** The values alone, as functions over a range see them. */
  samples(): Samples {
    this.withoutStale ??=
      this.staleCount === 0 ? { times: this.times, values: this.values, length: this.count } : this.compact();
    return this.withoutStale;
  }

  private push(timeMs: number, value: number, stale: 0 | 1): void {
    if (!Number.isFinite(timeMs)) {
      throw new RangeError(
        `${this.labels.toString()}: the time of a sample must be a finite number of milliseconds, got ${timeMs}`
      );
    }
    if (timeMs <= this.lastTimeMs) {
      throw new OutOfOrderError(
        `${this.labels.toString()}: sample at ${timeMs} ms is not newer than the last one at ${this.lastTimeMs} ms; add samples in the order of time`
      );
    }
    if (this.count === this.times.length) {
      this.grow();
    }
    this.times[this.count] = timeMs;
    this.values[this.count] = value;
    this.stale[this.count] = stale;
    this.count++;
    this.withoutStale = undefined;
  }

  private grow(): void {
    const capacity = this.count * 2;
    const [times, values, stale] = [new Float64Array(capacity), new Float64Array(capacity), new Uint8Array(capacity)];
    times.set(this.times);
    values.set(this.values);
    stale.set(this.stale);
    this.times = times;
    this.values = values;
    this.stale = stale;
  }

  private compact(): Samples {
    const length = this.count - this.staleCount;
    const [times, values] = [new Float64Array(length), new Float64Array(length)];
    let target = 0;
    for (let i = 0; i < this.count; i++) {
      if (!this.isStaleAt(i)) {
        times[target] = this.timeAt(i);
        values[target] = this.valueAt(i);
        target++;
      }
    }
    return { times, values, length };
  }
}
