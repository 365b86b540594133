import type { Random } from '../random/random.ts';
import type { PrefixKeys } from './prefix-cache.ts';
import { PrefixIndex } from './prefix-index.ts';
import type { ServingWorker } from './serving-worker.ts';

/** A worker chosen, with what the router believed to be cached there and at best anywhere. */
export interface Choice {
  readonly worker: ServingWorker;
  readonly predictedBlocks: number;
  readonly bestBlocks: number;
}

/** Above so many workers not all are looked at: those that know the session, and this many others. */
const LOOKED_AT = 48;
/** Of its prompts a worker may have so many batches waiting before the router holds requests back. */
const QUEUED_BATCHES = 4;

/** Sends requests where most of their prompt is cached and least is to be done. */
export class Router {
  readonly index = new PrefixIndex();

  constructor(private readonly random: Random) {}

  /** Undefined: all of them are too busy. */
  choose(
    workers: readonly ServingWorker[],
    keys: PrefixKeys,
    promptTokens: number,
    blockSize: number,
    whenBusy: 'wait' | 'take'
  ): Choice | undefined {
    const promptBlocks = Math.ceil(promptTokens / blockSize);
    let best: { worker: ServingWorker; overlap: number; cost: number } | undefined;
    let bestBlocks = 0;
    for (const worker of this.candidates(workers, keys)) {
      const queued = worker.queuedPrefillTokens;
      if (whenBusy === 'wait' && queued > QUEUED_BATCHES * worker.pool.maxBatchedTokens) {
        continue;
      }
      const overlap = Math.min(this.index.overlap(worker.index, keys), promptBlocks);
      const cost = promptBlocks - overlap + queued / blockSize + worker.activeBlocks / 4 + this.random.uniform(0, 0.01);
      bestBlocks = Math.max(bestBlocks, overlap);
      if (best === undefined || cost < best.cost) {
        best = { worker, overlap, cost };
      }
    }
    return best === undefined ? undefined : { worker: best.worker, predictedBlocks: best.overlap, bestBlocks };
  }

  private candidates(workers: readonly ServingWorker[], keys: PrefixKeys): readonly ServingWorker[] {
    if (workers.length <= LOOKED_AT) {
      return workers;
    }
    const found = workers.filter(({ index }) => this.index.holds(index, keys.session));
    for (let count = 0; count < LOOKED_AT; count++) {
      const other = workers[this.random.below(workers.length)];
      if (other !== undefined && !found.includes(other)) {
        found.push(other);
      }
    }
    return found;
  }
}
