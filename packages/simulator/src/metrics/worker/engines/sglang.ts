import { sglang as families } from '@dynamo-observability/signals';

import type { Attempt, RequestRecord } from '../../../ledger/request-record.ts';
import type { BlockMove } from '../../../story/observer.ts';
import type { WorkerState } from '../../../story/worker.ts';
import { Instruments } from '../../instruments.ts';
import { attemptTimes } from '../attempt-times.ts';
import { eachRank } from '../ranks.ts';
import { bridgedLabels } from './bridged.ts';
import { sglangFirstToken, sglangQueue, sglangRequest, sglangToken } from './latency-buckets.ts';
import { HierarchicalCache } from './sglang-host-cache.ts';
import { SglangScheduler } from './sglang-scheduler.ts';
import { retractions } from './size-buckets.ts';
import type { EngineVocabulary } from './vocabulary.ts';

const none = {};
const MEGABYTE = 1e6;
const GIGABYTE = 1e9;

/** Labels of the scheduler of a rank. */
export const rankLabels = (rank: number) => ({
  tp_rank: '0',
  pp_rank: '0',
  moe_ep_rank: '0',
  dp_rank: String(rank),
});

/** An SGLang engine: its tokenizer process speaks of requests, the scheduler of each rank of batches and pools. */
export class Sglang implements EngineVocabulary {
  readonly page: Instruments;
  private readonly schedulers: readonly SglangScheduler[];
  private readonly hostCache: HierarchicalCache | undefined;
  private readonly labels: ReadonlyArray<ReturnType<typeof rankLabels>>;

  constructor(worker: WorkerState, loadSeconds: number) {
    const { model, adapters, blockSize } = worker.deployment;
    const { ranks, role } = worker.pool;
    this.page = new Instruments(
      { ...bridgedLabels(worker), model_name: model, engine_type: role === 'aggregated' ? 'unified' : role },
      'python'
    );
    this.labels = eachRank(ranks, rankLabels);
    this.schedulers = this.labels.map(
      (labels, rank) => new SglangScheduler(this.page, worker, labels, rank, adapters.length)
    );
    const [first] = this.labels;
    this.hostCache =
      worker.tiers === undefined || first === undefined
        ? undefined
        : new HierarchicalCache(this.page, first, blockSize);
    this.labels.forEach((labels) => this.page.set(families.engineStartupTime, labels, loadSeconds));
  }

  firstToken(_attempt: Attempt, seconds: number): void {
    this.page.observe(families.timeToFirstToken, none, seconds, sglangFirstToken);
  }

  tokens(_attempt: Attempt, seconds: number, count: number): void {
    this.page.observe(families.interTokenLatency, none, seconds, sglangToken, count);
  }

  ended(_request: RequestRecord, attempt: Attempt, at: number, cancelled: boolean): void {
    const times = attemptTimes(attempt, at);
    const labels = this.labels[attempt.rank % this.labels.length] ?? rankLabels(0);
    if (times.waited !== undefined) {
      this.page.observe(families.queueTime, labels, times.waited, sglangQueue);
    }
    const stages = [
      ['request_wait', times.waited],
      [attempt.phase === 'decode' ? 'decode_transferred' : 'prefill_forward', times.prefill],
      ['decode_forward', attempt.phase === 'prefill' ? undefined : times.decode],
    ] as const;
    for (const [stage, seconds] of stages) {
      if (seconds !== undefined) {
        this.page.observe(families.perStageLatency, { ...labels, stage }, seconds, sglangQueue);
      }
    }
    if (cancelled) {
      return;
    }
    this.page.add(families.requests, none, 1);
    this.page.observe(families.requestDuration, none, times.inEngine, sglangRequest);
    this.page.observe(families.retractions, none, attempt.preemptions, retractions);
    this.page.add(families.promptTokens, none, attempt.promptTokens);
    this.page.add(families.generationTokens, none, attempt.phase === 'prefill' ? 1 : Math.floor(attempt.generated));
    const cached = attempt.cachedDeviceTokens + attempt.cachedHostTokens + attempt.cachedDiskTokens;
    if (cached > 0) {
      this.page.add(families.cachedTokens, none, cached);
    }
  }

  transferred(bytes: number, seconds: number): void {
    for (const labels of this.labels) {
      this.page.set(families.kvTransferLatency, labels, seconds * 1000);
      this.page.set(families.kvTransferSpeed, labels, bytes / seconds / GIGABYTE);
      this.page.set(families.kvTransferSize, labels, bytes / MEGABYTE);
      // Finding one another and being given memory are small parts of a transfer between workers that know each other.
      this.page.set(families.kvTransferBootstrap, labels, 1 + 0.02 * seconds * 1000);
      this.page.set(families.kvTransferAlloc, labels, 0.5 + 0.05 * seconds * 1000);
    }
  }

  kvEvent(): void {
    // SGLang counts no KV events: its publisher does.
  }

  moved(move: BlockMove, blocks: number): void {
    this.hostCache?.moved(move, blocks);
  }

  refresh(worker: WorkerState, at: number): void {
    this.schedulers.forEach((scheduler) => scheduler.refresh(worker, at));
    this.hostCache?.refresh(worker);
  }
}
