import { kvbm as families } from '@dynamo-observability/signals';

import type { BlockMove } from '../../story/observer.ts';
import type { TierState, WorkerState } from '../../story/worker.ts';
import { Instruments } from '../instruments.ts';

type PoolName = 'G1' | 'G2' | 'G3' | 'G4';

/** Where blocks of a move come to. */
const destination: { readonly [M in BlockMove]: PoolName } = {
  'device-to-host': 'G2',
  'host-to-disk': 'G3',
  'device-to-disk': 'G3',
  'device-to-object': 'G4',
  'host-to-device': 'G1',
  'disk-to-device': 'G1',
  'object-to-device': 'G1',
};

/** What no part of the story does. */
const never = [
  families.scanHashesRequested,
  families.scanBlocksReturned,
  families.eagerPrimaryToInactive,
  families.allocateAtomicRollbacks,
  families.releasePrimaryNoops,
  families.releaseDuplicateNoops,
  families.duplicateBlocks,
  families.registrationDedups,
];

interface Pool {
  readonly labels: { readonly pool: PoolName };
  allocated: number;
  /** Of those, blocks that were empty before. */
  fromEmpty: number;
}

/** Block pools of KVBM v2: the GPU (G1), host memory (G2), disk (G3) and the object store (G4). */
export class BlockPools {
  readonly page: Instruments;
  private readonly pools: { readonly [P in PoolName]: Pool };

  constructor(private readonly worker: WorkerState) {
    this.page = new Instruments({ instance_id: worker.name, worker_id: worker.idHex });
    const pool = (name: PoolName): Pool => ({ labels: { pool: name }, allocated: 0, fromEmpty: 0 });
    this.pools = { G1: pool('G1'), G2: pool('G2'), G3: pool('G3'), G4: pool('G4') };
    for (const { labels } of Object.values(this.pools)) {
      never.forEach((family) => this.page.touch(family, labels));
    }
  }

  moved(move: BlockMove, blocks: number): void {
    this.pools[destination[move]].allocated += blocks;
  }

  refresh(): void {
    const { tiers, totals, activeBlocks, cachedBlocks, totalBlocks, deployment } = this.worker;
    const { blockSize } = deployment;
    const { labels } = this.pools.G1;
    const stored = totals.storedBlocks;
    this.tellFlow('G1', stored, totals.evictedBlocks);
    this.tellMatches('G1', totals.prefixQueries / blockSize, totals.prefixHits / blockSize);
    this.page.set(families.inflightMutable, labels, this.worker.running.length);
    this.page.set(families.inflightImmutable, labels, Math.max(0, activeBlocks - this.worker.running.length));
    this.page.set(families.inactivePoolSize, labels, cachedBlocks);
    this.page.set(families.resetPoolSize, labels, Math.max(0, totalBlocks - activeBlocks - cachedBlocks));
    if (tiers !== undefined) {
      this.refreshTier('G2', tiers.host);
      this.refreshTier('G3', tiers.disk);
      this.refreshTier('G4', tiers.object);
    }
  }

  private refreshTier(name: PoolName, tier: TierState): void {
    const { labels, allocated } = this.pools[name];
    this.tellFlow(name, allocated, Math.max(0, allocated - tier.usedBlocks));
    this.tellMatches(name, tier.lookups, tier.hits);
    this.page.set(families.inflightMutable, labels, 0);
    this.page.set(families.inflightImmutable, labels, 0);
    this.page.set(families.inactivePoolSize, labels, tier.usedBlocks);
    this.page.set(families.resetPoolSize, labels, Math.max(0, tier.capacityBlocks - tier.usedBlocks));
  }

  /**
   * A block that is handed out was empty or is evicted for it; once written, it is staged and registered. Empty ones go first:
   * they are as many as the pool ever held at once, so that no total falls when blocks go without others coming.
   */
  private tellFlow(name: PoolName, allocated: number, gone: number): void {
    const pool = this.pools[name];
    const { labels } = pool;
    pool.fromEmpty = Math.max(pool.fromEmpty, allocated - gone);
    this.page.setTotal(families.allocations, labels, allocated);
    this.page.setTotal(families.allocationsFromReset, labels, pool.fromEmpty);
    this.page.setTotal(families.evictions, labels, allocated - pool.fromEmpty);
    this.page.setTotal(families.stagings, labels, allocated);
    this.page.setTotal(families.registrations, labels, allocated);
  }

  private tellMatches(name: PoolName, asked: number, found: number): void {
    const { labels } = this.pools[name];
    this.page.setTotal(families.matchHashesRequested, labels, Math.floor(asked));
    this.page.setTotal(families.matchBlocksReturned, labels, Math.floor(found));
  }
}
