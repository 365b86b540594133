import type { World } from '../story/world.ts';
import type { WorkerState } from '../story/worker.ts';
import type { ScrapeTarget } from './exporter.ts';
import type { Page } from './instruments.ts';

/** What a kind of process keeps for each worker: a page, and whatever fills it. */
export interface WorkerPage {
  readonly page: Page;
  readonly labels: { readonly [name: string]: string };
}

/** Pages of workers, made when a worker is first seen, and closed when it has ended. */
export class OwnTargets<T extends WorkerPage> {
  readonly targets: ScrapeTarget[] = [];
  private readonly byWorker = new Map<number, { readonly own: T; readonly target: ScrapeTarget }>();

  constructor(
    private readonly world: World,
    private readonly make: (worker: WorkerState) => T,
    private readonly has: (worker: WorkerState) => boolean = () => true
  ) {}

  /** Undefined for a worker that has no such process. */
  of(worker: WorkerState): T | undefined {
    const known = this.byWorker.get(worker.index);
    if (known !== undefined) {
      return known.own;
    }
    if (!this.has(worker)) {
      return undefined;
    }
    const own = this.make(worker);
    const target = { labels: own.labels, page: own.page, startedAt: worker.startedAt, endedAt: worker.endedAt };
    this.targets.push(target);
    this.byWorker.set(worker.index, { own, target });
    return own;
  }

  end(worker: WorkerState, at: number): void {
    const known = this.byWorker.get(worker.index);
    if (known !== undefined) {
      known.target.endedAt = worker.endedAt ?? at;
    }
  }

  /** Those of the workers that run now. */
  eachAlive(visit: (own: T, worker: WorkerState) => void): void {
    for (const worker of this.world.alive) {
      const own = this.of(worker);
      if (own !== undefined) {
        visit(own, worker);
      }
    }
  }
}
