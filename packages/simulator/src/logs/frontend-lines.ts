import type { RequestRecord } from '../ledger/request-record.ts';
import { isReady } from '../metrics/frontend/frontend-part.ts';
import type { Observer } from '../story/observer.ts';
import type { WorkerState } from '../story/worker.ts';
import type { World } from '../story/world.ts';
import type { LogProcess } from './log-line.ts';
import {
  answered,
  attemptEnded,
  failureTold,
  migration,
  overlapRefreshed,
  requestCompleted,
  requestReceived,
  streamBegun,
  trackerConflicts,
  workerSelected,
  type Told,
} from './request-lines.ts';
import type { Ship } from './shipping.ts';
import { sources } from './sources.ts';

/** So long the lease of a crashed worker holds, and with it the router's belief in it. */
const leaseSeconds = 8.6;

/** What frontends write: about requests, about workers that come and go, and at each scrape of their metrics. */
export function frontendLines(
  world: World,
  processes: readonly LogProcess[],
  ship: Ship
): Observer & { passTime(at: number): void } {
  const open = new Map<RequestRecord, { begun: boolean }>();
  const passTime = timedLines(world, processes, ship);
  const tell = (request: RequestRecord, told: Told | undefined) => {
    const process = processes[request.frontend];
    if (process !== undefined && told !== undefined) {
      passTime.upTo(told.at);
      ship.tell(process, told);
    }
  };

  const receive = (request: RequestRecord) => {
    open.set(request, { begun: false });
    tell(request, requestReceived(request, world));
  };

  return {
    passTime: (at) => passTime.upTo(at),
    requestArrived(request) {
      // Without a worker it is refused before anyone handles it.
      if (request.deployment < 0 || isReady(world, request.deployment)) {
        receive(request);
      }
    },
    routed(request, attempt, worker, at) {
      if (!open.has(request)) {
        receive(request);
      }
      tell(request, overlapRefreshed(request, attempt));
      tell(request, workerSelected(request, attempt, worker));
      trackerConflicts(request, attempt, worker, world).forEach((told) => tell(request, told));
      const state = open.get(request);
      if (request.stream && state?.begun === false) {
        state.begun = true;
        tell(request, streamBegun(request, at, world));
      }
    },
    attemptEnded: (request, attempt, worker, at) => tell(request, attemptEnded(request, attempt, worker, at, world)),
    migrated: (request, lost, at) => migration(request, lost, at, world).forEach((told) => tell(request, told)),
    requestEnded(request, at) {
      const state = open.get(request);
      open.delete(request);
      endingOf(request, at, state, world).forEach((told) => tell(request, told));
    },
    workerStarted: (worker, at) => passTime.add(worker, at),
    workerEnded: (worker, why, at) => passTime.remove(worker, why === 'crashed' ? at + leaseSeconds : at),
  };
}

/** The lines at the end of a request, by how it ended and whether its answer had begun. */
function endingOf(
  request: RequestRecord,
  at: number,
  state: { readonly begun: boolean } | undefined,
  world: World
): ReadonlyArray<Told | undefined> {
  if (state === undefined) {
    // It did not parse, or nobody serves its model now: no handler took it.
    return [answered(request, at, 'path', world)];
  }
  const completed = requestCompleted(request, at, world);
  const plain = (source: Told['source']): Told => ({ at, source, event: {}, span: undefined });
  switch (request.outcome) {
    case 'success':
      return [completed, state.begun ? undefined : answered(request, at, 'end', world)];
    case 'cancelled':
      return [completed, plain(request.stream ? sources.clientLeftStream : sources.clientGone)];
    default:
      return [
        request.outcome === 'overload' ? plain(sources.overloaded) : undefined,
        request.outcome === 'unavailable' ? plain(sources.noEndpoints) : undefined,
        failureTold(request, at, state.begun, world),
        completed,
        state.begun ? undefined : answered(request, at, 'end', world),
      ];
  }
}

interface Pending {
  readonly at: number;
  readonly process: LogProcess;
  readonly text: string;
  readonly source: Told['source'];
}

/** Lines that come with time: each scrape, and what the frontend learns of workers only when a lease runs out. */
function timedLines(world: World, processes: readonly LogProcess[], ship: Ship) {
  const interval = world.scenario.scrapeIntervalSeconds;
  const scrape: Told['event'] = { status: '200', latency_ms: '0' };
  let nextScrape = 0;
  let pending: Pending[] = [];

  const member = ({ id, pool }: WorkerState, at: number, verb: string, source: Told['source']) => {
    for (const process of processes) {
      for (let rank = 0; rank < pool.ranks; rank++) {
        const text = `${verb} worker WorkerWithDpRank { worker_id: ${id}, dp_rank: ${rank} }`;
        pending.push({ at, process, source, text });
      }
    }
  };

  return {
    upTo(at: number): void {
      for (; nextScrape <= at; nextScrape += interval) {
        for (const process of processes) {
          ship.tell(process, { at: nextScrape, source: sources.responseSent, event: scrape, span: undefined });
        }
      }
      if (pending.length > 0) {
        const due = pending.filter((line) => line.at <= at);
        pending = pending.filter((line) => line.at > at);
        for (const { at: when, process, source, text } of due) {
          ship.tell(process, { at: when, source: { ...source, message: text }, event: {}, span: undefined });
        }
      }
    },
    add: (worker: WorkerState, at: number) => member(worker, at, 'Adding', sources.workerAdded),
    remove: (worker: WorkerState, at: number) => member(worker, at, 'Removing', sources.workerRemoved),
  };
}
