import type { FaultKind, Faults } from '../faults/fault.ts';
import { Random } from '../random/random.ts';
import type { Deployment, Pool, Role, Scenario } from '../scenario/scenario.ts';
import type { Conditions } from './engine.ts';
import type { EventQueue } from './event-queue.ts';
import { newGpu, passTime, speedOf, type GpuLoad } from './gpu-physics.ts';
import type { GpuState } from './gpu.ts';
import type { Job } from './job.ts';
import type { Observers } from './observer.ts';
import type { Router } from './router.ts';
import { nodeOf, ServingWorker } from './serving-worker.ts';

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
  /** The GPUs of each place, also while no worker runs there. */
  readonly gpus = new Map<number, readonly GpuState[]>();
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
    this.planTick();
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

  faultOf(worker: ServingWorker, kind: FaultKind): number {
    return this.faults.strength(kind, this.events.now, worker.slot);
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
      this.gpusAt(slot, pool.gpus),
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

  private gpusAt(slot: number, count: number): readonly GpuState[] {
    const found =
      this.gpus.get(slot) ?? Array.from({ length: count }, (_, index) => newGpu(nodeOf(slot), index, this.random));
    found.forEach((gpu) => (gpu.lost = false));
    this.gpus.set(slot, found);
    return found;
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
    const ordinal = Number(worker.name.slice(worker.name.lastIndexOf('-') + 1));
    this.end(worker, 'crashed');
    this.events.after(restartAfterSeconds, () => {
      this.launch(slot, worker.deploymentIndex, worker.poolIndex, ordinal);
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
      this.xid(worker, 79);
      this.crash(slot, backAt - this.events.now);
    }
  }

  private xid(worker: ServingWorker, code: number): void {
    const gpu = worker.gpus[0];
    if (gpu !== undefined) {
      gpu.xidLast = code;
      gpu.xidCounts.set(code, (gpu.xidCounts.get(code) ?? 0) + 1);
      this.observers.xid(worker, gpu, code, this.events.now);
    }
  }

  /** Deploys, one after another: the same workers, with nothing in their caches. */
  private clearCaches(): void {
    for (const worker of this.alive) {
      const blocks = worker.engine.clearCaches();
      this.routers[worker.deploymentIndex]?.index.forget(worker.index);
      this.observers.kvEvent(worker, 'cleared', blocks, true, this.events.now);
    }
  }

  private planTick(): void {
    this.events.after(this.scenario.tickSeconds, () => {
      for (const worker of [...this.alive]) {
        this.tick(worker);
      }
      this.coolIdleGpus();
      this.planTick();
    });
  }

  private coolIdleGpus(): void {
    const used = new Set(this.alive.map(({ slot }) => slot));
    const idle: GpuLoad = { seconds: this.scenario.tickSeconds, busy: 0, prefill: 0, batch: 0, tokensPerSecond: 0 };
    for (const [slot, gpus] of this.gpus) {
      if (!used.has(slot)) {
        gpus.forEach((gpu) => passTime(gpu, idle, { heat: 0, cap: 0, links: 0, ecc: false }, this.random));
      }
    }
  }

  private tick(worker: ServingWorker): void {
    const seconds = this.scenario.tickSeconds;
    const { engine, pool, gpus } = worker;
    const links = this.faultOf(worker, 'nvlink-decay');
    engine.tick(this.conditions(worker, links));
    const { busy, prefill, batch } = engine.used;
    engine.used.busy = engine.used.prefill = engine.used.batch = 0;
    const load = {
      seconds,
      busy: Math.min(1, busy / seconds),
      prefill: busy === 0 ? 0 : Math.min(1, prefill / busy),
      batch: batch / seconds / pool.maxSequences,
      tokensPerSecond: Number.isFinite(worker.iterationSeconds) ? engine.running.length / worker.iterationSeconds : 0,
    };
    const ecc = this.faultOf(worker, 'ecc-remap-pending') > 0;
    let joules = 0;
    gpus.forEach((gpu, index) => {
      const before = gpu.energyMillijoules;
      // One GPU of the worker is in trouble; the others wait for it.
      const hit = index === 0 ? 1 : 0;
      const heat = hit * this.faultOf(worker, 'slow-worker');
      passTime(
        gpu,
        load,
        { heat, cap: this.faultOf(worker, 'power-cap'), links: hit * links, ecc: hit === 1 && ecc },
        this.random
      );
      joules += (gpu.energyMillijoules - before) / 1000;
    });
    if (ecc && gpus[0] !== undefined && !gpus[0].xidCounts.has(63)) {
      this.xid(worker, 63);
      gpus[0].remappedCorrectable++;
    }
    const sharers = worker.running;
    sharers.forEach(({ request }) => (request.joules += joules / sharers.length));
  }

  private conditions(worker: ServingWorker, links: number): Conditions {
    const starved = worker.pool.role === 'decode' ? 0 : this.faults.strength('prefill-starvation', this.events.now);
    const leak = this.leakedShare(worker);
    return {
      speed: speedOf(worker.gpus, links),
      prefillSpeed: 1 - 0.85 * starved,
      leakedBlocks: Math.floor(leak * worker.pool.kvBlocks),
      diskSlowdown: 1 + 30 * this.faultOf(worker, 'disk-tier-stalled'),
      diskStalled: this.faultOf(worker, 'disk-tier-stalled') > 0,
    };
  }

  /** Grows over the time of the fault, up to nine tenths of the pool. */
  private leakedShare(worker: ServingWorker): number {
    const plan = this.faults.plansOf('kv-pool-leak').find(({ worker: slot = 0 }) => slot === worker.slot);
    if (plan === undefined || this.faultOf(worker, 'kv-pool-leak') === 0) {
      return 0;
    }
    return 0.9 * plan.strength * ((this.events.now - plan.startSeconds) / (plan.endSeconds - plan.startSeconds));
  }

  private freeOrdinal(deploymentIndex: number, role: Role): number {
    const taken = new Set(
      this.alive
        .filter((worker) => worker.deploymentIndex === deploymentIndex && worker.pool.role === role)
        .map(({ name }) => Number(name.slice(name.lastIndexOf('-') + 1)))
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
