import type { Random } from '../../random/random.ts';
import type { Deployment } from '../../scenario/scenario.ts';
import type { Observer } from '../../story/observer.ts';
import type { WorkerState } from '../../story/worker.ts';
import type { World } from '../../story/world.ts';
import type { Instruments } from '../instruments.ts';
import type { FrontendIdentity } from './identity.ts';

/** What all parts of one frontend's page share. */
export interface FrontendContext {
  readonly world: World;
  readonly identity: FrontendIdentity;
  readonly page: Instruments;
  /** For what the story does not know: microseconds of hashing, poll times of threads. */
  readonly random: Random;
  /** Buckets of the time to first token are a setting, the one that installations do change. */
  readonly timeToFirstTokenBounds: readonly number[];
}

/** A part of a frontend's page: it hears of requests of its own frontend only, of workers and KV events of all. */
export interface FrontendPart extends Observer {
  /** Before a scrape, with the time of it. */
  refresh?(at: number): void;
}

export const isDisaggregated = (deployment: Deployment): boolean =>
  deployment.pools.some(({ role }) => role === 'prefill');

/** `worker_type` of a phase: aggregated workers are `decode`. */
export const workerType = (role: WorkerState['pool']['role']): 'prefill' | 'decode' =>
  role === 'prefill' ? 'prefill' : 'decode';

/** Routers of one model, by `worker_type`. */
export const workerTypes = (deployment: Deployment): ReadonlyArray<'prefill' | 'decode'> =>
  isDisaggregated(deployment) ? ['decode', 'prefill'] : ['decode'];

/** Models without a worker cannot be called: the handler refuses before it counts. Decode workers prefill when they must. */
export const isReady = (world: World, deployment: number): boolean =>
  world.alive.some((worker) => worker.deploymentIndex === deployment && worker.pool.role !== 'prefill');

/** Of families without labels: one object, for the same reason as `remembered`. */
export const noLabels = {};

/** The same object for the same key at each call, which is how instruments find a series without looking its labels up. */
export function remembered<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      value = make(key);
      known.set(key, value);
    }
    return value;
  };
}
