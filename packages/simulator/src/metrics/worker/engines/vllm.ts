import { vllm as families } from '@dynamo-observability/signals';

import type { Attempt, RequestRecord } from '../../../ledger/request-record.ts';
import type { WorkerState } from '../../../story/worker.ts';
import { Instruments } from '../../instruments.ts';
import { attemptTimes } from '../attempt-times.ts';
import { countByRank, eachRank, partOf } from '../ranks.ts';
import { bridgedLabels } from './bridged.ts';
import { operations } from './flops.ts';
import { vllmFirstToken, vllmRequest, vllmToken } from './latency-buckets.ts';
import { answersAsked, oneTwoFive, stepTokens } from './size-buckets.ts';
import { finishedReason, type EngineVocabulary, type FinishedReason } from './vocabulary.ts';

const reasons: readonly FinishedReason[] = ['stop', 'length', 'abort'];
const sources = ['local_compute', 'local_cache_hit', 'external_kv_transfer'] as const;
const sleepStates = ['awake', 'weights_offloaded', 'discard_all'] as const;

/** Label sets of one rank; one object each, by which `Instruments` finds its series again. */
const labelsOfRank = (rank: number) => {
  const engine = String(rank);
  const each = <V extends string>(name: string, values: readonly V[]) =>
    new Map(values.map((value) => [value, { engine, [name]: value }]));
  return {
    own: { engine },
    finished: each('finished_reason', reasons),
    source: each('source', sources),
    sleep: each('sleep_state', sleepStates),
  };
};
type RankLabels = ReturnType<typeof labelsOfRank>;

const perRequest = [
  families.queueTime,
  families.inferenceTime,
  families.prefillTime,
  families.decodeTime,
  families.requestDuration,
];

/** A vLLM engine. Its families exist from the start, for each rank. */
export class Vllm implements EngineVocabulary {
  readonly page: Instruments;
  private readonly ranks: readonly RankLabels[];
  private readonly lengths: readonly number[];
  /** Steps and tokens that the histogram of steps knows. */
  private told = { steps: 0, tokens: 0 };

  constructor(private readonly worker: WorkerState) {
    const { model, contextLength } = worker.deployment;
    this.page = new Instruments({ ...bridgedLabels(worker), model, model_name: model }, 'python');
    this.lengths = oneTwoFive(contextLength);
    this.ranks = eachRank(worker.pool.ranks, labelsOfRank);
    this.ranks.forEach((labels) => this.begin(labels));
  }

  firstToken(attempt: Attempt, seconds: number): void {
    this.page.observe(families.timeToFirstToken, this.rank(attempt).own, seconds, vllmFirstToken);
  }

  tokens(attempt: Attempt, seconds: number, count: number): void {
    this.page.observe(families.interTokenLatency, this.rank(attempt).own, seconds, vllmToken, count);
  }

  ended(request: RequestRecord, attempt: Attempt, at: number, cancelled: boolean): void {
    const { own, finished } = this.rank(attempt);
    const times = attemptTimes(attempt, at);
    const generated = attempt.phase === 'prefill' ? 1 : Math.floor(attempt.generated);
    const reason = finished.get(finishedReason(attempt, cancelled));
    if (reason !== undefined) {
      this.page.add(families.successes, reason, 1);
    }
    this.page.observe(families.requestDuration, own, times.inEngine, vllmRequest);
    const parts = [
      [families.queueTime, times.waited],
      [families.prefillTime, times.prefill],
      [families.decodeTime, times.decode],
      [families.inferenceTime, times.scheduled],
    ] as const;
    for (const [family, seconds] of parts) {
      if (seconds !== undefined) {
        this.page.observe(family, own, seconds, vllmRequest);
      }
    }
    if (generated > 1 && times.decode !== undefined) {
      this.page.observe(families.timePerOutputToken, own, times.decode / (generated - 1), vllmToken);
    }
    this.page.observe(families.requestPromptTokens, own, attempt.promptTokens, this.lengths);
    this.page.observe(families.requestGenerationTokens, own, generated, this.lengths);
    this.page.observe(families.paramsN, own, 1, answersAsked);
    this.page.observe(families.paramsMaxTokens, own, allowed(request, attempt), this.lengths);
  }

  transferred(): void {
    // vLLM leaves the transfer of KV to NIXL, which counts it.
  }

  kvEvent(): void {
    // vLLM counts no KV events: its publisher does.
  }

  moved(): void {
    // What a KV connector moves is told by the block manager.
  }

  refresh(worker: WorkerState): void {
    const ranks = this.ranks.length;
    const running = countByRank(worker.running, ranks);
    const waiting = countByRank(worker.waiting, ranks);
    const usage = Math.min(1, worker.activeBlocks / worker.totalBlocks);
    this.ranks.forEach(({ own }, rank) => {
      this.page.set(families.running, own, running[rank] ?? 0);
      this.page.set(families.waiting, own, waiting[rank] ?? 0);
      this.page.set(families.kvCacheUsage, own, usage);
    });
    this.refreshTotals(worker);
    this.refreshSteps(worker);
  }

  private refreshTotals({ totals, deployment, tiers, pool }: WorkerState): void {
    const ranks = this.ranks.length;
    const cached = totals.prefixHits + totals.externalHits;
    const computed = Math.max(0, totals.promptTokens - cached);
    const flops = operations(deployment.model, totals.computedTokens + totals.generatedTokens) / pool.gpus;
    this.ranks.forEach(({ own, source }, rank) => {
      const part = (total: number) => partOf(total, rank, ranks);
      this.page.setTotal(families.promptTokens, own, part(totals.promptTokens));
      this.page.setTotal(families.generationTokens, own, part(totals.generatedTokens));
      this.page.setTotal(families.preemptions, own, part(totals.preemptions));
      this.page.setTotal(families.prefixCacheQueries, own, part(totals.prefixQueries));
      this.page.setTotal(families.prefixCacheHits, own, part(totals.prefixHits));
      this.page.setTotal(families.promptTokensCached, own, part(cached));
      this.page.setTotal(families.estimatedFlops, own, flops);
      const bySource = [computed, totals.prefixHits, totals.externalHits];
      [...source.values()].forEach((labels, index) => {
        this.page.setTotal(families.promptTokensBySource, labels, part(bySource[index] ?? 0));
      });
      if (tiers !== undefined) {
        this.page.setTotal(families.externalPrefixCacheQueries, own, part(totals.externalQueries));
        this.page.setTotal(families.externalPrefixCacheHits, own, part(totals.externalHits));
      }
    });
  }

  /** Steps since the last refresh, each with the mean tokens of all of them. */
  private refreshSteps({ totals }: WorkerState): void {
    const ranks = this.ranks.length;
    const steps = Math.floor(totals.iterations) - this.told.steps;
    const tokens = Math.floor(totals.computedTokens + totals.generatedTokens) - this.told.tokens;
    if (steps <= 0) {
      return;
    }
    for (const { own } of this.ranks) {
      this.page.observe(families.iterationTokens, own, tokens / steps / ranks, stepTokens, steps);
    }
    this.told = { steps: this.told.steps + steps, tokens: this.told.tokens + tokens };
  }

  private rank(attempt: Attempt): RankLabels {
    return this.ranks[attempt.rank % this.ranks.length] ?? labelsOfRank(0);
  }

  private begin({ own, finished, sleep }: RankLabels): void {
    for (const labels of finished.values()) {
      this.page.touch(families.successes, labels);
    }
    for (const [state, labels] of sleep) {
      this.page.set(families.sleepState, labels, state === 'awake' ? 1 : 0);
    }
    for (const family of [
      families.multimodalCacheQueries,
      families.multimodalCacheHits,
      families.promptTokensRecomputed,
    ]) {
      this.page.touch(family, own);
    }
    perRequest.forEach((family) => this.page.touchHistogram(family, own, vllmRequest));
    this.page.touchHistogram(families.timeToFirstToken, own, vllmFirstToken);
    this.page.touchHistogram(families.interTokenLatency, own, vllmToken);
    this.page.touchHistogram(families.timePerOutputToken, own, vllmToken);
    this.page.touchHistogram(families.iterationTokens, own, stepTokens);
    this.page.touchHistogram(families.paramsN, own, answersAsked);
    for (const family of [families.requestPromptTokens, families.requestGenerationTokens, families.paramsMaxTokens]) {
      this.page.touchHistogram(family, own, this.lengths);
    }
    this.tellSettings(own.engine);
  }

  private tellSettings(engine: string): void {
    const { deployment, totalBlocks } = this.worker;
    this.page.set(
      families.cacheConfig,
      {
        engine,
        block_size: String(deployment.blockSize),
        num_gpu_blocks: String(partOf(totalBlocks, Number(engine), this.ranks.length)),
        cache_dtype: 'fp8',
        gpu_memory_utilization: '0.9',
        enable_prefix_caching: 'True',
      },
      1
    );
  }
}

/** A client allows what its model's context has left; a prefill worker is asked for one token. */
const allowed = (request: RequestRecord, attempt: Attempt): number =>
  attempt.phase === 'prefill' ? 1 : Math.max(1, request.wantedTokens);
