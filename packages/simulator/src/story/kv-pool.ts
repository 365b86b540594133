import type { Deployment, Pool } from '../scenario/scenario.ts';
import type { Job } from './job.ts';
import type { BlockMove } from './observer.ts';
import { PrefixCache } from './prefix-cache.ts';
import { Tiers } from './tiers.ts';
import type { WorkerTotals } from './worker.ts';

/** What a pool of blocks tells its worker. */
export interface KvPoolEvents {
  readonly moved: (move: BlockMove, blocks: number) => void;
  readonly stored: (key: string, blocks: number) => void;
  readonly removed: (key: string, blocks: number) => void;
}

/** What is wrong with it. */
export interface KvTroubles {
  readonly leakedBlocks: number;
  readonly diskSlowdown: number;
  readonly diskStalled: boolean;
}

/** Kept free, so that running requests can grow. */
const WATERMARK = 0.01;

/** The KV cache of one engine: blocks of running requests, of prefixes kept for those who begin alike, and of tiers beyond the GPU. */
export class KvPool {
  readonly cache = new PrefixCache();
  readonly tiers: Tiers | undefined;
  private troubles: KvTroubles = { leakedBlocks: 0, diskSlowdown: 1, diskStalled: false };
  /** Tokens that running requests hold alone. */
  ownTokens = 0;

  constructor(
    private readonly pool: Pool,
    private readonly blockSize: number,
    kvbm: Deployment['kvbm'],
    private readonly totals: WorkerTotals,
    private readonly tell: KvPoolEvents
  ) {
    this.tiers = kvbm === undefined ? undefined : new Tiers(kvbm, tell.moved);
  }

  get activeBlocks(): number {
    return Math.ceil(this.ownTokens / this.blockSize) + this.cache.pinnedBlocks + this.troubles.leakedBlocks;
  }

  get isFull(): boolean {
    return this.activeBlocks + this.cache.cachedBlocks > this.pool.kvBlocks;
  }

  suffer(troubles: KvTroubles): void {
    this.troubles = troubles;
  }

  /** Drops the longest unused prefix; false when there is none. */
  evictOne(): boolean {
    const evicted = this.cache.evict();
    if (evicted === undefined) {
      return false;
    }
    this.totals.evictedBlocks += evicted.blocks;
    this.tell.removed(evicted.key, evicted.blocks);
    return true;
  }

  /** Takes the blocks of a request's prompt, and sets what is left of it to compute; false when there is no room. */
  admit(job: Job, alone: boolean): boolean {
    const prompt = job.attempt.promptTokens + job.madeBefore;
    const onDevice = Math.min(this.cache.found(job.keys), Math.floor((prompt - 1) / this.blockSize));
    const blocks = Math.ceil(prompt / this.blockSize) - onDevice;
    if (this.activeBlocks + blocks > this.pool.kvBlocks * (1 - WATERMARK) && !alone) {
      return false;
    }
    job.held = this.cache.hold(job.keys);
    this.lookUp(job, prompt, onDevice);
    job.ownTokens = prompt - onDevice * this.blockSize;
    this.ownTokens += job.ownTokens;
    let evicted = true;
    while (this.isFull && evicted) {
      evicted = this.evictOne();
    }
    return true;
  }

  /** Its blocks are free again. `made`: tokens that it added since it was admitted. */
  release(job: Job, made: number): void {
    this.ownTokens = Math.max(0, this.ownTokens - job.ownTokens - made);
    this.cache.release(job.held);
    job.held = [];
    job.ownTokens = 0;
  }

  /** What it said is kept for those who begin alike. */
  keep({ attempt, keys }: Job): void {
    const blocks = Math.floor((attempt.promptTokens + attempt.generated) / this.blockSize);
    this.store(keys.application, Math.min(keys.applicationBlocks, blocks));
    this.store(keys.session, Math.max(0, blocks - keys.applicationBlocks));
  }

  /** On the GPU and beyond it. Returns the blocks on the GPU that were lost. */
  clear(): number {
    this.tiers?.clear();
    return this.cache.clear();
  }

  private store(key: string, blocks: number): void {
    const added = this.cache.store(key, blocks);
    if (added > 0) {
      this.totals.storedBlocks += added;
      this.tell.stored(key, this.cache.blocksOf(key));
      this.tiers?.offload(key, this.cache.blocksOf(key), this.troubles.diskStalled);
    }
  }

  private lookUp(job: Job, prompt: number, onDevice: number): void {
    const { attempt, transferred } = job;
    if (transferred) {
      job.prefillLeft = 0;
      return;
    }
    const wanted = Math.floor((prompt - 1) / this.blockSize);
    this.totals.promptTokens += prompt;
    this.totals.prefixQueries += prompt;
    this.totals.prefixHits += onDevice * this.blockSize;
    const onboarded = this.tiers?.onboard(job.keys, onDevice, wanted, this.troubles.diskSlowdown);
    const brought = onboarded === undefined ? 0 : onboarded.host + onboarded.disk + onboarded.object;
    if (onboarded !== undefined) {
      this.totals.externalQueries += (wanted - onDevice) * this.blockSize;
      this.totals.externalHits += brought * this.blockSize;
    }
    if (job.madeBefore === 0) {
      attempt.cachedDeviceTokens = onDevice * this.blockSize;
      attempt.cachedHostTokens = (onboarded?.host ?? 0) * this.blockSize;
      attempt.cachedDiskTokens = ((onboarded?.disk ?? 0) + (onboarded?.object ?? 0)) * this.blockSize;
    }
    // The engine waits for blocks to come back: counted in tokens that it could have computed meanwhile.
    const waitTokens = (onboarded?.seconds ?? 0) * this.pool.speed.prefillTokensPerSecond;
    job.prefillLeft = Math.max(1, prompt - (onDevice + brought) * this.blockSize) + waitTokens;
  }
}
