import { sglang as families } from '@dynamo-observability/signals';

import type { WorkerState } from '../../../story/worker.ts';
import type { Instruments } from '../../instruments.ts';
import { countByRank, partOf } from '../ranks.ts';

interface RankOfScheduler {
  readonly tp_rank: string;
  readonly pp_rank: string;
  readonly moe_ep_rank: string;
  readonly dp_rank: string;
}

/** What no part of the story moves: no grammars, no exchange of weights, no other kinds of layers. */
const still = [
  families.grammarQueued,
  families.paused,
  families.swaTokenUsage,
  families.mambaUsage,
  families.streamingSessionHeldTokens,
];
/** Share of the answer length that the scheduler sets memory aside for, as SGLang begins. */
const NEW_TOKEN_RATIO = 0.7;

/** The scheduler of one rank of SGLang: its batch, its queues and its pool of tokens. */
export class SglangScheduler {
  private readonly modes: { readonly [M in 'prefill_compute' | 'prefill_cache' | 'decode']: RankOfScheduler };
  private last = { at: 0, generated: 0 };

  constructor(
    private readonly to: Instruments,
    worker: WorkerState,
    private readonly labels: RankOfScheduler,
    private readonly rank: number,
    private readonly adapters: number
  ) {
    const mode = (name: string) => ({ ...labels, mode: name });
    this.modes = {
      prefill_compute: mode('prefill_compute'),
      prefill_cache: mode('prefill_cache'),
      decode: mode('decode'),
    };
    this.last = { at: worker.startedAt, generated: 0 };
    still.forEach((family) => to.set(family, labels, 0));
    to.set(families.pageSize, labels, worker.deployment.blockSize);
    to.set(families.newTokenRatio, labels, NEW_TOKEN_RATIO);
  }

  refresh(worker: WorkerState, at: number): void {
    const { labels, rank, to } = this;
    const { ranks } = worker.pool;
    const running = countByRank(worker.running, ranks)[rank] ?? 0;
    const waiting = countByRank(worker.waiting, ranks)[rank] ?? 0;
    to.set(families.running, labels, running);
    to.set(families.queued, labels, waiting);
    const retracted = worker.waiting.filter(({ attempt }) => attempt.preemptions > 0);
    to.set(families.retracted, labels, countByRank(retracted, ranks)[rank] ?? 0);
    to.set(families.utilization, labels, Math.min(1, running / (worker.pool.maxSequences / ranks)));
    to.set(families.cudaGraph, labels, running > 0 && worker.queuedPrefillTokens === 0 ? 1 : 0);
    this.refreshPool(worker);
    this.refreshTokens(worker, at);
    this.refreshHandOver(worker, waiting);
    if (this.adapters > 0) {
      this.refreshAdapters(worker);
    }
  }

  private refreshPool(worker: WorkerState): void {
    const { labels, rank, to } = this;
    const { blockSize } = worker.deployment;
    const { ranks } = worker.pool;
    const pages = partOf(worker.totalBlocks, rank, ranks);
    const used = partOf(Math.min(worker.activeBlocks, worker.totalBlocks), rank, ranks) * blockSize;
    const evictable = partOf(worker.cachedBlocks, rank, ranks) * blockSize;
    const usage = Math.min(1, used / (pages * blockSize));
    to.set(families.pages, labels, pages);
    to.set(families.maxTotalTokens, labels, pages * blockSize);
    to.set(families.usedTokens, labels, used);
    to.set(families.kvUsedTokens, labels, used);
    to.set(families.kvEvictableTokens, labels, evictable);
    to.set(families.kvAvailableTokens, labels, Math.max(0, pages * blockSize - used - evictable));
    to.set(families.tokenUsage, labels, usage);
    to.set(families.fullTokenUsage, labels, usage);
  }

  private refreshTokens({ totals, pool }: WorkerState, at: number): void {
    const { labels, rank, to } = this;
    const part = (total: number) => partOf(total, rank, pool.ranks);
    const cached = totals.prefixHits + totals.externalHits;
    to.setTotal(families.realtimeTokens, this.modes.prefill_compute, part(Math.max(0, totals.promptTokens - cached)));
    to.setTotal(families.realtimeTokens, this.modes.prefill_cache, part(cached));
    to.setTotal(families.realtimeTokens, this.modes.decode, part(totals.generatedTokens));
    to.set(families.cacheHitRate, labels, totals.prefixQueries > 0 ? totals.prefixHits / totals.prefixQueries : 0);
    const passed = at - this.last.at;
    if (passed > 0) {
      const made = Math.max(0, totals.generatedTokens - this.last.generated);
      to.set(families.generationThroughput, labels, made / passed / pool.ranks);
      this.last = { at, generated: totals.generatedTokens };
    }
  }

  /** Queues between prefill and decode. An aggregated worker has them, empty. */
  private refreshHandOver(worker: WorkerState, waiting: number): void {
    const { labels, to } = this;
    const { role, ranks } = worker.pool;
    const coming = worker.waiting.filter(({ attempt }) => attempt.transferEnd === undefined);
    const receiving = role === 'decode' ? (countByRank(coming, ranks)[this.rank] ?? 0) : 0;
    const tokens = worker.waiting.reduce((sum, { attempt }) => sum + attempt.promptTokens, 0);
    to.set(families.prefillPreallocQueued, labels, role === 'prefill' ? waiting : 0);
    to.set(families.prefillInflightQueued, labels, 0);
    to.set(families.decodePreallocQueued, labels, role === 'decode' ? waiting - receiving : 0);
    to.set(families.decodeTransferQueued, labels, receiving);
    to.set(
      families.pendingPreallocTokenUsage,
      labels,
      role === 'decode' ? Math.min(1, tokens / (worker.totalBlocks * worker.deployment.blockSize)) : 0
    );
  }

  private refreshAdapters(worker: WorkerState): void {
    const { labels, to } = this;
    const used = new Set(worker.running.flatMap(({ request }) => request.adapter ?? [])).size;
    to.set(families.loraPoolSlotsTotal, labels, this.adapters);
    to.set(families.loraPoolSlotsUsed, labels, used);
    to.set(families.loraPoolUtilization, labels, used / this.adapters);
  }
}
