import { frontend } from '@dynamo-observability/signals';

import type { Attempt, RequestRecord } from '../../ledger/request-record.ts';
import type { Deployment, Role } from '../../scenario/scenario.ts';
import type { WorkerState } from '../../story/worker.ts';
import {
  isDisaggregated,
  remembered,
  workerType,
  workerTypes,
  type FrontendContext,
  type FrontendPart,
} from './frontend-part.ts';

const limits = ['cached_token_limit', 'raw_isl_token_limit', 'request_limit'] as const;
const lateness = ['due_time_passed', 'predicted_miss'] as const;
const queue = remembered((model: string) =>
  remembered((worker_type: string) => ({ model, worker_type, policy_class: 'default' }))
);

/** The queue of each model's router: who asks for a place, who waits, who is refused. */
export class RouterQueue implements FrontendPart {
  private readonly known = new Set<Deployment>();
  /** Waits, and was counted when it began to. */
  private readonly counted = new Set<RequestRecord>();

  constructor(private readonly context: FrontendContext) {}

  workerStarted({ deployment }: WorkerState): void {
    if (this.known.has(deployment)) {
      return;
    }
    const { page } = this.context;
    this.known.add(deployment);
    for (const type of workerTypes(deployment)) {
      const labels = queue(deployment.model)(type);
      page.touch(frontend.admissionReceived, labels);
      limits.forEach((reason) => page.touch(frontend.queueBackpressure, { ...labels, reason }));
      lateness.forEach((reason) => page.touch(frontend.admissionRejected, { ...labels, reason }));
    }
  }

  queued(request: RequestRecord): void {
    this.counted.add(request);
    this.receive(request, this.nextRole(request));
  }

  routed(request: RequestRecord, attempt: Attempt): void {
    if (!this.counted.delete(request)) {
      this.receive(request, attempt.phase);
    }
  }

  requestEnded(request: RequestRecord): void {
    const waited = this.counted.delete(request);
    const deployment = this.deploymentOf(request);
    if (request.outcome !== 'overload' || deployment === undefined) {
      return;
    }
    const role = this.nextRole(request);
    if (!waited) {
      this.receive(request, role);
    }
    const labels = { ...queue(deployment.model)(workerType(role)), reason: 'request_limit' };
    this.context.page.add(frontend.queueBackpressure, labels, 1);
  }

  refresh(): void {
    const { world, identity, page } = this.context;
    world.scenario.deployments.forEach((deployment, index) => {
      const waiting = (world.routerQueue[index] ?? []).filter((request) => request.frontend === identity.index);
      for (const type of this.known.has(deployment) ? workerTypes(deployment) : []) {
        const here = waiting.filter((request) => workerType(this.nextRole(request)) === type);
        const labels = queue(deployment.model)(type);
        page.set(frontend.queuePendingRequests, labels, here.length);
        page.set(frontend.queuePendingIslTokens, labels, total(here));
        page.set(frontend.queuePendingCachedTokens, labels, cached(here, deployment));
      }
    });
  }

  private receive(request: RequestRecord, role: Role): void {
    const deployment = this.deploymentOf(request);
    if (deployment !== undefined) {
      this.context.page.add(frontend.admissionReceived, queue(deployment.model)(workerType(role)), 1);
    }
  }

  /** Requests are held back before their first attempt only. */
  private nextRole(request: RequestRecord): Role {
    const deployment = this.deploymentOf(request);
    return deployment !== undefined && isDisaggregated(deployment) ? 'prefill' : 'decode';
  }

  private deploymentOf({ deployment }: RequestRecord): Deployment | undefined {
    return this.context.world.scenario.deployments[deployment];
  }
}

const total = (requests: readonly RequestRecord[]): number =>
  requests.reduce((sum, { inputTokens }) => sum + inputTokens, 0);

/** What the tokenizer has seen before, workers have too, in whole blocks: the router's index is not asked for it again. */
const cached = (requests: readonly RequestRecord[], { blockSize }: Deployment): number =>
  requests.reduce((sum, request) => sum + Math.floor(request.tokenizerCachedTokens / blockSize) * blockSize, 0);
