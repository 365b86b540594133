import { frontend } from '@dynamo-observability/signals';

import type { Attempt, RequestRecord } from '../../ledger/request-record.ts';
import type { WorkerState } from '../../story/worker.ts';
import { bounds } from './bounds.ts';
import { noLabels, remembered, type FrontendContext, type FrontendPart } from './frontend-part.ts';

/** Microseconds to turn one token into text. */
const detokenizeUs = 9;
const preprocess = { stage: 'preprocess' };
const route = { stage: 'route' };
const roundtrip = { stage: 'transport_roundtrip' };
const tokenizing = { operation: 'tokenize' };
const detokenizing = { operation: 'detokenize' };

const byModel = remembered((model: string) => ({ model }));

/** The stages of a request inside the frontend: template, tokenizer, routing, the way to the worker and back. */
export class Pipeline implements FrontendPart {
  constructor(private readonly context: FrontendContext) {
    const { page } = context;
    page.touchHistogram(frontend.templateDuration, noLabels, bounds.template);
    page.touchHistogram(frontend.tokenizeDuration, noLabels, bounds.tokenize);
    page.touchHistogram(frontend.stageDuration, roundtrip, bounds.stageDuration);
    page.touch(frontend.tokenizerCacheHits);
    page.touch(frontend.tokenizerCacheMisses);
    page.touch(frontend.detokenizeTime);
    page.touch(frontend.detokenizeTokens);
  }

  preprocessed(request: RequestRecord): void {
    const { page } = this.context;
    const { templateSeconds, tokenizeSeconds, tokenizerCachedTokens, inputTokens } = request;
    page.observe(frontend.templateDuration, noLabels, templateSeconds, bounds.template);
    page.observe(frontend.tokenizeDuration, noLabels, tokenizeSeconds, bounds.tokenize);
    page.observe(frontend.stageDuration, preprocess, templateSeconds + tokenizeSeconds, bounds.stageDuration);
    page.add(tokenizerCachedTokens > 0 ? frontend.tokenizerCacheHits : frontend.tokenizerCacheMisses, noLabels, 1);
    page.add(frontend.tokenizerCacheCachedTokens, byModel(request.model), tokenizerCachedTokens);
    page.add(frontend.tokenizerCacheUncachedTokens, byModel(request.model), inputTokens - tokenizerCachedTokens);
  }

  routed(): void {
    const { page, random } = this.context;
    // Microseconds: the wait in the queue is not part of it.
    page.observe(frontend.stageDuration, route, random.logNormal(0.000003, 0.4), bounds.stageDuration);
  }

  prefillEnded(_request: RequestRecord, attempt: Attempt, _worker: WorkerState, at: number): void {
    this.context.page.observe(frontend.stageDuration, roundtrip, at - attempt.sent, bounds.stageDuration);
  }

  firstToken(request: RequestRecord, at: number): void {
    const { page } = this.context;
    page.observe(frontend.tokenizerLatency, tokenizing, request.tokenizeSeconds * 1000, bounds.tokenizerMs);
    const last = request.attempts.at(-1);
    if (last?.phase === 'decode') {
      page.observe(frontend.stageDuration, roundtrip, at - last.sent, bounds.stageDuration);
    }
  }

  requestEnded({ outputTokens }: RequestRecord): void {
    if (outputTokens > 0) {
      const { page, random } = this.context;
      const perToken = detokenizeUs * random.logNormal(1, 0.2);
      page.add(frontend.detokenizeTokens, noLabels, outputTokens);
      page.add(frontend.detokenizeTime, noLabels, Math.round(perToken * outputTokens));
      page.observe(frontend.tokenizerLatency, detokenizing, perToken / 1000, bounds.tokenizerMs);
    }
  }
}
