import { router } from '@dynamo-observability/signals';

import type { Attempt, RequestRecord } from '../../ledger/request-record.ts';
import type { WorkerState } from '../../story/worker.ts';
import { bounds } from './bounds.ts';
import { emptyRouterFamilies } from './empty-router-families.ts';
import { isDisaggregated, remembered, workerType, type FrontendContext, type FrontendPart } from './frontend-part.ts';
import type { FrontendIdentity } from './identity.ts';

/** Where requests are sent and why: the families of the embedded KV router, one set for all models of the process. */
export class Routing implements FrontendPart {
  private readonly own: FrontendIdentity['router'];
  private readonly byPhase: (model: string) => (phase: string) => object;
  private readonly registered = new Map<WorkerState, object[]>();

  constructor(private readonly context: FrontendContext) {
    const own = context.identity.router;
    this.own = own;
    this.byPhase = remembered((model: string) => remembered((phase: string) => ({ ...own, model, phase })));
    emptyRouterFamilies(context);
  }

  routed(request: RequestRecord, attempt: Attempt, { deployment }: WorkerState): void {
    const { page } = this.context;
    const { blockSize, model } = deployment;
    const labels = this.byPhase(model)(attempt.phase);
    const blocks = Math.max(1, Math.ceil(attempt.promptTokens / blockSize));
    page.add(router.requestsStarted, this.own, 1);
    page.observe(router.inputSequenceTokens, labels, attempt.promptTokens, bounds.promptTokens);
    page.observe(router.kvHitRate, this.own, Math.min(1, attempt.predictedBlocks / blocks), bounds.share);
    page.add(router.kvBestEligibleCachedPrefixTokens, labels, attempt.bestBlocks * blockSize);
    page.add(router.kvSelectedCachedPrefixTokens, labels, attempt.predictedBlocks * blockSize);
    page.touch(router.kvWorkerReusedTokens, labels);
    if (attempt.phase !== 'decode' && attempt.bestBlocks > attempt.predictedBlocks) {
      const lost = attempt.bestBlocks - attempt.predictedBlocks;
      page.add(router.nonMaxOverlapSelections, ofPrompts(this.own), 1);
      page.observe(router.overlapBlocksLost, ofPrompts(this.own), lost, bounds.blocksLost);
    }
    if (isDisaggregated(deployment)) {
      page.observe(router.kvTransferEstimatedLatency, this.own, 0, bounds.kvTransferEstimate);
    }
    observeOverhead(this.context, request, attempt);
  }

  prefillEnded(request: RequestRecord, attempt: Attempt, _worker: WorkerState, at: number): void {
    this.answerBegun(attempt.number === 0 ? (request.queueStart ?? attempt.sent) : attempt.sent, at);
  }

  firstToken(request: RequestRecord, at: number): void {
    const last = request.attempts.at(-1);
    if (last?.phase === 'decode') {
      this.answerBegun(last.sent, at);
    }
  }

  attemptEnded(_request: RequestRecord, attempt: Attempt, { deployment }: WorkerState): void {
    const { page } = this.context;
    if (attempt.end !== 'worker-lost') {
      page.add(router.requests, this.own, 1);
      const tokens = attempt.phase === 'prefill' ? 1 : attempt.generated;
      page.observe(router.outputSequenceTokens, this.own, tokens, bounds.outputTokens);
    }
    page.add(router.kvWorkerReusedTokens, this.byPhase(deployment.model)(attempt.phase), attempt.cachedDeviceTokens);
  }

  workerStarted(worker: WorkerState): void {
    const ranks = Array.from({ length: worker.pool.ranks }, (_, rank) => ({
      ...this.own,
      router_worker_id: worker.id,
      dp_rank: String(rank),
      worker_type: workerType(worker.pool.role),
    }));
    this.registered.set(worker, ranks);
    ranks.forEach((labels) => this.context.page.set(router.workerRegistered, labels, 1));
    noMismatch(this.context, worker);
  }

  workerEnded(worker: WorkerState): void {
    this.registered.get(worker)?.forEach((labels) => this.context.page.remove(router.workerRegistered, labels));
    this.registered.delete(worker);
  }

  private answerBegun(from: number, at: number): void {
    this.context.page.observe(router.timeToFirstToken, this.own, Math.max(0, at - from), bounds.timeToFirstToken);
  }
}

/** The router names its overlap families after the pool that computes prompts. */
const ofPrompts = remembered((own: object) => ({ ...own, worker_type: 'prefill' }));

/** Time to hash and look up grows with the prompt; scheduling holds the wait in the queue. In milliseconds. */
function observeOverhead({ page, identity, random }: FrontendContext, request: RequestRecord, attempt: Attempt): void {
  const labels = { router_id: identity.id };
  const jitter = () => random.logNormal(1, 0.3);
  const hashing = 0.006 + 0.00002 * attempt.promptTokens * jitter();
  const sequences = 0.003 + 0.000005 * attempt.promptTokens * jitter();
  const matching = 0.008 + 0.00001 * attempt.promptTokens * jitter();
  const waited =
    attempt.number === 0 && attempt.phase !== 'decode' && request.queueStart !== undefined
      ? Math.max(0, attempt.sent - request.queueStart)
      : 0;
  const scheduling = 1000 * waited + 0.22 * jitter();
  page.observe(router.overheadBlockHashing, labels, hashing, bounds.hashingMs);
  page.observe(router.overheadSeqHashing, labels, sequences, bounds.hashingMs);
  page.observe(router.overheadIndexerFindMatches, labels, matching, bounds.overheadMs);
  page.observe(router.overheadScheduling, labels, scheduling, bounds.overheadMs);
  page.observe(router.overheadTotal, labels, hashing + sequences + matching + scheduling, bounds.overheadMs);
}

function noMismatch({ page, identity }: FrontendContext, { deployment, pool }: WorkerState): void {
  // Decode workers of a disaggregated model publish no KV events, so nobody asks them.
  if (pool.role !== 'decode') {
    page.set(
      router.kvEventSourceMismatchWorkers,
      {
        ...identity.kvIndex,
        model: deployment.model,
        worker_type: workerType(pool.role),
        target_namespace: deployment.dynamoNamespace,
        target_component: pool.role === 'prefill' ? 'prefill' : 'backend',
        target_endpoint: 'generate',
      },
      0
    );
  }
}
