import { remembered } from '../metrics/frontend/frontend-part.ts';
import { componentOf } from '../metrics/place.ts';
import type { Observer } from '../story/observer.ts';
import type { TierState, WorkerState } from '../story/worker.ts';
import type { World } from '../story/world.ts';
import type { LogProcess } from './log-line.ts';
import { pythonLine } from './python-line.ts';
import { workerEnded, workerReceived, type Told } from './request-lines.ts';
import { skewOf, type Ship } from './shipping.ts';
import { pythonSources, sources } from './sources.ts';

/** Seconds between two lines on the hits of the KV block manager. */
const hitRatesEvery = 30;

const services = { aggregated: 'dynamo-worker', prefill: 'dynamo-worker-prefill', decode: 'dynamo-worker-decode' };

/** What workers write. The clock of a machine may be wrong, so their times may be too. */
export function workerLines(world: World, ship: Ship): Observer {
  const processOf = remembered(({ name, instance, pool }: WorkerState): LogProcess => ({
    name,
    instance,
    service: services[pool.role],
  }));
  const hitRatesAt = new Map<WorkerState, number>();
  const tell = (worker: WorkerState, told: Told) => ship.tell(processOf(worker), told, skewOf(world, worker, told.at));

  return {
    workerStarted: (worker, at) => started(worker, at).forEach((told) => tell(worker, told)),
    received: (request, attempt, worker, at) => tell(worker, workerReceived(request, attempt, worker, at)),
    attemptEnded: (request, attempt, worker, at) =>
      workerEnded(request, attempt, worker, at).forEach((told) => tell(worker, told)),
    prefillStarted(_request, _attempt, worker, at) {
      if (worker.tiers !== undefined && at - (hitRatesAt.get(worker) ?? -Infinity) >= hitRatesEvery) {
        hitRatesAt.set(worker, at);
        tell(worker, hitRates(worker, worker.tiers, at));
      }
    },
    workerEnded(worker, why, at) {
      if (why === 'stopped') {
        tell(worker, { at, source: sources.shutdownInitiated, event: {}, span: undefined });
      }
    },
    xid(worker, { index }, code, at) {
      if (code === 79) {
        const text = `CUDA error: GPU ${index} has fallen off the bus (XID ${code}); the engine is dead`;
        tell(worker, pythonLine(pythonSources.engineDied, text, at));
        ship.plain(processOf(worker), at, `torch.AcceleratorError: ${text}`);
      }
    },
  };
}

function started(worker: WorkerState, at: number): readonly Told[] {
  const component = componentOf(worker);
  const address = `0.0.0.0:${worker.instance.slice(worker.instance.lastIndexOf(':') + 1)}`;
  const registered = `Registered endpoint '${worker.deployment.dynamoNamespace}.${component}.generate' with shared TCP server on ${worker.instance}`;
  return [
    { at, source: sources.systemServer, event: { address, policy: 'Worker' }, span: undefined },
    { at, source: { ...sources.endpointRegistered, message: registered }, event: {}, span: undefined },
  ];
}

function hitRates(
  worker: WorkerState,
  tiers: { readonly host: TierState; readonly disk: TierState },
  at: number
): Told {
  const rate = ({ hits, lookups }: TierState) =>
    `${(lookups === 0 ? 0 : (100 * hits) / lookups).toFixed(1)}% (${hits}/${lookups})`;
  const message = `KVBM [${worker.name}] Cache Hit Rates - Host: ${rate(tiers.host)}, Disk: ${rate(tiers.disk)}`;
  return { at, source: { ...sources.kvbmHitRates, message }, event: {}, span: undefined };
}
