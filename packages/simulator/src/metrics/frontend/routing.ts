import { router } from '@dynamo-observability/signals';

import type { Attempt, RequestRecord } from '../../ledger/request-record.ts';
import type { WorkerState } from '../../story/worker.ts';
import { bounds } from './bounds.ts';
import { isDisaggregated, remembered, workerType, type FrontendContext, type FrontendPart } from './frontend-part.ts';

/** Where requests are sent and why: the families of the embedded KV router, one set for all models of the process. */
export function routing(context: FrontendContext): FrontendPart {
  const { world, identity, page } = context;
  const own = identity.router;
  const byPhase = remembered((model: string) => remembered((phase: string) => ({ ...own, model, phase })));
  /** The router names its overlap families after the pool that computes prompts. */
  const ofPrompts = { ...own, worker_type: 'prefill' };
  const registered = new Map<WorkerState, object[]>();
  emptyFamilies(context);

  function sent(request: RequestRecord, attempt: Attempt, { deployment }: WorkerState): void {
    const { blockSize, model } = deployment;
    const labels = byPhase(model)(attempt.phase);
    const blocks = Math.max(1, Math.ceil(attempt.promptTokens / blockSize));
    page.add(router.requestsStarted, own, 1);
    page.observe(router.inputSequenceTokens, labels, attempt.promptTokens, bounds.promptTokens);
    page.observe(router.kvHitRate, own, Math.min(1, attempt.predictedBlocks / blocks), bounds.share);
    page.add(router.kvBestEligibleCachedPrefixTokens, labels, attempt.bestBlocks * blockSize);
    page.add(router.kvSelectedCachedPrefixTokens, labels, attempt.predictedBlocks * blockSize);
    page.touch(router.kvWorkerReusedTokens, labels);
    if (attempt.phase !== 'decode' && attempt.bestBlocks > attempt.predictedBlocks) {
      page.add(router.nonMaxOverlapSelections, ofPrompts, 1);
      page.observe(
        router.overlapBlocksLost,
        ofPrompts,
        attempt.bestBlocks - attempt.predictedBlocks,
        bounds.blocksLost
      );
    }
    if (isDisaggregated(deployment)) {
      page.observe(router.kvTransferEstimatedLatency, own, 0, bounds.kvTransferEstimate);
    }
    overhead(context, request, attempt);
  }

  const firstAnswer = (request: RequestRecord, attempt: Attempt, at: number) => {
    const from = attempt.number === 0 ? (request.queueStart ?? attempt.sent) : attempt.sent;
    page.observe(router.timeToFirstToken, own, Math.max(0, at - from), bounds.timeToFirstToken);
  };

  return {
    routed: sent,
    prefillEnded: (request, attempt, _worker, at) => firstAnswer(request, attempt, at),
    firstToken(request, at) {
      const last = request.attempts.at(-1);
      if (last?.phase === 'decode') {
        firstAnswer(request, { ...last, number: 1 }, at);
      }
    },
    attemptEnded(_request, attempt) {
      if (attempt.end !== 'worker-lost') {
        page.add(router.requests, own, 1);
        const tokens = attempt.phase === 'prefill' ? 1 : attempt.generated;
        page.observe(router.outputSequenceTokens, own, tokens, bounds.outputTokens);
      }
      const worker = world.workers[attempt.worker];
      if (worker !== undefined) {
        page.add(
          router.kvWorkerReusedTokens,
          byPhase(worker.deployment.model)(attempt.phase),
          attempt.cachedDeviceTokens
        );
      }
    },
    workerStarted(worker) {
      const ranks = Array.from({ length: worker.pool.ranks }, (_, rank) => ({
        ...own,
        router_worker_id: worker.id,
        dp_rank: String(rank),
        worker_type: workerType(worker.pool.role),
      }));
      registered.set(worker, ranks);
      ranks.forEach((labels) => page.set(router.workerRegistered, labels, 1));
      mismatch(context, worker);
    },
    workerEnded(worker) {
      registered.get(worker)?.forEach((labels) => page.remove(router.workerRegistered, labels));
      registered.delete(worker);
    },
  };
}

/** Time to hash and look up grows with the prompt; scheduling holds the wait in the queue. In milliseconds. */
function overhead({ page, identity, random }: FrontendContext, request: RequestRecord, attempt: Attempt): void {
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

function mismatch({ page, identity }: FrontendContext, { deployment, pool }: WorkerState): void {
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

/** There from the start, with 0; some of them for good: no shared cache, no guessed cache, no ITL in KV mode. */
function emptyFamilies({ page, identity }: FrontendContext): void {
  const own = identity.router;
  const id = { router_id: identity.id };
  page.touch(router.requestsStarted, own);
  page.touch(router.requests, own);
  page.touchHistogram(router.timeToFirstToken, own, bounds.timeToFirstToken);
  page.touchHistogram(router.interTokenLatency, own, bounds.routerInterTokenLatency);
  page.touchHistogram(router.outputSequenceTokens, own, bounds.outputTokens);
  page.touchHistogram(router.kvHitRate, own, bounds.share);
  page.touchHistogram(router.kvTransferEstimatedLatency, own, bounds.kvTransferEstimate);
  page.touchHistogram(router.sharedCacheHitRate, own, bounds.share);
  page.touchHistogram(router.sharedCacheBeyondBlocks, own, bounds.sharedCacheBlocks);
  page.touch(router.nonMaxOverlapSelections, { ...own, worker_type: 'prefill' });
  page.touchHistogram(router.overlapBlocksLost, { ...own, worker_type: 'prefill' }, bounds.blocksLost);
  for (const metric of [router.overheadBlockHashing, router.overheadSeqHashing]) {
    page.touchHistogram(metric, id, bounds.hashingMs);
  }
  page.touchHistogram(router.overheadIndexerFindMatches, id, bounds.overheadMs);
  page.touchHistogram(router.overheadScheduling, id, bounds.overheadMs);
  page.touchHistogram(router.overheadTotal, id, bounds.overheadMs);
  page.touchHistogram(router.overheadSharedCacheQuery, id, bounds.overheadMs);
  page.touch(router.sharedCacheErrors, id);
  for (const policy of ['disabled', 'lru', 'ttl']) {
    page.set(router.approximateCacheConfiguredPolicy, { ...own, policy }, policy === 'ttl' ? 1 : 0);
    page.set(router.approximateCacheEffectivePolicy, { ...own, policy }, policy === 'ttl' ? 1 : 0);
  }
  page.touch(router.approximateLruEvictedBlocks, own);
  page.touch(router.approximateLruEvictionBatches, own);
  page.touch(router.approximateLruFallbackActivations, own);
  page.touch(router.approximateLruLeases, own);
  page.touchHistogram(router.approximateLruMessagesPerRequest, own, bounds.lruMessages);
  page.touch(router.approximateLruMutationQueueDepth, own);
  page.touchHistogram(router.approximateLruMutationWait, own, bounds.lruWait);
  page.touch(router.approximateLruOutputBatches, own);
}
