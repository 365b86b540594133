import { planner as families } from '@dynamo-observability/signals';

import { Random } from '../../random/random.ts';
import type { Deployment } from '../../scenario/scenario.ts';
import type { Planned } from '../../story/planner.ts';
import type { WorkerState } from '../../story/worker.ts';
import type { World } from '../../story/world.ts';
import { Instruments } from '../instruments.ts';
import { countByRank, partOf } from '../worker/ranks.ts';
import { loadDecisions, throughputDecisions } from './enums.ts';
import { Plugin } from './plugin.ts';

const tickBuckets = [0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10, 30];
/** A query of metrics that gets no answer is given up after so many seconds. */
const GIVEN_UP_AFTER = 5;
/** Of the power that all replicas allowed may draw. */
const BUDGET_SHARE = 0.85;
const none = {};

/** Set with every tick, so there from the start with 0. */
const readings = [
  families.prefillReplicas,
  families.decodeReplicas,
  families.predictedPrefillReplicas,
  families.predictedDecodeReplicas,
  families.observedTtft,
  families.observedItl,
  families.observedRequestRate,
  families.observedRequestDuration,
  families.observedInputSequenceTokens,
  families.observedOutputSequenceTokens,
  families.predictedRequestRate,
  families.predictedInputSequenceTokens,
  families.predictedOutputSequenceTokens,
  families.prefillEngineCapacity,
  families.decodeEngineCapacity,
  families.estimatedTtft,
  families.estimatedItl,
  families.gpuHours,
  families.powerBudget,
  families.powerProjected,
  families.powerBudgetUtilization,
];

/** What the planner of one deployment shows. */
export class PlannerPage {
  readonly page = new Instruments({}, 'python');
  private readonly load = new Plugin(this.page, 'builtin_load_propose', 'propose');
  private readonly throughput = new Plugin(this.page, 'builtin_throughput_propose', 'propose');
  private readonly budget = new Plugin(this.page, 'builtin_gpu_budget', 'constrain');
  private readonly random: Random;
  private readonly shown = new Set<WorkerState>();

  constructor(
    private readonly world: World,
    private readonly deployment: Deployment,
    private readonly settings: NonNullable<Deployment['planner']>,
    private readonly index: number
  ) {
    this.random = Random.stream(world.scenario.seed, `metrics/planner/${index}`);
    readings.forEach((family) => this.page.set(family, none, 0));
    this.page.set(families.targetTtft, none, settings.ttftMs);
    this.page.set(families.targetItl, none, settings.itlMs);
    this.page.touch(families.tickTimeouts, none);
    this.page.touchHistogram(families.tickDuration, none, tickBuckets);
    this.decide('unset', 'unset');
  }

  decided(decision: Planned, at: number): void {
    this.tellObserved(decision);
    this.tellPredicted(decision);
    this.tellPower(decision);
    this.decide(decision.loadDecision, decision.throughputDecision);
    this.tick(decision, at);
  }

  refresh(): void {
    const mine = this.world.alive.filter(({ deploymentIndex }) => deploymentIndex === this.index);
    for (const worker of this.shown) {
      if (!mine.includes(worker)) {
        this.forget(worker);
      }
    }
    mine.forEach((worker) => this.tellEngine(worker));
  }

  /** Without traffic, or blind, it keeps what it measured last. */
  private tellObserved({ observed }: Planned): void {
    if (observed !== undefined) {
      this.page.set(families.observedTtft, none, observed.ttftMs);
      this.page.set(families.observedItl, none, observed.itlMs);
      this.page.set(families.observedRequestRate, none, observed.requestsPerSecond);
      this.page.set(families.observedRequestDuration, none, observed.durationSeconds);
      this.page.set(families.observedInputSequenceTokens, none, observed.inputTokens);
      this.page.set(families.observedOutputSequenceTokens, none, observed.outputTokens);
    }
  }

  private tellPredicted(decision: Planned): void {
    const { predicted, replicasNow, replicasWanted } = decision;
    this.page.set(families.predictedRequestRate, none, predicted.requestsPerSecond);
    this.page.set(families.predictedInputSequenceTokens, none, predicted.inputTokens);
    this.page.set(families.predictedOutputSequenceTokens, none, predicted.outputTokens);
    this.page.set(families.prefillReplicas, none, replicasNow.prefill);
    this.page.set(families.decodeReplicas, none, replicasNow.decode);
    this.page.set(families.predictedPrefillReplicas, none, replicasWanted.prefill);
    this.page.set(families.predictedDecodeReplicas, none, replicasWanted.decode);
    this.page.set(families.prefillEngineCapacity, none, decision.prefillCapacity);
    this.page.set(families.decodeEngineCapacity, none, decision.decodeCapacity);
    this.page.set(families.estimatedTtft, none, decision.estimatedTtftMs);
    this.page.set(families.estimatedItl, none, decision.estimatedItlMs);
    this.page.set(families.gpuHours, none, decision.gpuHours);
  }

  private tellPower({ replicasWanted }: Planned): void {
    const wattsOf = (prefill: boolean) => {
      const one = this.world.alive.find(
        (worker) => worker.deploymentIndex === this.index && (worker.pool.role === 'prefill') === prefill
      );
      return one?.gpus.reduce((sum, gpu) => sum + gpu.powerLimitWatts, 0) ?? 0;
    };
    const [prefill, decode] = [wattsOf(true), wattsOf(false)];
    const budget = BUDGET_SHARE * this.settings.maxReplicas * (prefill + decode);
    const projected = replicasWanted.prefill * prefill + replicasWanted.decode * decode;
    this.page.set(families.powerBudget, none, budget);
    this.page.set(families.powerProjected, none, projected);
    this.page.set(families.powerBudgetUtilization, none, budget > 0 ? projected / budget : 0);
    if (projected > budget) {
      this.page.add(families.constrainCapped, { sub_component_type: 'decode', source: 'power_budget' }, 1);
    }
  }

  private decide(load: string, throughput: string): void {
    for (const state of loadDecisions) {
      this.page.set(
        families.loadScalingDecision,
        { dynamo_planner_load_scaling_decision: state },
        state === load ? 1 : 0
      );
    }
    for (const state of throughputDecisions) {
      this.page.set(
        families.throughputScalingDecision,
        { dynamo_planner_throughput_scaling_decision: state },
        state === throughput ? 1 : 0
      );
    }
  }

  private tick(decision: Planned, at: number): void {
    const blind = this.world.faults.strength('planner-blind', at) > 0;
    const seconds = this.random.logNormal(0.002, 0.4);
    const lag = this.random.logNormal(0.003, 0.5);
    this.load.tick('accept', at, lag, seconds);
    this.budget.tick('at_most', at, lag, seconds / 2);
    if (decision.loadDecision === 'scaling_in_progress') {
      this.throughput.skip();
    } else {
      this.throughput.tick(blind ? 'error' : 'at_least', at, lag, 4 * seconds);
    }
    if (decision.observed === undefined) {
      this.throughput.misses('traffic');
    }
    if (blind) {
      this.page.add(families.tickTimeouts, none, 1);
    }
    this.page.observe(families.tickDuration, none, blind ? GIVEN_UP_AFTER : 6 * seconds, tickBuckets);
    this.tellClamps(decision);
  }

  private tellClamps({ replicasWanted, replicasNow, loadDecision }: Planned): void {
    const { minReplicas, maxReplicas } = this.settings;
    for (const role of ['prefill', 'decode'] as const) {
      const wanted = replicasWanted[role];
      const atBound = wanted === maxReplicas || (wanted === minReplicas && replicasNow[role] > wanted);
      if (atBound && loadDecision !== 'no_change') {
        this.page.add(families.reconcileClamped, { sub_component_type: role, source: 'builtin_load_propose' }, 1);
      }
    }
  }

  private tellEngine(worker: WorkerState): void {
    const { ranks, role } = worker.pool;
    this.shown.add(worker);
    const perToken = this.deployment.blockSize;
    const running = countByRank(worker.running, ranks);
    for (let rank = 0; rank < ranks; rank++) {
      const labels = { worker_id: worker.id, dp_rank: String(rank) };
      if (role !== 'decode') {
        this.page.set(families.queuedPrefillTokens, labels, partOf(worker.queuedPrefillTokens, rank, ranks));
      }
      if (role !== 'prefill') {
        const waits = worker.waiting
          .filter(({ attempt }) => attempt.rank % ranks === rank)
          .reduce((sum, { attempt }) => sum + attempt.promptTokens, 0);
        const held = running[rank] === 0 ? 0 : partOf(worker.activeBlocks, rank, ranks) * perToken;
        this.page.set(families.queuedDecodeKvTokens, labels, waits);
        this.page.set(families.inflightDecodeKvTokens, labels, held);
      }
    }
  }

  private forget(worker: WorkerState): void {
    this.shown.delete(worker);
    for (let rank = 0; rank < worker.pool.ranks; rank++) {
      const labels = { worker_id: worker.id, dp_rank: String(rank) };
      this.page.remove(families.queuedPrefillTokens, labels);
      this.page.remove(families.queuedDecodeKvTokens, labels);
      this.page.remove(families.inflightDecodeKvTokens, labels);
    }
  }
}
