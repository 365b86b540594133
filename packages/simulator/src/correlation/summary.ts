import type { Attempt, RequestRecord } from '../ledger/request-record.ts';
import type { World } from '../story/world.ts';

/** A field that a span records of a request: always text. */
export type TextFields = { readonly [name: string]: string };

/** The attempt that a request's tracker remembers as its prefill or decode worker: after a migration still the first. */
export const trackedAttempt = (request: RequestRecord, kind: 'prefill' | 'decode'): Attempt | undefined =>
  request.attempts.find(({ phase }) => phase === 'aggregated' || phase === kind);

/** `model` as telemetry names it. */
export const modelOf = ({ deployment, model }: RequestRecord): string => (deployment < 0 ? 'unknown_model' : model);

/** What the frontend notes on the span of a request when it ends: tokens, latency, workers. Empty where it does not know. */
export function summaryOf(request: RequestRecord, world: World): TextFields {
  const { outcome, firstToken, lastToken, outputTokens, inputTokens } = request;
  if (request.endpoint === 'completions' || outcome === 'cancelled') {
    return {};
  }
  if (firstToken === undefined) {
    // It got as far as the router, which refused.
    return outcome === 'overload' || outcome === 'internal' ? { input_tokens: '0', output_tokens: '0' } : {};
  }
  const gaps = outputTokens - 1;
  const meanGap = gaps > 0 && lastToken !== undefined ? (lastToken - firstToken) / gaps : 0;
  return {
    input_tokens: String(inputTokens),
    output_tokens: String(outputTokens),
    image_count: '0',
    video_count: '0',
    audio_count: '0',
    ttft_ms: ((firstToken - request.arrival) * 1000).toFixed(2),
    avg_itl_ms: (meanGap * 1000).toFixed(2),
    ...workerIds(request, world),
  };
}

function workerIds(request: RequestRecord, world: World): TextFields {
  const idOf = (kind: 'prefill' | 'decode') => {
    const attempt = trackedAttempt(request, kind);
    return attempt === undefined ? undefined : world.workers[attempt.worker]?.id;
  };
  const prefill = idOf('prefill');
  const decode = idOf('decode');
  return {
    ...(prefill === undefined ? {} : { prefill_worker_id: prefill }),
    ...(decode === undefined ? {} : { decode_worker_id: decode }),
  };
}

/** `request.outcome` of a whole request. */
export function outcomeOf({ outcome }: RequestRecord): 'success' | 'cancelled' | 'error' {
  return outcome === 'success' || outcome === 'cancelled' ? outcome : 'error';
}
