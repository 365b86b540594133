import type { RequestRecord } from '../ledger/request-record.ts';
import type { TokenRun } from './job.ts';
import type { TokenGaps } from './world.ts';

/** When each token of each request was made. A request has several runs when it was put back or moved to another worker. */
export class TokenTimes {
  private readonly runs = new Map<number, TokenRun[]>();

  add(request: RequestRecord, run: TokenRun): void {
    const runs = this.runs.get(request.index);
    if (runs === undefined) {
      this.runs.set(request.index, [run]);
    } else {
      runs.push(run);
    }
  }

  /** Tokens until `now`, at most those that it wanted. */
  count(request: RequestRecord, now: number): number {
    if (request.ended !== undefined) {
      return request.outputTokens;
    }
    let sum = 0;
    for (const run of this.runs.get(request.index) ?? []) {
      sum += run.count ?? 1 + Math.max(0, Math.floor(run.log.progress(now) - run.start + 1e-9));
    }
    return Math.min(sum, request.wantedTokens);
  }

  /** The time of token `number`, from 0; undefined when it was not made. */
  timeOf(request: RequestRecord, number: number): number | undefined {
    let first = 0;
    for (const run of this.runs.get(request.index) ?? []) {
      const count = run.count ?? Infinity;
      if (number < first + count) {
        return timeIn(run, number - first);
      }
      first += count;
    }
    return undefined;
  }

  gaps(request: RequestRecord, from: number, to: number): TokenGaps[] {
    const gaps: TokenGaps[] = [];
    let first = 0;
    let before: number | undefined;
    for (const run of this.runs.get(request.index) ?? []) {
      const end = Math.min(first + (run.count ?? Infinity), to);
      if (end > first && end > from) {
        if (first >= from && before !== undefined) {
          gaps.push({ seconds: run.startedAt - before, count: 1 });
        }
        const start = Math.max(from, first + 1);
        if (end > start) {
          gaps.push(...run.log.gaps(run.start + start - 1 - first, end - start));
        }
      }
      if (run.count === undefined || run.count > 0) {
        before = run.count === undefined ? undefined : timeIn(run, run.count - 1);
      }
      first += run.count ?? Infinity;
    }
    return gaps;
  }

  /** Nobody will ask for this one again. */
  forget(request: RequestRecord): void {
    this.runs.delete(request.index);
  }
}

const timeIn = ({ log, start, startedAt }: TokenRun, number: number): number =>
  number === 0 ? startedAt : log.timeOf(start + number);
