import { frontend } from '@dynamo-observability/signals';

import type { RequestRecord } from '../../ledger/request-record.ts';
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

const policyClass = 'default';
const limits = ['cached_token_limit', 'raw_isl_token_limit', 'request_limit'] as const;
const lateness = ['due_time_passed', 'predicted_miss'] as const;

/** The queue of each model's router: who asks for a place, who waits, who is refused. */
export function routerQueue({ world, identity, page }: FrontendContext): FrontendPart {
  const queue = remembered((model: string) =>
    remembered((worker_type: string) => ({ model, worker_type, policy_class: policyClass }))
  );
  const known = new Set<Deployment>();
  /** Waits, and was counted when it began to. */
  const counted = new Set<RequestRecord>();

  const receive = (request: RequestRecord, role: Role) => {
    const deployment = world.scenario.deployments[request.deployment];
    if (deployment !== undefined) {
      page.add(frontend.admissionReceived, queue(deployment.model)(workerType(role)), 1);
    }
  };
  const nextRole = (request: RequestRecord): Role => {
    const deployment = world.scenario.deployments[request.deployment];
    return deployment !== undefined && isDisaggregated(deployment) && request.attempts.length === 0
      ? 'prefill'
      : 'decode';
  };

  function register({ deployment }: WorkerState): void {
    if (known.has(deployment)) {
      return;
    }
    known.add(deployment);
    for (const type of workerTypes(deployment)) {
      const labels = queue(deployment.model)(type);
      page.touch(frontend.admissionReceived, labels);
      limits.forEach((reason) => page.touch(frontend.queueBackpressure, { ...labels, reason }));
      lateness.forEach((reason) => page.touch(frontend.admissionRejected, { ...labels, reason }));
    }
  }

  return {
    workerStarted: register,
    queued(request) {
      counted.add(request);
      receive(request, nextRole(request));
    },
    routed(request, attempt) {
      if (!counted.delete(request)) {
        receive(request, attempt.phase);
      }
    },
    requestEnded(request) {
      const waited = counted.delete(request);
      if (request.outcome !== 'overload') {
        return;
      }
      const deployment = world.scenario.deployments[request.deployment];
      if (deployment !== undefined) {
        const role = nextRole(request);
        if (!waited) {
          receive(request, role);
        }
        const labels = { ...queue(deployment.model)(workerType(role)), reason: 'request_limit' };
        page.add(frontend.queueBackpressure, labels, 1);
      }
    },
    refresh() {
      world.scenario.deployments.forEach((deployment, index) => {
        const waiting = (world.routerQueue[index] ?? []).filter((request) => request.frontend === identity.index);
        for (const type of known.has(deployment) ? workerTypes(deployment) : []) {
          const here = waiting.filter((request) => workerType(nextRole(request)) === type);
          const labels = queue(deployment.model)(type);
          page.set(frontend.queuePendingRequests, labels, here.length);
          page.set(frontend.queuePendingIslTokens, labels, total(here));
          page.set(frontend.queuePendingCachedTokens, labels, cached(here, deployment));
        }
      });
    },
  };
}

const total = (requests: readonly RequestRecord[]): number =>
  requests.reduce((sum, { inputTokens }) => sum + inputTokens, 0);

/** What the tokenizer has seen before, workers have too, in whole blocks: the router's index is not asked for it again. */
const cached = (requests: readonly RequestRecord[], { blockSize }: Deployment): number =>
  requests.reduce((sum, request) => sum + Math.floor(request.tokenizerCachedTokens / blockSize) * blockSize, 0);
