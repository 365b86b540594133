import { Faults } from '../faults/fault.ts';
import { Ledger } from '../ledger/ledger.ts';
import type { Attempt, Outcome, RequestRecord } from '../ledger/request-record.ts';
import { Random } from '../random/random.ts';
import type { Deployment, Role, Scenario } from '../scenario/scenario.ts';
import { EventQueue } from './event-queue.ts';
import { Fleet } from './fleet.ts';
import type { GpuState } from './gpu.ts';
import type { Job } from './job.ts';
import { Observers, type Observer } from './observer.ts';
import { PlannerModel } from './planner-model.ts';
import type { Planned } from './planner.ts';
import type { PrefixKeys } from './prefix-cache.ts';
import { Preprocessor } from './preprocessor.ts';
import { Router } from './router.ts';
import type { ServingWorker } from './serving-worker.ts';
import { TokenTimes } from './token-times.ts';
import { TrafficSource, type Call } from './traffic-source.ts';
import type { World } from './world.ts';

/** One hop between processes, seconds. */
const HOP_SECONDS = 0.0008;
/** Bytes of one token in the KV cache, and how fast they move from a prefill to a decode worker. */
const KV_BYTES_PER_TOKEN = 327_680;
const KV_BYTES_PER_SECOND = 40e9;

/** A request on its way, and what only the story knows of it. */
interface Flight {
  readonly request: RequestRecord;
  readonly deployment: Deployment;
  readonly call: Call;
  readonly keys: PrefixKeys;
  readonly answered: (ok: boolean, request: number) => void;
  job: { readonly worker: ServingWorker; readonly job: Job } | undefined;
  over: boolean;
}

/**
 * The simulated installation: clients send, frontends prepare, routers choose, workers answer. Deterministic: the same scenario
 * gives the same story, whoever watches.
 */
export class Simulation implements World {
  readonly ledger = new Ledger();
  readonly faults: Faults;
  readonly active: ReadonlyArray<Set<RequestRecord>>;
  readonly routerQueue: ReadonlyArray<RequestRecord[]>;
  readonly planned: Array<Planned | undefined> = [];
  private readonly events = new EventQueue();
  private readonly observers: Observers;
  private readonly routers: readonly Router[];
  private readonly fleet: Fleet;
  private readonly preprocessor: Preprocessor;
  private readonly random: Random;
  private readonly flights = new Map<RequestRecord, Flight>();
  private readonly tokens = new TokenTimes();

  constructor(
    readonly scenario: Scenario,
    observers: readonly Observer[] = []
  ) {
    this.watchers = [...observers];
    this.observers = new Observers(this.watchers);
    this.faults = new Faults(scenario.faults);
    this.random = Random.stream(scenario.seed, 'frontend');
    this.active = Array.from({ length: scenario.frontends }, () => new Set<RequestRecord>());
    this.routerQueue = scenario.deployments.map(() => []);
    this.routers = scenario.deployments.map((_, index) => new Router(Random.stream(scenario.seed, `router/${index}`)));
    this.preprocessor = new Preprocessor(this.events, this.faults, Random.stream(scenario.seed, 'preprocessor'));
    this.fleet = new Fleet(scenario, this.events, this.faults, this.routers, this.observers, {
      prefillStarted: (worker, job) => this.prefillStarted(worker, job),
      prefillEnded: (worker, job) => this.prefillEnded(worker, job),
      runStarted: (job) => this.runStarted(job),
      finished: (worker, job) => this.finished(worker, job),
      preempted: (worker, job) => this.observers.preempted(job.request, job.attempt, worker, this.now),
      lost: (worker, jobs) => this.lost(worker, jobs),
      freed: () => this.serveQueues(),
    });
  }

  private readonly watchers: Observer[];
  private started = false;

  /** Before the first `runUntil` only: who watches sees all of it. */
  watch(observer: Observer): void {
    if (this.started) {
      throw new Error('The simulation has begun: let observers watch before the first runUntil.');
    }
    this.watchers.push(observer);
  }

  /** Lets the story go on until `seconds` from its beginning. */
  runUntil(seconds: number): void {
    if (!this.started) {
      this.started = true;
      this.start();
    }
    this.events.runUntil(seconds);
  }

  get now(): number {
    return this.events.now;
  }

  get workers(): readonly ServingWorker[] {
    return this.fleet.workers;
  }

  get alive(): readonly ServingWorker[] {
    return this.fleet.alive;
  }

  get gpus(): ReadonlyMap<number, readonly GpuState[]> {
    return this.fleet.gpus;
  }

  tokensSoFar(request: RequestRecord): number {
    return this.tokens.count(request, this.now);
  }

  tokenGaps(request: RequestRecord, from: number, to: number): ReturnType<World['tokenGaps']> {
    return this.tokens.gaps(request, from, to);
  }

  /** When token `number` (from 0) was made, seconds; undefined when it was not. */
  tokenTime(request: RequestRecord, number: number): number | undefined {
    return this.tokens.timeOf(request, number);
  }

  indexedBlocks(worker: ServingWorker): number {
    return this.routers[worker.deploymentIndex]?.index.blocks(worker.index) ?? 0;
  }

  faultOf(worker: ServingWorker, kind: Parameters<Faults['strength']>[0]): number {
    return this.fleet.faultOf(worker, kind);
  }

  private start(): void {
    this.fleet.start();
    const { scenario, events, faults } = this;
    scenario.deployments.forEach((deployment, index) => {
      const random = Random.stream(scenario.seed, `traffic/${index}`);
      const source = new TrafficSource(deployment, index, scenario.startMs, events, faults, random, (call, answered) =>
        this.arrive(call, index, answered)
      );
      source.start();
      if (deployment.planner !== undefined) {
        this.planRepeatedly(index, deployment, deployment.planner);
      }
    });
  }

  private planRepeatedly(index: number, deployment: Deployment, settings: NonNullable<Deployment['planner']>): void {
    const model = new PlannerModel(index, deployment, settings);
    const role = deployment.pools.some((pool) => pool.role === 'decode') ? 'decode' : 'aggregated';
    const every = (): void => {
      const from = this.now - settings.intervalSeconds;
      const ended = this.ledger.endedBetween(from, this.now).filter((request) => request.deployment === index);
      const replicas = {
        prefill: this.fleet.serving(index, 'prefill').length,
        decode: this.fleet.serving(index, role).length,
      };
      const blind = this.faults.strength('planner-blind', this.now) > 0;
      const planned = model.plan(ended, replicas, this.fleet.isStarting(index), blind);
      this.planned[index] = planned;
      this.observers.planned(planned, this.now);
      if (planned.replicasWanted.prefill !== replicas.prefill) {
        this.fleet.scale(index, 'prefill', planned.replicasWanted.prefill);
      }
      if (planned.replicasWanted.decode !== replicas.decode) {
        this.fleet.scale(index, role, planned.replicasWanted.decode);
      }
      this.events.after(settings.intervalSeconds, every);
    };
    this.events.after(settings.intervalSeconds, every);
  }

  private arrive(call: Call, served: number, answered: Flight['answered']): void {
    const { random, scenario } = this;
    const deployment = scenario.deployments[served];
    if (deployment === undefined) {
      throw new RangeError(`Deployment ${served} is not in the scenario ${scenario.name}.`);
    }
    const request: RequestRecord = {
      index: this.ledger.requests.length,
      requestId: uuid(random),
      traceId: random.hex(32),
      model: call.model,
      deployment: call.deployment,
      adapter: call.adapter,
      endpoint: call.endpoint,
      stream: call.stream,
      session: call.session,
      turn: call.turn,
      frontend: random.below(scenario.frontends),
      inputTokens: call.inputTokens,
      wantedTokens: call.wantedTokens,
      arrival: this.now,
      templateSeconds: 0,
      tokenizeSeconds: 0,
      tokenizerCachedTokens: 0,
      attempts: [],
      outputTokens: 0,
      retryOf: call.retryOf,
      migrations: 0,
      joules: 0,
    };
    this.ledger.requests.push(request);
    const keys: PrefixKeys = {
      application: `a${call.application}`,
      applicationBlocks: Math.floor(call.systemTokens / deployment.blockSize),
      session: `s${served}/${call.session}`,
    };
    const flight: Flight = { request, deployment, call, keys, answered, job: undefined, over: false };
    this.flights.set(request, flight);
    if (!call.valid) {
      this.endRequest(flight, 'validation');
      return;
    }
    this.active[request.frontend]?.add(request);
    this.observers.requestArrived(request, this.now);
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
      request.preprocessed = this.now;
      this.observers.preprocessed(request, this.now);
      this.route(flight, 'first');
    });
    this.events.after(call.patienceSeconds, () => {
      if (!flight.over && request.firstToken === undefined) {
        this.leave(flight);
      }
    });
  }

  private firstRole(flight: Flight): Role {
    return flight.deployment.pools.some(({ role }) => role === 'prefill') ? 'prefill' : 'aggregated';
  }

  /** @param why `again` for one that was in the queue or on a worker that was lost: it is not put back. */
  private route(flight: Flight, why: 'first' | 'again'): void {
    const { request, deployment, keys } = flight;
    const role = this.firstRole(flight);
    const workers = this.fleet.serving(request.deployment, role);
    if (workers.length === 0) {
      this.endRequest(flight, 'unavailable');
      return;
    }
    const waits = this.routerQueue[request.deployment];
    const prompt = request.inputTokens + this.tokensSoFar(request);
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
      request.queueStart = this.now;
      waits.push(request);
      this.observers.queued(request, this.now);
    } else {
      this.endRequest(flight, 'overload');
    }
  }

  private serveQueues(): void {
    this.routerQueue.forEach((waits, deployment) => {
      for (let request = waits[0]; request !== undefined; request = waits[0]) {
        const flight = this.flights.get(request);
        if (flight === undefined) {
          waits.shift();
          continue;
        }
        const role = this.firstRole(flight);
        const workers = this.fleet.serving(deployment, role);
        const { blockSize } = flight.deployment;
        const choice = this.routers[deployment]?.choose(workers, flight.keys, request.inputTokens, blockSize, 'wait');
        if (choice === undefined) {
          return;
        }
        waits.shift();
        request.queueEnd = this.now;
        this.dispatch(flight, role, request.inputTokens, choice);
      }
    });
  }

  private dispatch(
    flight: Flight,
    phase: Role,
    promptTokens: number,
    choice: { readonly worker: ServingWorker; readonly predictedBlocks: number; readonly bestBlocks: number },
    transferSeconds = 0
  ): void {
    const { request } = flight;
    const { worker } = choice;
    const attempt: Attempt = {
      phase,
      worker: worker.index,
      rank: worker.pool.ranks === 1 ? 0 : request.session % worker.pool.ranks,
      number: request.migrations,
      promptTokens,
      predictedBlocks: choice.predictedBlocks,
      bestBlocks: choice.bestBlocks,
      cachedDeviceTokens: 0,
      cachedHostTokens: 0,
      cachedDiskTokens: 0,
      sent: this.now,
      received: this.now + HOP_SECONDS,
      generated: 0,
      preemptions: 0,
    };
    request.attempts.push(attempt);
    const made = this.tokensSoFar(request);
    const end = Math.min(request.wantedTokens, flight.call.leavesAfter) - made;
    const job: Job = {
      request,
      attempt,
      keys: flight.keys,
      held: [],
      wanted: Math.max(1, end),
      prefillLeft: phase === 'decode' ? 0 : promptTokens,
      ownTokens: 0,
      run: undefined,
      finishAt: 0,
      transferred: phase === 'decode',
      madeBefore: 0,
      cancelled: false,
    };
    flight.job = { worker, job };
    this.observers.routed(request, attempt, worker, this.now);
    this.events.after(HOP_SECONDS + transferSeconds, () => this.receive(flight, worker, job, transferSeconds));
  }

  private receive(flight: Flight, worker: ServingWorker, job: Job, transferSeconds: number): void {
    if (flight.over || flight.job?.job !== job) {
      return;
    }
    if (worker.endedAt !== undefined) {
      this.migrate(flight, worker, job);
      return;
    }
    if (job.transferred) {
      const bytes = job.attempt.promptTokens * KV_BYTES_PER_TOKEN;
      job.attempt.transferEnd = this.now;
      worker.engine.totals.transferredBytes += bytes;
      worker.engine.totals.transferSeconds += transferSeconds;
      this.observers.transferred(job.request, job.attempt, worker, bytes, this.now);
    }
    job.attempt.received = this.now;
    this.observers.received(job.request, job.attempt, worker, this.now);
    worker.engine.submit(job);
  }

  private prefillStarted(worker: ServingWorker, { request, attempt, madeBefore }: Job): void {
    if (madeBefore === 0) {
      this.observers.prefillStarted(request, attempt, worker, this.now);
    }
  }

  private prefillEnded(worker: ServingWorker, { request, attempt, madeBefore }: Job): void {
    if (madeBefore === 0) {
      this.observers.prefillEnded(request, attempt, worker, this.now);
    }
    this.events.after(0, () => this.serveQueues());
  }

  /** The first token of a run is there. */
  private runStarted(job: Job): void {
    const { request } = job;
    if (job.run !== undefined) {
      this.tokens.add(request, job.run);
    }
    if (request.firstToken === undefined) {
      request.firstToken = this.now;
      this.observers.firstToken(request, this.now);
    }
  }

  private finished(worker: ServingWorker, job: Job): void {
    const flight = this.flights.get(job.request);
    if (flight === undefined) {
      return;
    }
    this.endAttempt(worker, job, 'done');
    if (worker.pool.role === 'prefill') {
      this.handOver(flight, job);
    } else {
      const complete = this.tokensSoFar(job.request) >= job.request.wantedTokens;
      this.endRequest(flight, complete ? 'success' : 'cancelled');
    }
    this.fleet.endWhenIdle(worker);
    this.serveQueues();
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
    const links = 1 - 0.8 * this.fleet.faultOf(choice.worker, 'nvlink-decay');
    const seconds = (promptTokens * KV_BYTES_PER_TOKEN) / (KV_BYTES_PER_SECOND * links);
    this.dispatch(flight, 'decode', promptTokens, choice, seconds);
  }

  private lost(worker: ServingWorker, jobs: readonly Job[]): void {
    for (const job of jobs) {
      const flight = this.flights.get(job.request);
      if (flight !== undefined) {
        this.migrate(flight, worker, job);
      }
    }
  }

  private migrate(flight: Flight, worker: ServingWorker, job: Job): void {
    const { request } = flight;
    this.endAttempt(worker, job, 'worker-lost');
    flight.job = undefined;
    if (request.migrations >= this.scenario.migrationLimit) {
      this.observers.migrated(request, job.attempt, this.now);
      this.endRequest(flight, 'unavailable');
      return;
    }
    request.migrations++;
    this.observers.migrated(request, job.attempt, this.now);
    this.events.after(0.02, () => {
      if (!flight.over) {
        this.route(flight, 'again');
      }
    });
  }

  /** The client is gone. */
  private leave(flight: Flight): void {
    const { job, request } = flight;
    const waits = this.routerQueue[request.deployment];
    const place = waits?.indexOf(request) ?? -1;
    if (place >= 0) {
      waits?.splice(place, 1);
      request.queueEnd = this.now;
    }
    if (job !== undefined && job.worker.endedAt === undefined) {
      job.worker.engine.cancel(job.job);
      this.endAttempt(job.worker, job.job, 'cancelled');
    }
    this.endRequest(flight, 'cancelled');
    if (job !== undefined) {
      this.fleet.endWhenIdle(job.worker);
      this.serveQueues();
    }
  }

  private endAttempt(worker: ServingWorker, { request, attempt }: Job, end: NonNullable<Attempt['end']>): void {
    attempt.ended = this.now;
    attempt.end = end;
    this.observers.attemptEnded(request, attempt, worker, this.now);
  }

  private endRequest(flight: Flight, outcome: Outcome): void {
    const { request } = flight;
    request.outputTokens = this.tokensSoFar(request);
    if (request.outputTokens > 0) {
      request.lastToken = this.tokens.timeOf(request, request.outputTokens - 1) ?? this.now;
    }
    flight.over = true;
    request.ended = this.now;
    request.outcome = outcome;
    this.active[request.frontend]?.delete(request);
    this.flights.delete(request);
    this.ledger.ended.push(request);
    this.observers.requestEnded(request, this.now);
    flight.answered(
      outcome === 'success' || (outcome === 'cancelled' && request.firstToken !== undefined),
      request.index
    );
  }
}

function uuid(random: Random): string {
  const hex = random.hex(32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
