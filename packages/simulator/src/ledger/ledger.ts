import type { RequestRecord } from './request-record.ts';

/** What truly happened, request by request, in the order of arrival. */
export class Ledger {
  readonly requests: RequestRecord[] = [];
  /** In the order in which they ended. */
  readonly ended: RequestRecord[] = [];

  /** Those that ended after `from` and until `to` (seconds). */
  endedBetween(from: number, to: number): readonly RequestRecord[] {
    return this.ended.slice(this.countEndedUntil(from), this.countEndedUntil(to));
  }

  /** Those that arrived after `from` and until `to` (seconds). */
  arrivedBetween(from: number, to: number): readonly RequestRecord[] {
    return this.requests.slice(countUntil(this.requests, from, arrivalOf), countUntil(this.requests, to, arrivalOf));
  }

  private countEndedUntil(seconds: number): number {
    return countUntil(this.ended, seconds, ({ ended }) => ended ?? Infinity);
  }
}

const arrivalOf = ({ arrival }: RequestRecord): number => arrival;

function countUntil(list: readonly RequestRecord[], seconds: number, time: (request: RequestRecord) => number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const each = list[middle];
    if (each !== undefined && time(each) <= seconds) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
