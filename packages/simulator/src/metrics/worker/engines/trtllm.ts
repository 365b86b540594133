import { trtllm as families } from '@dynamo-observability/signals';

import type { Attempt, RequestRecord } from '../../../ledger/request-record.ts';
import type { WorkerState } from '../../../story/worker.ts';
import { Instruments } from '../../instruments.ts';
import { attemptTimes } from '../attempt-times.ts';
import { bridgedLabels } from './bridged.ts';
import {
  drainBatch,
  transferBytes,
  transferSpeed,
  transferTime,
  vllmFirstToken,
  vllmRequest,
  vllmToken,
} from './latency-buckets.ts';
import { finishedReason, type EngineVocabulary } from './vocabulary.ts';

const GIGABYTE = 1e9;
const EVENT_BUFFER = 65_536;
const none = {};

/** A TensorRT-LLM engine, and what Dynamo adds to it. It says nothing of queues, and speaks once for all its ranks. */
export class Trtllm implements EngineVocabulary {
  readonly page: Instruments;
  private readonly mode: { readonly disaggregation_mode: string };

  constructor(worker: WorkerState) {
    const { model } = worker.deployment;
    const { role } = worker.pool;
    this.page = new Instruments(
      { ...bridgedLabels(worker), model, model_name: model, engine_type: 'trtllm' },
      'python'
    );
    this.mode = { disaggregation_mode: role === 'aggregated' ? 'prefill_and_decode' : role };
    this.page.set(families.kvEventBufferCapacity, this.mode, EVENT_BUFFER);
  }

  firstToken(_attempt: Attempt, seconds: number): void {
    this.page.observe(families.timeToFirstToken, none, seconds, vllmFirstToken);
  }

  tokens(): void {
    // It observes one mean a request, when the request ends.
  }

  ended(_request: RequestRecord, attempt: Attempt, at: number, cancelled: boolean): void {
    const times = attemptTimes(attempt, at);
    const reason = finishedReason(attempt, cancelled);
    if (reason === 'abort') {
      this.page.add(families.abortedRequests, this.mode, 1);
      return;
    }
    this.page.add(families.successes, { finished_reason: reason }, 1);
    this.page.observe(families.requestDuration, none, times.inEngine, vllmRequest);
    if (times.waited !== undefined) {
      this.page.observe(families.queueTime, none, times.waited, vllmFirstToken);
    }
    if (attempt.generated > 1 && times.decode !== undefined) {
      this.page.observe(families.timePerOutputToken, none, times.decode / (attempt.generated - 1), vllmToken);
    }
  }

  transferred(bytes: number, seconds: number): void {
    this.page.add(families.kvTransfers, this.mode, 1);
    this.page.observe(families.kvTransferDuration, this.mode, seconds, transferTime);
    this.page.observe(families.kvTransferBytes, this.mode, bytes, transferBytes);
    this.page.observe(families.kvTransferSpeed, this.mode, bytes / seconds / GIGABYTE, transferSpeed);
  }

  kvEvent(delivered: boolean): void {
    this.page.observe(families.kvEventDrainBatchSize, this.mode, 1, drainBatch);
    if (!delivered) {
      this.page.add(families.kvEventGaps, this.mode, 1);
    }
  }

  moved(): void {
    // What a KV connector moves is told by the block manager.
  }

  refresh({ activeBlocks, totalBlocks, totals }: WorkerState): void {
    this.page.set(families.kvCacheUtilization, none, Math.min(1, activeBlocks / totalBlocks));
    this.page.set(
      families.kvCacheHitRate,
      none,
      totals.prefixQueries > 0 ? totals.prefixHits / totals.prefixQueries : 0
    );
  }
}
