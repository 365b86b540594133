import { beforeRetry } from '../correlation/attempt-fields.ts';
import { traceIsKept } from '../correlation/sampling.ts';
import type { RequestRecord } from '../ledger/request-record.ts';
import { isReady } from '../metrics/frontend/frontend-part.ts';
import type { Observer } from '../story/observer.ts';
import type { World } from '../story/world.ts';
import { payloadSpan, routeSpan, selectionSpans } from './attempt-spans.ts';
import { otlpSpan, text, type OtlpAttribute, type OtlpSpan, type SpanDraft } from './otlp-span.ts';
import { handlerSpans } from './request-spans.ts';

/** An export request of traces, as `POST /v1/traces` takes it. */
export interface OtlpTraceExport {
  readonly resourceSpans: ReadonlyArray<{
    readonly resource: { readonly attributes: readonly OtlpAttribute[] };
    readonly scopeSpans: ReadonlyArray<{
      readonly scope: { readonly name: string };
      readonly spans: readonly OtlpSpan[];
    }>;
  }>;
}

const services = { aggregated: 'dynamo-worker', prefill: 'dynamo-worker-prefill', decode: 'dynamo-worker-decode' };

/** One export request a finished request, with all of its spans. Sampling away loses whole traces. */
export function traces(world: World, take: (request: OtlpTraceExport) => void): Observer {
  const arrived = new Set<RequestRecord>();
  return {
    requestArrived(request) {
      if (request.deployment < 0 || isReady(world, request.deployment)) {
        arrived.add(request);
      }
    },
    requestEnded(request, at) {
      const known = arrived.delete(request) || request.attempts.length > 0;
      const lost = world.faults.strength('traces-sampled-away', request.arrival);
      if (traceIsKept(request.traceId, lost)) {
        take(traceExport(request, known, world, at));
      }
    },
  };
}

function traceExport(request: RequestRecord, arrived: boolean, world: World, end: number): OtlpTraceExport {
  const byService = new Map<string, SpanDraft[]>();
  const put = (service: string, ...spans: SpanDraft[]) => {
    byService.set(service, [...(byService.get(service) ?? []), ...spans]);
  };
  for (const attempt of request.attempts) {
    const worker = world.workers[attempt.worker];
    if (worker !== undefined) {
      const attemptEnd = attempt.ended ?? end;
      const payload = payloadSpan(request, attempt, worker, world, attemptEnd);
      if (payload !== undefined) {
        put(services[worker.pool.role], payload);
      }
      put('dynamo-frontend', ...selectionSpans(request, attempt, beforeRetry(request, attempt)));
      put('dynamo-frontend', routeSpan(request, attempt, worker, world, attemptEnd));
    }
  }
  put('dynamo-frontend', ...handlerSpans(request, arrived, world, end));
  return {
    resourceSpans: Array.from(byService, ([service, drafts]) => ({
      resource: { attributes: [text('service.name', service)] },
      scopeSpans: [{ scope: { name: service }, spans: drafts.map((draft) => otlpSpan(draft, world.scenario.startMs)) }],
    })),
  };
}
