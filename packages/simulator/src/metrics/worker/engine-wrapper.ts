import { worker as families } from '@dynamo-observability/signals';

import { Random } from '../../random/random.ts';
import type { WorkerState } from '../../story/worker.ts';
import type { Instruments } from '../instruments.ts';
import { RecentRatio } from '../recent-ratio.ts';
import { eachRank, partOf } from './ranks.ts';

/** Requests over which an engine reports its hit rate. */
const RECENT_REQUESTS = 1000;

/** What Dynamo's wrapper around an engine reports: KV blocks, hit rate, loading and leaving. */
export class EngineWrapper {
  private readonly ranks: ReadonlyArray<{ readonly dp_rank: string }>;
  private readonly hitRate = new RecentRatio(RECENT_REQUESTS);
  readonly loadSeconds: number;
  private readonly none = {};

  constructor(
    private readonly to: Instruments,
    private readonly worker: WorkerState,
    seed: number
  ) {
    this.ranks = eachRank(worker.pool.ranks, (rank) => ({ dp_rank: String(rank) }));
    this.loadSeconds = Random.stream(seed, `load/${worker.index}`).logNormal(42, 0.15);
    to.set(families.modelLoadTime, this.none, this.loadSeconds);
  }

  prefillStarted(cachedTokens: number, promptTokens: number): void {
    this.hitRate.add(cachedTokens, promptTokens);
  }

  refresh(): void {
    const { activeBlocks, totalBlocks } = this.worker;
    this.ranks.forEach((labels, rank) => {
      this.to.set(families.totalBlocks, labels, partOf(totalBlocks, rank, this.ranks.length));
      this.to.set(families.gpuCacheUsage, labels, Math.min(1, activeBlocks / totalBlocks));
      this.to.set(families.kvCacheHitRate, labels, this.hitRate.value);
    });
  }

  /** The last it says: the process goes with it, so it is hardly ever scraped. */
  stopped(openRequests: number): void {
    this.to.set(families.drainTime, this.none, 0.2 + 0.5 * openRequests);
    this.to.set(families.cleanupTime, this.none, 1.4);
  }
}
