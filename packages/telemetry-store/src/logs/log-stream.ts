import type { LabelSet } from '../labels/label-set.ts';
import type { StoredEntry } from './log-entry.ts';

/** The lines of one set of labels, ordered by time; lines of the same time keep the order in which they came. */
export class LogStream {
  private readonly list: StoredEntry[] = [];
  private inOrder = true;
  private milliseconds: Float64Array | undefined;
  private labelMap: ReadonlyMap<string, string> | undefined;

  constructor(readonly labels: LabelSet) {}

  /** The labels, for quick look-up. */
  get labelValues(): ReadonlyMap<string, string> {
    this.labelMap ??= new Map(this.labels.entries());
    return this.labelMap;
  }

  append(entry: StoredEntry): void {
    const last = this.list.at(-1);
    this.inOrder &&= last === undefined || last.timestampNs <= entry.timestampNs;
    this.list.push(entry);
    this.milliseconds = undefined;
  }

  entries(): readonly StoredEntry[] {
    if (!this.inOrder) {
      this.list.sort((a, b) => (a.timestampNs < b.timestampNs ? -1 : a.timestampNs > b.timestampNs ? 1 : 0));
      this.inOrder = true;
    }
    return this.list;
  }

  /** How many entries are before `timeNs`. */
  countBefore(timeNs: bigint): number {
    const entries = this.entries();
    return lowerBound(entries.length, (index) => (entries[index]?.timestampNs ?? timeNs) < timeNs);
  }

  /**
   * The times in Unix milliseconds, rounded up, so that comparing with a whole number of milliseconds by `<=` or `>`
   * gives what comparing the nanoseconds would.
   */
  roundedUpMs(): Float64Array {
    this.milliseconds ??= Float64Array.from(this.entries(), ({ timestampNs }) =>
      Number((timestampNs + 999_999n) / 1_000_000n)
    );
    return this.milliseconds;
  }
}

/** How many leading indexes hold, given that they are the first ones. */
export function lowerBound(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
