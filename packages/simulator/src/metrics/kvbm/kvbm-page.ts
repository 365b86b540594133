import { kvbm as families, type Counter } from '@dynamo-observability/signals';

import type { BlockMove } from '../../story/observer.ts';
import type { TierState, WorkerState } from '../../story/worker.ts';
import type { World } from '../../story/world.ts';
import { Instruments, type Page } from '../instruments.ts';
import { JoinedPage } from '../joined-page.ts';
import type { WorkerPage } from '../own-targets.ts';
import { atPort } from '../place.ts';
import { RecentRatio } from '../recent-ratio.ts';
import { workerPlace } from '../worker/worker-process.ts';
import { BlockPools } from './block-pools.ts';

const PORT = 6880;
/** DYN_KVBM_CACHE_STATS_MAX_REQUESTS. */
const RECENT_REQUESTS = 1000;
const none = {};

/**
 * Which family counts a move. In the suffixes `d` is device or disk, and `h2d` is two things (dynamo-facts.md a.12). Moves
 * to and from the object store have families that the block manager never increments.
 */
const familyOf: { readonly [M in BlockMove]?: Counter<never> } = {
  'device-to-host': families.offloadDeviceToHost,
  'host-to-disk': families.offloadHostToDisk,
  'device-to-disk': families.offloadDeviceToDisk,
  'host-to-device': families.onboardHostToDevice,
  'disk-to-device': families.onboardDiskToDevice,
};

const neverIncremented = [
  families.offloadDeviceToObject,
  families.onboardObjectToDevice,
  families.objectReadFailures,
  families.objectWriteFailures,
];

/** Hit rate of a tier over recent requests, from its sums. */
class TierHitRate {
  private readonly recent = new RecentRatio(RECENT_REQUESTS);
  private last = { lookups: 0, hits: 0 };

  take({ lookups, hits }: TierState): void {
    this.recent.add(hits - this.last.hits, lookups - this.last.lookups);
    this.last = { lookups, hits };
  }

  get value(): number {
    return this.recent.value;
  }
}

/** The block manager of a worker: its connector's page, without labels, and the pools of the second generation. */
export class KvbmPage implements WorkerPage {
  readonly page: Page;
  readonly labels: WorkerPage['labels'];
  private readonly connector = new Instruments();
  private readonly pools: BlockPools;
  private readonly host = new TierHitRate();
  private readonly disk = new TierHitRate();

  constructor(
    world: World,
    private readonly worker: WorkerState
  ) {
    Object.values(familyOf).forEach((family) => this.connector.touch(family, none));
    neverIncremented.forEach((family) => this.connector.touch(family, none));
    for (const family of [families.hostCacheHitRate, families.diskCacheHitRate, families.objectCacheHitRate]) {
      this.connector.set(family, none, 0);
    }
    this.pools = new BlockPools(worker);
    this.page = new JoinedPage(this.connector, this.pools.page);
    this.labels = { ...workerPlace(world, worker, 'kvbm', atPort(worker.instance, PORT)), ...compose(world) };
  }

  /** The tiers have been asked for what the GPU did not have. */
  askedTiers(): void {
    const { tiers } = this.worker;
    if (tiers !== undefined) {
      this.host.take(tiers.host);
      this.disk.take(tiers.disk);
    }
  }

  moved(move: BlockMove, blocks: number): void {
    const family = familyOf[move];
    if (family !== undefined) {
      this.connector.add(family, none, blocks);
    }
    this.pools.moved(move, blocks);
  }

  refresh(): void {
    this.connector.setTotal(families.matchedTokens, none, this.worker.totals.externalHits);
    this.connector.set(families.hostCacheHitRate, none, this.host.value);
    this.connector.set(families.diskCacheHitRate, none, this.disk.value);
    this.pools.refresh();
  }
}

const compose = (world: World): { readonly [label: string]: string } =>
  world.scenario.kubernetes ? {} : { job: 'kvbm-metrics' };
