import type { Attempt, RequestRecord } from '../ledger/request-record.ts';
import { isReady } from '../metrics/frontend/frontend-part.ts';
import type { Observer } from '../story/observer.ts';
import type { WorkerState } from '../story/worker.ts';
import type { World } from '../story/world.ts';
import type { LogProcess, LogSource } from './log-line.ts';
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
export class FrontendLines implements Observer {
  /** Requests that a handler took, and whether the answer of each has begun. */
  private readonly open = new Map<RequestRecord, { begun: boolean }>();
  private readonly timed: TimedLines;

  constructor(
    private readonly world: World,
    private readonly processes: readonly LogProcess[],
    private readonly ship: Ship
  ) {
    this.timed = new TimedLines(world, processes, ship);
  }

  /** Writes what is due until then. */
  passTime(at: number): void {
    this.timed.upTo(at);
  }

  requestArrived(request: RequestRecord): void {
    // Without a worker it is refused before anyone handles it.
    if (request.deployment < 0 || isReady(this.world, request.deployment)) {
      this.receive(request);
    }
  }

  routed(request: RequestRecord, attempt: Attempt, worker: WorkerState, at: number): void {
    const state = this.open.get(request) ?? this.receive(request);
    this.tell(request, overlapRefreshed(request, attempt));
    this.tell(request, workerSelected(request, attempt, worker));
    trackerConflicts(request, attempt, worker, this.world).forEach((told) => this.tell(request, told));
    if (request.stream && !state.begun) {
      state.begun = true;
      this.tell(request, streamBegun(request, at, this.world));
    }
  }

  attemptEnded(request: RequestRecord, attempt: Attempt, worker: WorkerState, at: number): void {
    this.tell(request, attemptEnded(request, attempt, worker, at, this.world));
  }

  migrated(request: RequestRecord, lost: Attempt, at: number): void {
    migration(request, lost, at, this.world).forEach((told) => this.tell(request, told));
  }

  requestEnded(request: RequestRecord, at: number): void {
    const state = this.open.get(request);
    this.open.delete(request);
    endingOf(request, at, state, this.world).forEach((told) => this.tell(request, told));
  }

  workerStarted(worker: WorkerState, at: number): void {
    this.timed.worker(worker, at, 'Adding', sources.workerAdded);
  }

  workerEnded(worker: WorkerState, why: 'stopped' | 'crashed', at: number): void {
    this.timed.worker(worker, why === 'crashed' ? at + leaseSeconds : at, 'Removing', sources.workerRemoved);
  }

  private receive(request: RequestRecord): { begun: boolean } {
    const state = { begun: false };
    this.open.set(request, state);
    this.tell(request, requestReceived(request, this.world));
    return state;
  }

  private tell(request: RequestRecord, told: Told | undefined): void {
    const process = this.processes[request.frontend];
    if (process !== undefined && told !== undefined) {
      this.timed.upTo(told.at);
      this.ship.tell(process, told);
    }
  }
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
  readonly source: LogSource;
}

/** Lines that come with time: each scrape, and what the frontend learns of workers only when a lease runs out. */
class TimedLines {
  private nextScrape = 0;
  private pending: Pending[] = [];

  constructor(
    private readonly world: World,
    private readonly processes: readonly LogProcess[],
    private readonly ship: Ship
  ) {}

  upTo(at: number): void {
    for (; this.nextScrape <= at; this.nextScrape += this.world.scenario.scrapeIntervalSeconds) {
      for (const process of this.processes) {
        const event = { status: '200', latency_ms: '0' };
        this.ship.tell(process, { at: this.nextScrape, source: sources.responseSent, event, span: undefined });
      }
    }
    if (this.pending.length > 0) {
      const due = this.pending.filter((line) => line.at <= at);
      this.pending = this.pending.filter((line) => line.at > at);
      for (const { at: when, process, source } of due) {
        this.ship.tell(process, { at: when, source, event: {}, span: undefined });
      }
    }
  }

  /** Every frontend tells of each rank. */
  worker({ id, pool }: WorkerState, at: number, verb: string, source: LogSource): void {
    for (const process of this.processes) {
      for (let rank = 0; rank < pool.ranks; rank++) {
        const message = `${verb} worker WorkerWithDpRank { worker_id: ${id}, dp_rank: ${rank} }`;
        this.pending.push({ at, process, source: { ...source, message } });
      }
    }
  }
}
