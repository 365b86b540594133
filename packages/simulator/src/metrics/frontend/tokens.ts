import { frontend } from '@dynamo-observability/signals';

import type { RequestRecord } from '../../ledger/request-record.ts';
import { bounds } from './bounds.ts';
import { remembered, type FrontendContext, type FrontendPart } from './frontend-part.ts';

/** Gaps between tokens wait in the request until there are so many of them. */
const flushEvery = 64;

/** Tokens and the time between them. Prompt tokens count with the first token, cached and generated ones at the end. */
export function tokenCounts({ world, identity, page, timeToFirstTokenBounds }: FrontendContext): FrontendPart {
  const byModel = remembered((model: string) => ({ model }));
  const flushed = new Map<RequestRecord, number>();
  /** Of requests that have ended. */
  const generated = new Map<string, number>();

  function flush(request: RequestRecord, gaps: number): void {
    const from = flushed.get(request) ?? 0;
    if (gaps > from) {
      for (const { seconds, count } of world.tokenGaps(request, from + 1, gaps + 1)) {
        page.observe(frontend.interTokenLatency, byModel(request.model), seconds, bounds.interTokenLatency, count);
      }
      flushed.set(request, gaps);
    }
  }

  const noMedia = (model: string) => {
    for (const metric of [frontend.imagesPerRequest, frontend.videosPerRequest, frontend.audioPerRequest]) {
      page.observe(metric, byModel(model), 0, bounds.media);
    }
    page.touchHistogram(frontend.imageTokensPerRequest, byModel(model), bounds.imageTokens);
  };

  return {
    firstToken(request, at) {
      const labels = byModel(request.model);
      page.observe(frontend.timeToFirstToken, labels, at - request.arrival, timeToFirstTokenBounds);
      page.observe(frontend.inputSequenceTokens, labels, request.inputTokens, bounds.promptTokens);
      page.touchHistogram(frontend.interTokenLatency, labels, bounds.interTokenLatency);
      generated.set(request.model, generated.get(request.model) ?? 0);
      noMedia(request.model);
    },
    requestEnded(request) {
      if (request.outputTokens > 0) {
        const labels = byModel(request.model);
        flush(request, request.outputTokens - 1);
        page.observe(frontend.outputSequenceTokens, labels, request.outputTokens, bounds.outputTokens);
        generated.set(request.model, (generated.get(request.model) ?? 0) + request.outputTokens);
        if (request.outcome === 'success') {
          page.observe(frontend.cachedTokens, labels, cachedTokensOf(request), bounds.promptTokens);
        }
      }
      flushed.delete(request);
    },
    refresh() {
      const running = new Map<string, number>();
      for (const request of world.active[identity.index] ?? []) {
        const tokens = request.firstToken === undefined ? 0 : world.tokensSoFar(request);
        if (tokens > 0) {
          running.set(request.model, (running.get(request.model) ?? 0) + tokens);
          flush(request, Math.floor((tokens - 1) / flushEvery) * flushEvery);
        }
      }
      for (const [model, tokens] of generated) {
        page.setTotal(frontend.outputTokens, byModel(model), tokens + (running.get(model) ?? 0));
      }
    },
  };
}

/** Cached prompt tokens as the answer reports them: of the first attempt that computed a prompt, from any tier. */
export function cachedTokensOf(request: RequestRecord): number {
  const first = request.attempts.find(({ phase }) => phase !== 'decode');
  return first === undefined ? 0 : first.cachedDeviceTokens + first.cachedHostTokens + first.cachedDiskTokens;
}
