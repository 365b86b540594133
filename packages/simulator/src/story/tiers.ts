import type { Deployment } from '../scenario/scenario.ts';
import type { BlockMove } from './observer.ts';
import { PrefixCache, type PrefixKeys } from './prefix-cache.ts';
import type { TierState } from './worker.ts';

type Tier = 'host' | 'disk' | 'object';
const order: readonly Tier[] = ['host', 'disk', 'object'];
/** Blocks a second that come back from each tier: about 25, 5 and 1 GB/s. */
const blocksPerSecond: Readonly<Record<Tier, number>> = { host: 5000, disk: 1000, object: 200 };
const backFrom: Readonly<Record<Tier, BlockMove>> = {
  host: 'host-to-device',
  disk: 'disk-to-device',
  object: 'object-to-device',
};

/** What the KV block manager of one worker keeps beyond the GPU. */
export class Tiers {
  readonly host: TierState;
  readonly disk: TierState;
  readonly object: TierState;
  private readonly caches: Readonly<Record<Tier, PrefixCache>> = {
    host: new PrefixCache(),
    disk: new PrefixCache(),
    object: new PrefixCache(),
  };

  constructor(
    { hostBlocks, diskBlocks, objectBlocks }: NonNullable<Deployment['kvbm']>,
    private readonly moved: (move: BlockMove, blocks: number) => void
  ) {
    const empty = (capacityBlocks: number): TierState => ({ capacityBlocks, usedBlocks: 0, lookups: 0, hits: 0 });
    this.host = empty(hostBlocks);
    this.disk = empty(diskBlocks);
    this.object = empty(objectBlocks);
  }

  /** A copy of what the GPU has just stored goes to the host; what does not fit there goes on. */
  offload(key: string, blocks: number, diskStalled: boolean): void {
    const added = this.caches.host.store(key, blocks);
    if (added > 0) {
      this.moved('device-to-host', added);
    }
    this.spill('host', 'disk', 'host-to-disk', diskStalled);
    this.spill('disk', 'object', 'device-to-object', false);
    for (const tier of order) {
      this[tier].usedBlocks = this.caches[tier].cachedBlocks;
    }
  }

  /**
   * Looks for `wanted` blocks beyond the first `have`, which the GPU has, and brings them back.
   * Returns the blocks by tier and the seconds that it takes.
   */
  onboard(keys: PrefixKeys, have: number, wanted: number, diskSlowdown: number): Onboarded {
    const result = { host: 0, disk: 0, object: 0, seconds: 0 };
    let reached = have;
    for (const tier of order) {
      if (this[tier].capacityBlocks === 0 || reached >= wanted) {
        continue;
      }
      const found = Math.max(0, Math.min(this.caches[tier].found(keys), wanted) - reached);
      this[tier].lookups += wanted - reached;
      this[tier].hits += found;
      result[tier] = found;
      reached += found;
      result.seconds += (found / blocksPerSecond[tier]) * (tier === 'disk' ? diskSlowdown : 1);
      if (found > 0) {
        this.caches[tier].touch(keys.application);
        this.caches[tier].touch(keys.session);
        this.moved(backFrom[tier], found);
      }
    }
    return result;
  }

  clear(): void {
    for (const tier of order) {
      this.caches[tier].clear();
      this[tier].usedBlocks = 0;
    }
  }

  private spill(from: 'host' | 'disk', to: 'disk' | 'object', move: BlockMove, stalled: boolean): void {
    while (this.caches[from].cachedBlocks > this[from].capacityBlocks) {
      const evicted = this.caches[from].evict();
      if (evicted === undefined) {
        return;
      }
      if (this[to].capacityBlocks > 0 && !stalled) {
        const added = this.caches[to].store(evicted.key, evicted.blocks);
        if (added > 0) {
          this.moved(move, added);
        }
      }
    }
    while (this.caches[to].cachedBlocks > this[to].capacityBlocks) {
      this.caches[to].evict();
    }
  }
}

interface Onboarded {
  readonly host: number;
  readonly disk: number;
  readonly object: number;
  readonly seconds: number;
}
