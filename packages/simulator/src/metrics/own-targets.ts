import type { WorkerState } from '../story/worker.ts';
import type { World } from '../story/world.ts';
import type { ScrapeTarget } from './exporter.ts';
import type { Page } from './instruments.ts';

/** What a kind of process keeps for each worker: a page, and whatever fills it. */
export interface WorkerPage {
  readonly page: Page;
  readonly labels: { readonly [name: string]: string };
}

interface Kept<T> {
  readonly own: T;
  readonly worker: WorkerState;
  readonly target: ScrapeTarget;
}

/** Pages of workers, made when a worker is first seen, and closed when it has ended. */
export class OwnTargets<T extends WorkerPage> {
  readonly targets: ScrapeTarget[] = [];
  private readonly byWorker = new Map<number, Kept<T>>();
  private readonly byTarget = new Map<ScrapeTarget, Kept<T>>();

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
    return this.has(worker) ? this.keep(worker).own : undefined;
  }

  end(worker: WorkerState, at: number): void {
    const known = this.byWorker.get(worker.index);
    if (known !== undefined) {
      known.target.endedAt = worker.endedAt ?? at;
    }
  }

  /** What stands behind a target. */
  visit(target: ScrapeTarget, visit: (own: T, worker: WorkerState) => void): void {
    const known = this.byTarget.get(target);
    if (known !== undefined) {
      visit(known.own, known.worker);
    }
  }

  private keep(worker: WorkerState): Kept<T> {
    const own = this.make(worker);
    const { faults } = this.world;
    const target: ScrapeTarget = {
      labels: own.labels,
      page: own.page,
      startedAt: worker.startedAt,
      endedAt: worker.endedAt,
      answers: (at) => faults.strength('scrape-target-gone', at, worker.slot) === 0,
    };
    const kept = { own, worker, target };
    this.targets.push(target);
    this.byWorker.set(worker.index, kept);
    this.byTarget.set(target, kept);
    return kept;
  }
}
