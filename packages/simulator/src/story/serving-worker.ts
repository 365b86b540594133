import { workerIdToHex } from '@dynamo-observability/signals';

import type { Random } from '../random/random.ts';
import type { Deployment, Pool } from '../scenario/scenario.ts';
import type { Conditions, EngineEvents } from './engine-conditions.ts';
import { Engine } from './engine.ts';
import type { EventQueue } from './event-queue.ts';
import type { GpuState } from './gpu.ts';
import type { Job } from './job.ts';
import type { WorkerState, WorkerTotals } from './worker.ts';

export interface WorkerPlace {
  readonly index: number;
  readonly slot: number;
  readonly deployment: Deployment;
  readonly deploymentIndex: number;
  readonly pool: Pool;
  readonly poolIndex: number;
  /** Number among the workers of its deployment and role. */
  readonly ordinal: number;
}

/** Each worker has a machine of its own. */
export const nodeOf = (slot: number): string => `gpu-node-${String(slot).padStart(3, '0')}`;

/** A worker: its engine, its GPUs, and how others call it. */
export class ServingWorker implements WorkerState {
  readonly index: number;
  readonly slot: number;
  /** Number among the workers of its deployment and role. */
  readonly ordinal: number;
  readonly id: string;
  readonly idHex: string;
  readonly deployment: Deployment;
  readonly deploymentIndex: number;
  readonly pool: Pool;
  readonly poolIndex: number;
  readonly name: string;
  readonly node: string;
  readonly instance: string;
  readonly startedAt: number;
  endedAt: number | undefined;
  /** It ends when it has no requests left. */
  draining = false;
  readonly engine: Engine;
  readonly kvEvents = { sent: 0, lost: 0 };

  constructor(
    place: WorkerPlace,
    private readonly events: EventQueue,
    random: Random,
    /** Those of its place: they outlive it. */
    readonly gpus: readonly GpuState[],
    conditions: Conditions,
    tell: EngineEvents
  ) {
    const { deployment, pool, slot } = place;
    this.index = place.index;
    this.slot = slot;
    this.ordinal = place.ordinal;
    // Real ids are lease ids: large, and with the same first digits.
    this.id = BigInt(`0x694d9${random.hex(11)}`).toString();
    this.idHex = workerIdToHex(this.id);
    this.deployment = deployment;
    this.deploymentIndex = place.deploymentIndex;
    this.pool = pool;
    this.poolIndex = place.poolIndex;
    this.name = `${deployment.dynamoNamespace}-${pool.role === 'aggregated' ? 'worker' : pool.role}-${place.ordinal}`;
    this.node = nodeOf(slot);
    this.instance = `10.1.${slot >> 8}.${slot & 255}:9090`;
    this.startedAt = events.now;
    this.engine = new Engine(events, pool, deployment.blockSize, deployment.kvbm, conditions, tell);
  }

  get waiting(): readonly Job[] {
    return this.engine.waiting;
  }

  get running(): readonly Job[] {
    const { prefilling, running } = this.engine;
    return prefilling === undefined ? running : [...running, prefilling];
  }

  get queuedPrefillTokens(): number {
    return this.engine.queuedPrefillTokens;
  }

  get activeBlocks(): number {
    return this.engine.kv.activeBlocks;
  }

  get cachedBlocks(): number {
    return this.engine.kv.cache.cachedBlocks;
  }

  get totalBlocks(): number {
    return this.pool.kvBlocks;
  }

  get iterationSeconds(): number {
    return this.engine.log.secondsPerToken;
  }

  get progress(): number {
    return this.engine.log.progress(this.endedAt ?? this.events.now);
  }

  get totals(): WorkerTotals {
    return this.engine.totals;
  }

  get tiers(): WorkerState['tiers'] {
    return this.engine.kv.tiers;
  }
}
