import { frontend } from '@dynamo-observability/signals';

import { modelOf } from '../../correlation/summary.ts';
import type { RequestRecord } from '../../ledger/request-record.ts';
import { bounds } from './bounds.ts';
import { failureOf } from './failures.ts';
import { isReady, remembered, type FrontendContext, type FrontendPart } from './frontend-part.ts';

/** Requests that start, run, end and fail. */
export function requestCounts({ world, identity, page }: FrontendContext): FrontendPart {
  const started = new Set<RequestRecord>();
  const byModel = remembered((model: string) => ({ model }));
  const byStart = remembered((key: string) => fields(key, ['model', 'endpoint', 'request_type']));
  const byEnd = remembered((key: string) => fields(key, ['model', 'endpoint', 'request_type', 'status', 'error_type']));
  const modelsSeen = new Set<string>();
  const startKey = (request: RequestRecord) =>
    `${modelOf(request)}\n${request.endpoint}\n${request.stream ? 'stream' : 'unary'}`;

  const start = (request: RequestRecord) => {
    if (!started.has(request)) {
      started.add(request);
      modelsSeen.add(modelOf(request));
      page.add(frontend.requestsStarted, byStart(startKey(request)), 1);
    }
  };

  function end(request: RequestRecord, at: number): void {
    const { outcome = 'internal' } = request;
    const errorType = outcome === 'success' ? '' : outcome;
    const status = outcome === 'success' ? 'success' : 'error';
    const model = modelOf(request);
    page.add(frontend.requests, byEnd(`${startKey(request)}\n${status}\n${errorType}`), 1);
    page.observe(frontend.requestDuration, byModel(model), at - request.arrival, bounds.requestDuration);
    if (outcome === 'cancelled') {
      page.add(frontend.cancellations, byStart(startKey(request)), 1);
      disconnected++;
      page.set(frontend.disconnectedClients, {}, disconnected);
    }
    if (outcome === 'overload') {
      page.add(frontend.rejections, { model, endpoint: request.endpoint }, 1);
    }
  }

  let disconnected = 0;
  page.set(frontend.disconnectedClients, {}, 0);
  return {
    requestArrived(request) {
      if (request.deployment < 0 || isReady(world, request.deployment)) {
        start(request);
      }
    },
    // It waited for a worker to come, so it was accepted after all.
    routed: (request) => start(request),
    requestEnded(request, at) {
      if (started.delete(request)) {
        end(request, at);
      }
      const failure = failureOf(request);
      if (failure !== undefined) {
        page.add(frontend.failures, failure, 1);
      }
    },
    refresh() {
      const active = new Map<string, number>(Array.from(modelsSeen, (model) => [model, 0]));
      const queued = new Map(active);
      for (const request of world.active[identity.index] ?? []) {
        const model = modelOf(request);
        active.set(model, (active.get(model) ?? 0) + 1);
        queued.set(model, (queued.get(model) ?? 0) + (request.firstToken === undefined ? 1 : 0));
      }
      for (const [model, count] of active) {
        page.set(frontend.activeRequests, byModel(model), count);
        page.set(frontend.inflightRequests, byModel(model), count);
        page.set(frontend.queuedRequests, byModel(model), queued.get(model) ?? 0);
      }
    },
  };
}

function fields<const N extends string>(key: string, names: readonly N[]): { readonly [K in N]?: string } {
  const values = key.split('\n');
  const pairs: { [K in N]?: string } = {};
  names.forEach((name, index) => (pairs[name] = values[index] ?? ''));
  return pairs;
}
