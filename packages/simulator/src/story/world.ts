import type { Faults } from '../faults/fault.ts';
import type { RequestRecord } from '../ledger/request-record.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { GpuState } from './gpu.ts';
import type { Planned } from './planner.ts';
import type { WorkerState } from './worker.ts';

/** Gaps between tokens: `count` tokens in a row came `seconds` after the one before each. */
export interface TokenGaps {
  readonly seconds: number;
  readonly count: number;
}

/** The simulated installation at one moment, for those who turn it into signals. */
export interface World {
  readonly scenario: Scenario;
  readonly faults: Faults;
  /** Seconds from the beginning of the scenario. */
  readonly now: number;
  /** Every worker that ever ran, by `index`. */
  readonly workers: readonly WorkerState[];
  /** Those that run now. */
  readonly alive: readonly WorkerState[];
  /** GPUs by the `slot` of the workers that use them, also while none does. */
  readonly gpus: ReadonlyMap<number, readonly GpuState[]>;
  /** Requests that arrived and have not ended, by frontend. */
  readonly active: ReadonlyArray<ReadonlySet<RequestRecord>>;
  /** Requests in the router's queue, by deployment. */
  readonly routerQueue: ReadonlyArray<readonly RequestRecord[]>;
  /** Latest decision of each deployment's planner. */
  readonly planned: ReadonlyArray<Planned | undefined>;
  /** Output tokens that have left for the client until now; also of requests that still run. */
  tokensSoFar(request: RequestRecord): number;
  /** Gaps before the tokens with numbers `from` (1 is the second token) to `to` - 1, in order, merged where equal. */
  tokenGaps(request: RequestRecord, from: number, to: number): readonly TokenGaps[];
  /** Blocks of a worker that the router believes to be cached there. */
  indexedBlocks(worker: WorkerState): number;
  /** Workers know: the disk tier of this one is stalled, and so on. */
  faultOf(worker: WorkerState, kind: Parameters<Faults['strength']>[0]): number;
}
