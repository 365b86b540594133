import { router } from '@dynamo-observability/signals';

import type { Attempt, RequestRecord } from '../../ledger/request-record.ts';
import type { WorkerState } from '../../story/worker.ts';
import { remembered, workerType, type FrontendContext, type FrontendPart } from './frontend-part.ts';
import type { FrontendIdentity } from './identity.ts';

const ingressTroubles = [
  router.activeSequenceZmqDroppedEvents,
  router.activeSequenceZmqEnvelopeDecodeErrors,
  router.activeSequenceZmqForcedAborts,
  router.activeSequenceZmqIdentityErrors,
  router.activeSequenceZmqOutOfOrder,
  router.activeSequenceZmqPayloadDecodeErrors,
  router.activeSequenceZmqReconnects,
  router.activeSequenceZmqReplacements,
  router.activeSequenceZmqSequenceGaps,
] as const;

/** The ZMQ connections to workers: one for KV events, one for the sequences that each has in work. */
export class Ingress implements FrontendPart {
  private readonly alive = new Set<WorkerState>();
  private readonly sequences: (worker: WorkerState) => object;
  private readonly own: FrontendIdentity['router'];
  private readonly index: FrontendIdentity['kvIndex'];

  constructor(private readonly context: FrontendContext) {
    const { router: own, kvIndex } = context.identity;
    this.own = own;
    this.index = kvIndex;
    this.sequences = remembered(({ deployment, pool }: WorkerState) => ({
      ...own,
      model: deployment.model,
      routing_group: 'default',
      worker_type: workerType(pool.role),
    }));
    ingressTroubles.forEach((metric) => context.page.touch(metric, own));
    this.count();
  }

  workerStarted(worker: WorkerState): void {
    const { page } = this.context;
    this.alive.add(worker);
    this.lifecycle(worker, ['preconnected', 'started', 'activated']);
    page.touch(router.activeSequenceDrainBatches, this.sequences(worker));
    page.touch(router.activeSequenceEventsApplied, this.sequences(worker));
    page.touch(router.activeSequenceQueueDepth, this.sequences(worker));
    this.count();
  }

  workerEnded(worker: WorkerState): void {
    this.alive.delete(worker);
    this.lifecycle(worker, ['removed', 'stopped']);
    this.count();
  }

  attemptEnded(_request: RequestRecord, attempt: Attempt, worker: WorkerState): void {
    if (attempt.phase !== 'prefill') {
      this.context.page.add(router.activeSequenceEventsApplied, this.sequences(worker), 1);
      this.context.page.add(router.activeSequenceDrainBatches, this.sequences(worker), 1);
    }
  }

  private count(): void {
    const { page } = this.context;
    const roles = Array.from(this.alive, ({ pool }) => pool.role);
    const publishers = roles.filter((role) => role !== 'decode').length;
    page.set(router.kvZmqIngressSources, { ...this.index, state: 'active' }, publishers);
    page.set(router.kvZmqIngressSources, { ...this.index, state: 'preconnected' }, 0);
    page.set(router.activeSequenceZmqSources, this.own, roles.filter((role) => role !== 'prefill').length);
  }

  /** Decode workers of a disaggregated model publish no KV events. */
  private lifecycle({ pool }: WorkerState, actions: readonly string[]): void {
    if (pool.role !== 'decode') {
      actions.forEach((action) => this.context.page.add(router.kvZmqIngressLifecycle, { ...this.index, action }, 1));
    }
  }
}
