import { frontend } from '@dynamo-observability/signals';

import type { Attempt, RequestRecord } from '../../ledger/request-record.ts';
import type { Deployment } from '../../scenario/scenario.ts';
import { isDisaggregated, remembered, type FrontendContext, type FrontendPart } from './frontend-part.ts';

const labels = remembered((stage: string) => remembered((phase: string) => ({ stage, phase })));

/** How many requests are in which stage. Phases are there from the first request that was routed in them. */
export class Stages implements FrontendPart {
  private readonly phases = new Set<string>();

  constructor(private readonly context: FrontendContext) {}

  routed(_request: RequestRecord, { phase }: Attempt): void {
    this.phases.add(phase);
  }

  refresh(): void {
    const { world, identity, page } = this.context;
    const counts = new Map<object, number>();
    for (const phase of this.phases) {
      counts.set(labels('preprocess')(''), 0);
      counts.set(labels('route')(phase), 0);
      counts.set(labels('dispatch')(phase), 0);
    }
    for (const request of world.active[identity.index] ?? []) {
      const where = stageOf(request, world.scenario.deployments[request.deployment]);
      if (where !== undefined) {
        const key = labels(where.stage)(where.phase);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
    counts.forEach((count, key) => page.set(frontend.stageRequests, key, count));
  }
}

interface Stage {
  readonly stage: 'preprocess' | 'route' | 'dispatch';
  readonly phase: string;
}

/** Where a request stands: undefined once its answer has begun. The router's queue is part of `route`. */
function stageOf(request: RequestRecord, deployment: Deployment | undefined): Stage | undefined {
  const last = request.attempts.at(-1);
  if (request.preprocessed === undefined) {
    return { stage: 'preprocess', phase: '' };
  }
  if (last === undefined) {
    const prefill = deployment !== undefined && isDisaggregated(deployment);
    return { stage: 'route', phase: prefill ? 'prefill' : 'aggregated' };
  }
  return request.firstToken === undefined ? { stage: 'dispatch', phase: last.phase } : undefined;
}
