import type { Faults } from '../faults/fault.ts';
import { Random } from '../random/random.ts';
import type { Deployment, Pool, Role, Scenario } from '../scenario/scenario.ts';
import type { EventQueue } from './event-queue.ts';
import { Hardware } from './hardware.ts';
import type { Job } from './job.ts';
import type { Observers } from './observer.ts';
import type { Router } from './router.ts';
import { ServingWorker } from './serving-worker.ts';

/** What happens to requests on a worker, for the one who sent them there. */
export interface JobEvents {
  prefillStarted(worker: ServingWorker, job: Job): void;
  prefillEnded(worker: ServingWorker, job: Job): void;
  /** Its first token, or the first after a pause. */
  runStarted(job: Job): void;
  finished(worker: ServingWorker, job: Job): void;
  preempted(worker: ServingWorker, job: Job): void;
  lost(worker: ServingWorker, jobs: readonly Job[]): void;
  /** There may be room for those who wait. */
  freed(): void;
}

/** Seconds until a new worker has loaded its model. */
const STARTUP_SECONDS = 75;
const CRASH_EVERY_SECONDS = 100;
const DEPLOY_EVERY_SECONDS = 90;

/** All workers: how they start, end, heat up and fail. */
export class Fleet {
  readonly workers: ServingWorker[] = [];
  readonly alive: ServingWorker[] = [];
  readonly hardware: Hardware;
  private readonly starting = new Map<string, number>();
  private readonly random: Random;

  constructor(
    private readonly scenario: Scenario,
    private readonly events: EventQueue,
    private readonly faults: Faults,
    private readonly routers: readonly Router[],
    private readonly observers: Observers,
    private readonly jobs: JobEvents
  ) {
    this.random = Random.stream(scenario.seed, 'fleet');
    this.hardware = new Hardware(scenario, events, faults, observers, this.alive);
  }

  start(): void {
    let slot = 0;
    this.scenario.deployments.forEach((deployment, deploymentIndex) => {
      deployment.pools.forEach((pool, poolIndex) => {
        for (let ordinal = 0; ordinal < pool.replicas; ordinal++) {
          this.launch(slot++, deploymentIndex, poolIndex, ordinal);
        }
      });
    });
    this.nextSlot = slot;
    this.hardware.start();
    this.planFaults();
  }

  private nextSlot = 0;

  /** Those of a deployment that take requests of a role. */
  serving(deployment: number, role: Role): readonly ServingWorker[] {
    return this.alive.filter(
      (worker) => worker.deploymentIndex === deployment && worker.pool.role === role && !worker.draining
    );
  }

  /** Starts or drains workers until so many of the role run. */
  scale(deploymentIndex: number, role: Role, wanted: number): void {
    const { pools } = this.deployment(deploymentIndex);
    const poolIndex = pools.findIndex((pool) => pool.role === role);
    const key = `${deploymentIndex}/${role}`;
    const running = this.serving(deploymentIndex, role);
    const coming = this.starting.get(key) ?? 0;
    for (let missing = wanted - running.length - coming; missing > 0; missing--) {
      this.starting.set(key, (this.starting.get(key) ?? 0) + 1);
      this.events.after(STARTUP_SECONDS, () => {
        this.starting.set(key, (this.starting.get(key) ?? 1) - 1);
        this.launch(this.nextSlot++, deploymentIndex, poolIndex, this.freeOrdinal(deploymentIndex, role));
        this.jobs.freed();
      });
    }
    for (const worker of running.slice(Math.max(1, wanted))) {
      worker.draining = true;
      this.endWhenIdle(worker);
    }
  }

  isStarting(deploymentIndex: number): boolean {
    return [...this.starting].some(([key, count]) => key.startsWith(`${deploymentIndex}/`) && count > 0);
  }

  endWhenIdle(worker: ServingWorker): void {
    if (worker.draining && worker.endedAt === undefined && worker.running.length + worker.waiting.length === 0) {
      this.end(worker, 'stopped');
    }
  }

  private launch(slot: number, deploymentIndex: number, poolIndex: number, ordinal: number): void {
    const deployment = this.deployment(deploymentIndex);
    const pool = poolOf(deployment, poolIndex);
    const index = this.workers.length;
    const router = this.routers[deploymentIndex];
    const worker: ServingWorker = new ServingWorker(
      { index, slot, deployment, deploymentIndex, pool, poolIndex, ordinal },
      this.events,
      this.random,
      this.hardware.gpusAt(slot, pool.gpus),
      { speed: 1, prefillSpeed: 1, leakedBlocks: 0, diskSlowdown: 1, diskStalled: false },
      {
        prefillStarted: (job) => this.jobs.prefillStarted(worker, job),
        prefillEnded: (job) => this.jobs.prefillEnded(worker, job),
        runStarted: (job) => this.jobs.runStarted(job),
        finished: (job) => this.jobs.finished(worker, job),
        preempted: (job) => this.jobs.preempted(worker, job),
        moved: (move, blocks) => this.observers.blocksMoved(worker, move, blocks, this.events.now),
        stored: (key, blocks) => this.kvEvent(worker, 'stored', blocks, () => router?.index.stored(index, key, blocks)),
        removed: (key, blocks) => this.kvEvent(worker, 'removed', blocks, () => router?.index.removed(index, key)),
      }
    );
    this.workers.push(worker);
    this.alive.push(worker);
    this.observers.workerStarted(worker, this.events.now);
  }

  private kvEvent(worker: ServingWorker, kind: 'stored' | 'removed', blocks: number, apply: () => void): void {
    const delivered = !this.random.chance(0.9 * this.faults.strength('kv-events-lost', this.events.now));
    worker.kvEvents.sent++;
    if (delivered) {
      apply();
    } else {
      worker.kvEvents.lost++;
    }
    this.observers.kvEvent(worker, kind, blocks, delivered, this.events.now);
  }

  /** The worker is gone, and with it whatever it had. */
  private end(worker: ServingWorker, why: 'stopped' | 'crashed'): void {
    worker.endedAt = this.events.now;
    this.alive.splice(this.alive.indexOf(worker), 1);
    const lost = worker.engine.stop();
    this.routers[worker.deploymentIndex]?.index.forget(worker.index);
    this.observers.workerEnded(worker, why, this.events.now);
    this.jobs.lost(worker, lost);
  }

  private crash(slot: number, restartAfterSeconds: number): void {
    const worker = this.alive.find((each) => each.slot === slot);
    if (worker === undefined) {
      return;
    }
    this.end(worker, 'crashed');
    this.events.after(restartAfterSeconds, () => {
      this.launch(slot, worker.deploymentIndex, worker.poolIndex, worker.ordinal);
      this.jobs.freed();
    });
  }

  private planFaults(): void {
    for (const { startSeconds, endSeconds, worker: slot = 0 } of this.faults.plansOf('worker-crash-loop')) {
      for (let at = startSeconds; at < endSeconds; at += CRASH_EVERY_SECONDS) {
        this.events.at(at, () => this.crash(slot, CRASH_EVERY_SECONDS / 2));
      }
    }
    for (const { startSeconds, endSeconds, worker: slot = 0 } of this.faults.plansOf('xid-gpu-lost')) {
      this.events.at(startSeconds, () => this.loseGpu(slot, endSeconds));
    }
    for (const { startSeconds, endSeconds } of this.faults.plansOf('cache-cold')) {
      for (let at = startSeconds; at < endSeconds; at += DEPLOY_EVERY_SECONDS) {
        this.events.at(at, () => this.clearCaches());
      }
    }
  }

  /** XID 79: the GPU has fallen off the bus, and the engine dies with it. */
  private loseGpu(slot: number, backAt: number): void {
    const worker = this.alive.find((each) => each.slot === slot);
    const gpu = worker?.gpus[0];
    if (worker !== undefined && gpu !== undefined) {
      gpu.lost = true;
      this.hardware.xid(worker, 79);
      this.crash(slot, backAt - this.events.now);
    }
  }

  /** Deploys, one after another: the same workers, with nothing in their caches. */
  private clearCaches(): void {
    for (const worker of this.alive) {
      const blocks = worker.engine.kv.clear();
      this.routers[worker.deploymentIndex]?.index.forget(worker.index);
      this.observers.kvEvent(worker, 'cleared', blocks, true, this.events.now);
    }
  }

  private freeOrdinal(deploymentIndex: number, role: Role): number {
    const taken = new Set(
      this.alive
        .filter((worker) => worker.deploymentIndex === deploymentIndex && worker.pool.role === role)
        .map((worker) => worker.ordinal)
    );
    let ordinal = 0;
    while (taken.has(ordinal)) {
      ordinal++;
    }
    return ordinal;
  }

  private deployment(index: number): Deployment {
    const found = this.scenario.deployments[index];
    if (found === undefined) {
      throw new RangeError(`Deployment ${index} is not in the scenario ${this.scenario.name}.`);
    }
    return found;
  }
}

function poolOf({ pools, model }: Deployment, index: number): Pool {
  const pool = pools[index];
  if (pool === undefined) {
    throw new RangeError(`Pool ${index} is not in the deployment of ${model}.`);
  }
  return pool;
}
