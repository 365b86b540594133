import type { Attempt, RequestRecord } from '../ledger/request-record.ts';
import type { Held, PrefixKeys } from './prefix-cache.ts';
import type { ProgressLog } from './progress-log.ts';

/** Tokens of one request that a worker made without a pause: the first at `start` of its progress, then one a unit. */
export interface TokenRun {
  readonly log: ProgressLog;
  readonly start: number;
  /** Seconds at which its first token was made. */
  readonly startedAt: number;
  /** Set when the run is over. */
  count: number | undefined;
}

/** A request while a worker has it. */
export interface Job {
  readonly request: RequestRecord;
  readonly attempt: Attempt;
  readonly keys: PrefixKeys;
  held: Held;
  /** Tokens still to be made; a client that will leave makes it fewer. */
  wanted: number;
  /** Prompt tokens still to be computed. */
  prefillLeft: number;
  /** Prompt tokens and made tokens that are in the KV cache by this job alone. */
  ownTokens: number;
  run: TokenRun | undefined;
  /** Progress of the worker at which the last wanted token is made. */
  finishAt: number;
  /** The prompt's blocks came from another worker: there is nothing to compute. */
  readonly transferred: boolean;
  /** Tokens made before it was put back for want of blocks. */
  madeBefore: number;
}

/** Tokens of its present run until the worker's progress. */
export function made(job: Job, progress: number): number {
  return job.run === undefined ? 0 : Math.min(job.wanted, 1 + Math.max(0, Math.floor(progress - job.run.start + 1e-9)));
}
