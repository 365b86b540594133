import { Faults } from '../faults/fault.ts';
import { Ledger } from '../ledger/ledger.ts';
import type { RequestRecord } from '../ledger/request-record.ts';
import { Random } from '../random/random.ts';
import type { Deployment, Scenario } from '../scenario/scenario.ts';
import { EventQueue } from './event-queue.ts';
import { Fleet } from './fleet.ts';
import type { GpuState } from './gpu.ts';
import { Observers, type Observer } from './observer.ts';
import { PlannerModel } from './planner-model.ts';
import type { Planned } from './planner.ts';
import { Preprocessor } from './preprocessor.ts';
import { RequestFlow } from './request-flow.ts';
import { Router } from './router.ts';
import type { ServingWorker } from './serving-worker.ts';
import { TokenTimes } from './token-times.ts';
import { TrafficSource } from './traffic-source.ts';
import type { World } from './world.ts';

/**
 * The simulated installation: clients send, frontends prepare, routers choose, workers answer. Deterministic: the same scenario
 * gives the same story, whoever watches.
 */
export class Simulation implements World {
  readonly ledger = new Ledger();
  readonly faults: Faults;
  readonly planned: Array<Planned | undefined> = [];
  private readonly events = new EventQueue();
  private readonly watchers: Observer[];
  private readonly observers: Observers;
  private readonly routers: readonly Router[];
  private readonly fleet: Fleet;
  private readonly flow: RequestFlow;
  private readonly tokens = new TokenTimes();
  private started = false;

  constructor(
    readonly scenario: Scenario,
    observers: readonly Observer[] = []
  ) {
    const { seed, deployments } = scenario;
    this.watchers = [...observers];
    this.observers = new Observers(this.watchers);
    this.faults = new Faults(scenario.faults);
    this.routers = deployments.map((_, index) => new Router(Random.stream(seed, `router/${index}`)));
    this.flow = new RequestFlow(
      scenario,
      this.events,
      this.ledger,
      this.routers,
      new Preprocessor(this.events, this.faults, Random.stream(seed, 'preprocessor')),
      this.tokens,
      this.observers,
      Random.stream(seed, 'frontend'),
      (jobs) => new Fleet(scenario, this.events, this.faults, this.routers, this.observers, jobs)
    );
    this.fleet = this.flow.fleet;
  }

  get active(): ReadonlyArray<ReadonlySet<RequestRecord>> {
    return this.flow.active;
  }

  get routerQueue(): ReadonlyArray<readonly RequestRecord[]> {
    return this.flow.queues;
  }

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
    return this.fleet.hardware.gpus;
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
    return this.fleet.hardware.faultOf(worker, kind);
  }

  private start(): void {
    this.fleet.start();
    const { scenario, events, faults } = this;
    scenario.deployments.forEach((deployment, index) => {
      const random = Random.stream(scenario.seed, `traffic/${index}`);
      const source = new TrafficSource(deployment, index, scenario.startMs, events, faults, random, (call, answered) =>
        this.flow.arrive(call, index, answered)
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
}
