import { frontend } from '@dynamo-observability/signals';

import { modelOf } from '../../correlation/summary.ts';
import type { RequestRecord } from '../../ledger/request-record.ts';
import { bounds } from './bounds.ts';
import { failureOf } from './failures.ts';
import { noLabels, isReady, remembered, type FrontendContext, type FrontendPart } from './frontend-part.ts';

const byModel = remembered((model: string) => ({ model }));
const byStart = remembered((key: string) => {
  const [model = '', endpoint = '', request_type = ''] = key.split('\n');
  return { model, endpoint, request_type };
});
const byEnd = remembered((key: string) => {
  const [model = '', endpoint = '', request_type = '', status = '', error_type = ''] = key.split('\n');
  return { model, endpoint, request_type, status, error_type };
});

const startKey = (request: RequestRecord): string =>
  `${modelOf(request)}\n${request.endpoint}\n${request.stream ? 'stream' : 'unary'}`;

/** Requests that start, run, end and fail. */
export class RequestCounts implements FrontendPart {
  private readonly started = new Set<RequestRecord>();
  private readonly modelsSeen = new Set<string>();
  private disconnected = 0;

  constructor(private readonly context: FrontendContext) {
    context.page.set(frontend.disconnectedClients, noLabels, 0);
  }

  requestArrived(request: RequestRecord): void {
    if (request.deployment < 0 || isReady(this.context.world, request.deployment)) {
      this.start(request);
    }
  }

  /** Decode workers were gone when it came, so it was not counted then; prefill workers took it all the same. */
  routed(request: RequestRecord): void {
    this.start(request);
  }

  requestEnded(request: RequestRecord, at: number): void {
    if (this.started.delete(request)) {
      this.end(request, at);
    }
    const failure = failureOf(request);
    if (failure !== undefined) {
      this.context.page.add(frontend.failures, failure, 1);
    }
  }

  refresh(): void {
    const { world, identity, page } = this.context;
    const active = new Map<string, number>(Array.from(this.modelsSeen, (model) => [model, 0]));
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
  }

  private start(request: RequestRecord): void {
    if (!this.started.has(request)) {
      this.started.add(request);
      this.modelsSeen.add(modelOf(request));
      this.context.page.add(frontend.requestsStarted, byStart(startKey(request)), 1);
    }
  }

  private end(request: RequestRecord, at: number): void {
    const { page } = this.context;
    const { outcome = 'internal' } = request;
    const ending = outcome === 'success' ? 'success\n' : `error\n${outcome}`;
    page.add(frontend.requests, byEnd(`${startKey(request)}\n${ending}`), 1);
    page.observe(frontend.requestDuration, byModel(modelOf(request)), at - request.arrival, bounds.requestDuration);
    if (outcome === 'cancelled') {
      page.add(frontend.cancellations, byStart(startKey(request)), 1);
      page.set(frontend.disconnectedClients, noLabels, ++this.disconnected);
    }
    if (outcome === 'overload') {
      page.add(frontend.rejections, { model: modelOf(request), endpoint: request.endpoint }, 1);
    }
  }
}
