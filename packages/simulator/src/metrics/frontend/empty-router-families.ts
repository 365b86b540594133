import { router } from '@dynamo-observability/signals';

import { bounds } from './bounds.ts';
import type { FrontendContext } from './frontend-part.ts';

/** There from the start, with 0; some of them for good: no shared cache, no guessed cache, no ITL in KV mode. */
export function emptyRouterFamilies({ page, identity }: FrontendContext): void {
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
