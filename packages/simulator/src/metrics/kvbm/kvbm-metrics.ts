import type { Attempt, RequestRecord } from '../../ledger/request-record.ts';
import type { BlockMove, Observer } from '../../story/observer.ts';
import type { WorkerState } from '../../story/worker.ts';
import type { World } from '../../story/world.ts';
import type { Exporter, ScrapeTarget } from '../exporter.ts';
import { OwnTargets } from '../own-targets.ts';
import { KvbmPage } from './kvbm-page.ts';

/** The pages of the KV block managers, of workers that have one. */
export class KvbmMetrics implements Exporter, Observer {
  private readonly pages: OwnTargets<KvbmPage>;

  constructor(world: World) {
    this.pages = new OwnTargets(
      world,
      (worker) => new KvbmPage(world, worker),
      ({ tiers }) => tiers !== undefined
    );
  }

  get targets(): Exporter['targets'] {
    return this.pages.targets;
  }

  workerStarted(worker: WorkerState): void {
    this.pages.of(worker);
  }

  workerEnded(worker: WorkerState, _why: 'stopped' | 'crashed', at: number): void {
    this.pages.end(worker, at);
  }

  prefillStarted(_request: RequestRecord, _attempt: Attempt, worker: WorkerState): void {
    this.pages.of(worker)?.askedTiers();
  }

  blocksMoved(worker: WorkerState, move: BlockMove, blocks: number): void {
    this.pages.of(worker)?.moved(move, blocks);
  }

  refresh(target: ScrapeTarget): void {
    this.pages.visit(target, (page) => page.refresh());
  }
}
