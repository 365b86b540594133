import type { FaultKind, Faults } from '../faults/fault.ts';
import { Random } from '../random/random.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Conditions } from './engine-conditions.ts';
import type { EventQueue } from './event-queue.ts';
import { newGpu, passTime, speedOf, type GpuLoad } from './gpu-physics.ts';
import type { GpuState } from './gpu.ts';
import type { Observers } from './observer.ts';
import { nodeOf, type ServingWorker } from './serving-worker.ts';

/** The machines: what their GPUs do, how warm they get, and how fast the engines on them may go on. */
export class Hardware {
  /** The GPUs of each place, also while no worker runs there. */
  readonly gpus = new Map<number, readonly GpuState[]>();
  private readonly random: Random;

  constructor(
    private readonly scenario: Scenario,
    private readonly events: EventQueue,
    private readonly faults: Faults,
    private readonly observers: Observers,
    private readonly alive: readonly ServingWorker[]
  ) {
    this.random = Random.stream(scenario.seed, 'hardware');
  }

  /** A look at everything, at each tick. */
  start(): void {
    this.events.after(this.scenario.tickSeconds, () => {
      for (const worker of [...this.alive]) {
        this.tick(worker);
      }
      this.coolIdleGpus();
      this.start();
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

  /** Those of a place, new or as they were left. */
  gpusAt(slot: number, count: number): readonly GpuState[] {
    const found =
      this.gpus.get(slot) ?? Array.from({ length: count }, (_, index) => newGpu(nodeOf(slot), index, this.random));
    found.forEach((gpu) => (gpu.lost = false));
    this.gpus.set(slot, found);
    return found;
  }

  /** An error of the worker's first GPU, by NVIDIA's number. */
  xid(worker: ServingWorker, code: number): void {
    const gpu = worker.gpus[0];
    if (gpu !== undefined) {
      gpu.xidLast = code;
      gpu.xidCounts.set(code, (gpu.xidCounts.get(code) ?? 0) + 1);
      this.observers.xid(worker, gpu, code, this.events.now);
    }
  }

  faultOf(worker: ServingWorker, kind: FaultKind): number {
    return this.faults.strength(kind, this.events.now, worker.slot);
  }
}
