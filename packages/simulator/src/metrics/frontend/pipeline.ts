import { frontend } from '@dynamo-observability/signals';

import type { RequestRecord } from '../../ledger/request-record.ts';
import { bounds } from './bounds.ts';
import { remembered, type FrontendContext, type FrontendPart } from './frontend-part.ts';

/** Microseconds to turn one token into text. */
const detokenizeUs = 9;
const preprocess = { stage: 'preprocess' };
const route = { stage: 'route' };
const roundtrip = { stage: 'transport_roundtrip' };
const tokenizing = { operation: 'tokenize' };
const detokenizing = { operation: 'detokenize' };

/** The stages of a request inside the frontend: template, tokenizer, routing, the way to the worker and back. */
export function pipeline(context: FrontendContext): FrontendPart {
  const { world, identity, page, random } = context;
  const byModel = remembered((model: string) => ({ model }));
  const stages = stageGauges(context);
  page.touchHistogram(frontend.templateDuration, {}, bounds.template);
  page.touchHistogram(frontend.tokenizeDuration, {}, bounds.tokenize);
  page.touchHistogram(frontend.stageDuration, roundtrip, bounds.stageDuration);
  page.touch(frontend.tokenizerCacheHits);
  page.touch(frontend.tokenizerCacheMisses);
  page.touch(frontend.detokenizeTime);
  page.touch(frontend.detokenizeTokens);

  return {
    preprocessed(request) {
      const { templateSeconds, tokenizeSeconds, tokenizerCachedTokens, inputTokens } = request;
      page.observe(frontend.templateDuration, {}, templateSeconds, bounds.template);
      page.observe(frontend.tokenizeDuration, {}, tokenizeSeconds, bounds.tokenize);
      page.observe(frontend.stageDuration, preprocess, templateSeconds + tokenizeSeconds, bounds.stageDuration);
      page.add(tokenizerCachedTokens > 0 ? frontend.tokenizerCacheHits : frontend.tokenizerCacheMisses, {}, 1);
      page.add(frontend.tokenizerCacheCachedTokens, byModel(request.model), tokenizerCachedTokens);
      page.add(frontend.tokenizerCacheUncachedTokens, byModel(request.model), inputTokens - tokenizerCachedTokens);
    },
    routed(_request, attempt) {
      // Microseconds: the wait in the queue is not part of it.
      page.observe(frontend.stageDuration, route, random.logNormal(0.000003, 0.4), bounds.stageDuration);
      stages.seen(attempt.phase);
    },
    prefillEnded(_request, attempt, _worker, at) {
      page.observe(frontend.stageDuration, roundtrip, at - attempt.sent, bounds.stageDuration);
    },
    firstToken(request, at) {
      page.observe(frontend.tokenizerLatency, tokenizing, request.tokenizeSeconds * 1000, bounds.tokenizerMs);
      const last = request.attempts.at(-1);
      if (last?.phase === 'decode') {
        page.observe(frontend.stageDuration, roundtrip, at - last.sent, bounds.stageDuration);
      }
    },
    requestEnded(request) {
      const tokens = request.outputTokens;
      if (tokens > 0) {
        const perToken = detokenizeUs * random.logNormal(1, 0.2);
        page.add(frontend.detokenizeTokens, {}, tokens);
        page.add(frontend.detokenizeTime, {}, Math.round(perToken * tokens));
        page.observe(frontend.tokenizerLatency, detokenizing, perToken / 1000, bounds.tokenizerMs);
      }
    },
    refresh: () => stages.refresh(world.active[identity.index] ?? []),
  };
}

function stageGauges({ page }: FrontendContext): {
  seen(phase: string): void;
  refresh(active: Iterable<RequestRecord>): void;
} {
  const phases = new Set<string>();
  const labels = remembered((stage: string) => remembered((phase: string) => ({ stage, phase })));
  return {
    seen: (phase) => void phases.add(phase),
    refresh(active) {
      const counts = new Map<object, number>();
      for (const phase of phases) {
        counts.set(labels('route')(phase), 0);
        counts.set(labels('dispatch')(phase), 0);
      }
      for (const request of active) {
        const where = stageOf(request);
        const key = where === undefined ? undefined : labels(where.stage)(where.phase);
        if (key !== undefined) {
          counts.set(key, (counts.get(key) ?? 0) + 1);
        }
      }
      if (phases.size > 0) {
        counts.set(labels('preprocess')(''), counts.get(labels('preprocess')('')) ?? 0);
      }
      counts.forEach((count, key) => page.set(frontend.stageRequests, key, count));
    },
  };
}

/** Where a request stands: undefined once its answer has begun. The router's queue is part of `route`. */
function stageOf(request: RequestRecord): { stage: 'preprocess' | 'route' | 'dispatch'; phase: string } | undefined {
  const last = request.attempts.at(-1);
  if (request.preprocessed === undefined) {
    return { stage: 'preprocess', phase: '' };
  }
  if (last === undefined) {
    return { stage: 'route', phase: 'aggregated' };
  }
  return request.firstToken === undefined ? { stage: 'dispatch', phase: last.phase } : undefined;
}
