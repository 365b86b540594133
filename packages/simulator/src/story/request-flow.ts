import type { Ledger } from '../ledger/ledger.ts';
import type { Attempt, Outcome, RequestRecord } from '../ledger/request-record.ts';
import type { Random } from '../random/random.ts';
import type { Role, Scenario } from '../scenario/scenario.ts';
import type { EventQueue } from './event-queue.ts';
import type { Fleet, JobEvents } from './fleet.ts';
import { firstRole, HOP_SECONDS, keysOf, newAttempt, newJob, newRequest, type Flight } from './flight.ts';
import type { Job } from './job.ts';
import { transferBytes, transferSeconds } from './kv-transfer.ts';
import type { Observers } from './observer.ts';
import type { Preprocessor } from './preprocessor.ts';
import type { Choice, Router } from './router.ts';
import type { ServingWorker } from './serving-worker.ts';
import type { TokenTimes } from './token-times.ts';
import type { Call } from './traffic-source.ts';

/** How requests go through the installation: prepared, routed, worked on, moved, answered or refused. */
export class RequestFlow implements JobEvents {
  /** Requests that arrived and have not ended, by frontend. */
  readonly active: ReadonlyArray<Set<RequestRecord>>;
  /** Those in the router's queue, by deployment. */
  readonly queues: ReadonlyArray<RequestRecord[]>;
  private readonly flights = new Map<RequestRecord, Flight>();
  readonly fleet: Fleet;

  constructor(
    private readonly scenario: Scenario,
    private readonly events: EventQueue,
    private readonly ledger: Ledger,
    private readonly routers: readonly Router[],
    private readonly preprocessor: Preprocessor,
    private readonly tokens: TokenTimes,
    private readonly observers: Observers,
    private readonly random: Random,
    fleetFor: (jobs: JobEvents) => Fleet
  ) {
    this.active = Array.from({ length: scenario.frontends }, () => new Set<RequestRecord>());
    this.queues = scenario.deployments.map(() => []);
    this.fleet = fleetFor(this);
  }

  arrive(call: Call, served: number, answered: Flight['answered']): void {
    const { random, scenario } = this;
    const deployment = scenario.deployments[served];
    if (deployment === undefined) {
      throw new RangeError(`Deployment ${served} is not in the scenario ${scenario.name}.`);
    }
    const request = newRequest(call, this.ledger.requests.length, this.events.now, scenario.frontends, random);
    this.ledger.requests.push(request);
    const keys = keysOf(call, deployment, served);
    const flight: Flight = { request, deployment, call, keys, answered, job: undefined, over: false };
    this.flights.set(request, flight);
    if (!call.valid) {
      this.endRequest(flight, 'validation');
      return;
    }
    this.active[request.frontend]?.add(request);
    this.observers.requestArrived(request, this.events.now);
    if (call.deployment < 0) {
      this.events.after(HOP_SECONDS / 2, () => this.endRequest(flight, 'not_found'));
      return;
    }
    this.preprocess(flight);
  }

  private preprocess(flight: Flight): void {
    const { request, call } = flight;
    const cached = call.turn === 0 ? Math.floor(call.systemTokens * 0.8) : Math.floor(call.inputTokens * 0.85);
    this.preprocessor.prepare(request, cached, () => {
      if (flight.over) {
        return;
      }
      request.preprocessed = this.events.now;
      this.observers.preprocessed(request, this.events.now);
      this.route(flight, 'first');
    });
    this.events.after(call.patienceSeconds, () => {
      if (!flight.over && request.firstToken === undefined) {
        this.leave(flight);
      }
    });
  }

  /** @param why `again` for one that was in the queue or on a worker that was lost: it is not put back. */
  private route(flight: Flight, why: 'first' | 'again'): void {
    const { request, deployment, keys } = flight;
    const role = firstRole(flight);
    const workers = this.fleet.serving(request.deployment, role);
    if (workers.length === 0) {
      this.endRequest(flight, 'unavailable');
      return;
    }
    const waits = this.queues[request.deployment];
    const prompt = request.inputTokens + this.made(request);
    const mayWait = why === 'first' && waits !== undefined;
    const choice =
      mayWait && waits.length > 0
        ? undefined
        : this.routers[request.deployment]?.choose(
            workers,
            keys,
            prompt,
            deployment.blockSize,
            mayWait ? 'wait' : 'take'
          );
    if (choice !== undefined) {
      this.dispatch(flight, role, prompt, choice);
    } else if (waits !== undefined && waits.length < this.scenario.queueLimit) {
      request.queueStart = this.events.now;
      waits.push(request);
      this.observers.queued(request, this.events.now);
    } else {
      this.endRequest(flight, 'overload');
    }
  }

  /** There may be room for those who wait. */
  freed(): void {
    this.queues.forEach((waits, deployment) => {
      for (let request = waits[0]; request !== undefined; request = waits[0]) {
        const flight = this.flightOf(request);
        const role = firstRole(flight);
        const workers = this.fleet.serving(deployment, role);
        const { blockSize } = flight.deployment;
        const choice = this.routers[deployment]?.choose(workers, flight.keys, request.inputTokens, blockSize, 'wait');
        if (choice === undefined) {
          return;
        }
        waits.shift();
        request.queueEnd = this.events.now;
        this.dispatch(flight, role, request.inputTokens, choice);
      }
    });
  }

  private dispatch(flight: Flight, phase: Role, promptTokens: number, choice: Choice, moving = 0): void {
    const { request } = flight;
    const { worker } = choice;
    const attempt = newAttempt(request, phase, promptTokens, choice, this.events.now);
    request.attempts.push(attempt);
    const job = newJob(flight, attempt, this.made(request));
    flight.job = { worker, job };
    this.observers.routed(request, attempt, worker, this.events.now);
    this.events.after(HOP_SECONDS + moving, () => this.receive(flight, worker, job, moving));
  }

  private receive(flight: Flight, worker: ServingWorker, job: Job, moving: number): void {
    if (flight.over || flight.job?.job !== job) {
      return;
    }
    if (worker.endedAt !== undefined) {
      this.migrate(flight, worker, job);
      return;
    }
    if (job.transferred) {
      const bytes = transferBytes(job.attempt.promptTokens);
      job.attempt.transferEnd = this.events.now;
      worker.engine.totals.transferredBytes += bytes;
      worker.engine.totals.transferSeconds += moving;
      this.observers.transferred(job.request, job.attempt, worker, bytes, this.events.now);
    }
    job.attempt.received = this.events.now;
    this.observers.received(job.request, job.attempt, worker, this.events.now);
    worker.engine.submit(job);
  }

  prefillStarted(worker: ServingWorker, { request, attempt, madeBefore }: Job): void {
    if (madeBefore === 0) {
      this.observers.prefillStarted(request, attempt, worker, this.events.now);
    }
  }

  prefillEnded(worker: ServingWorker, { request, attempt, madeBefore }: Job): void {
    if (madeBefore === 0) {
      this.observers.prefillEnded(request, attempt, worker, this.events.now);
    }
    this.events.after(0, () => this.freed());
  }

  /** The first token of a run is there. */
  runStarted(job: Job): void {
    const { request } = job;
    if (job.run !== undefined) {
      this.tokens.add(request, job.run);
    }
    if (request.firstToken === undefined) {
      request.firstToken = this.events.now;
      this.observers.firstToken(request, this.events.now);
    }
  }

  finished(worker: ServingWorker, job: Job): void {
    const flight = this.flightOf(job.request);
    if (worker.pool.role === 'prefill') {
      this.endAttempt(worker, job, 'done');
      this.handOver(flight, job);
    } else {
      // A client that has left stops its worker too.
      const complete = this.made(job.request) >= job.request.wantedTokens;
      this.endAttempt(worker, job, complete ? 'done' : 'cancelled');
      this.endRequest(flight, complete ? 'success' : 'cancelled');
    }
    this.fleet.endWhenIdle(worker);
    this.freed();
  }

  /** From the prefill to a decode worker, and the blocks with it. */
  private handOver(flight: Flight, job: Job): void {
    const { request, deployment, keys } = flight;
    const { promptTokens } = job.attempt;
    const workers = this.fleet.serving(request.deployment, 'decode');
    const choice = this.routers[request.deployment]?.choose(workers, keys, promptTokens, deployment.blockSize, 'take');
    if (choice === undefined) {
      this.endRequest(flight, 'unavailable');
      return;
    }
    const seconds = transferSeconds(promptTokens, this.fleet.hardware.faultOf(choice.worker, 'nvlink-decay'));
    this.dispatch(flight, 'decode', promptTokens, choice, seconds);
  }

  lost(worker: ServingWorker, jobs: readonly Job[]): void {
    jobs.forEach((job) => this.migrate(this.flightOf(job.request), worker, job));
  }

  private migrate(flight: Flight, worker: ServingWorker, job: Job): void {
    const { request } = flight;
    this.endAttempt(worker, job, 'worker-lost');
    flight.job = undefined;
    if (request.migrations >= this.scenario.migrationLimit) {
      this.observers.migrated(request, job.attempt, this.events.now);
      this.endRequest(flight, 'unavailable');
      return;
    }
    request.migrations++;
    this.observers.migrated(request, job.attempt, this.events.now);
    this.events.after(0.02, () => {
      if (!flight.over) {
        this.route(flight, 'again');
      }
    });
  }

  /** The client is gone. */
  private leave(flight: Flight): void {
    const { job, request } = flight;
    const waits = this.queues[request.deployment];
    if (waits?.includes(request) === true) {
      waits.splice(waits.indexOf(request), 1);
      request.queueEnd = this.events.now;
    }
    if (job?.worker.endedAt === undefined && job !== undefined) {
      job.worker.engine.cancel(job.job);
      this.endAttempt(job.worker, job.job, 'cancelled');
    }
    this.endRequest(flight, 'cancelled');
    if (job !== undefined) {
      this.fleet.endWhenIdle(job.worker);
      this.freed();
    }
  }

  private endAttempt(worker: ServingWorker, { request, attempt }: Job, end: NonNullable<Attempt['end']>): void {
    attempt.ended = this.events.now;
    attempt.end = end;
    this.observers.attemptEnded(request, attempt, worker, this.events.now);
  }

  private endRequest(flight: Flight, outcome: Outcome): void {
    const { request } = flight;
    request.outputTokens = this.made(request);
    if (request.outputTokens > 0) {
      request.lastToken = this.tokens.timeOf(request, request.outputTokens - 1) ?? this.events.now;
    }
    flight.over = true;
    request.ended = this.events.now;
    request.outcome = outcome;
    this.active[request.frontend]?.delete(request);
    this.flights.delete(request);
    this.ledger.ended.push(request);
    this.observers.requestEnded(request, this.events.now);
    flight.answered(request.firstToken !== undefined && outcome !== 'unavailable', request.index);
  }

  preempted(worker: ServingWorker, { request, attempt }: Job): void {
    this.observers.preempted(request, attempt, worker, this.events.now);
  }

  private flightOf(request: RequestRecord): Flight {
    const flight = this.flights.get(request);
    if (flight === undefined) {
      throw new Error(`Request ${request.index} is over and yet on its way: see who keeps it.`);
    }
    return flight;
  }

  private made(request: RequestRecord): number {
    return this.tokens.count(request, this.events.now);
  }
}
