import { frontend } from '@dynamo-observability/signals';

import type { RequestRecord } from '../../ledger/request-record.ts';
import { bounds } from './bounds.ts';
import { remembered, type FrontendContext, type FrontendPart } from './frontend-part.ts';

/** Gaps between tokens wait in the request until there are so many of them. */
const flushEvery = 64;
const byModel = remembered((model: string) => ({ model }));

/** Tokens and the time between them. Prompt tokens count with the first token, cached and generated ones at the end. */
export class TokenCounts implements FrontendPart {
  private readonly flushed = new Map<RequestRecord, number>();
  /** Tokens of requests that have ended. */
  private readonly generated = new Map<string, number>();

  constructor(private readonly context: FrontendContext) {}

  firstToken(request: RequestRecord, at: number): void {
    const { page, timeToFirstTokenBounds } = this.context;
    const labels = byModel(request.model);
    page.observe(frontend.timeToFirstToken, labels, at - request.arrival, timeToFirstTokenBounds);
    page.observe(frontend.inputSequenceTokens, labels, request.inputTokens, bounds.promptTokens);
    page.touchHistogram(frontend.interTokenLatency, labels, bounds.interTokenLatency);
    for (const metric of [frontend.imagesPerRequest, frontend.videosPerRequest, frontend.audioPerRequest]) {
      page.observe(metric, labels, 0, bounds.media);
    }
    page.touchHistogram(frontend.imageTokensPerRequest, labels, bounds.imageTokens);
    this.generated.set(request.model, this.generated.get(request.model) ?? 0);
  }

  requestEnded(request: RequestRecord): void {
    const { page } = this.context;
    if (request.outputTokens > 0) {
      const labels = byModel(request.model);
      this.flush(request, request.outputTokens - 1);
      page.observe(frontend.outputSequenceTokens, labels, request.outputTokens, bounds.outputTokens);
      this.generated.set(request.model, (this.generated.get(request.model) ?? 0) + request.outputTokens);
      if (request.outcome === 'success') {
        page.observe(frontend.cachedTokens, labels, cachedTokensOf(request), bounds.promptTokens);
      }
    }
    this.flushed.delete(request);
  }

  refresh(): void {
    const { world, identity, page } = this.context;
    const running = new Map<string, number>();
    for (const request of world.active[identity.index] ?? []) {
      const tokens = request.firstToken === undefined ? 0 : world.tokensSoFar(request);
      if (tokens > 0) {
        running.set(request.model, (running.get(request.model) ?? 0) + tokens);
        this.flush(request, Math.floor((tokens - 1) / flushEvery) * flushEvery);
      }
    }
    for (const [model, tokens] of this.generated) {
      page.setTotal(frontend.outputTokens, byModel(model), tokens + (running.get(model) ?? 0));
    }
  }

  private flush(request: RequestRecord, gaps: number): void {
    const from = this.flushed.get(request) ?? 0;
    if (gaps > from) {
      const { world, page } = this.context;
      for (const { seconds, count } of world.tokenGaps(request, from + 1, gaps + 1)) {
        page.observe(frontend.interTokenLatency, byModel(request.model), seconds, bounds.interTokenLatency, count);
      }
      this.flushed.set(request, gaps);
    }
  }
}

/** Cached prompt tokens as the answer reports them: of the first attempt that computed a prompt, from any tier. */
function cachedTokensOf(request: RequestRecord): number {
  const first = request.attempts.find(({ phase }) => phase !== 'decode');
  return first === undefined ? 0 : first.cachedDeviceTokens + first.cachedHostTokens + first.cachedDiskTokens;
}
