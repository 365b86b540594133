import { kvIndexer, router } from '@dynamo-observability/signals';

import type { KvEventKind } from '../../story/observer.ts';
import type { WorkerState } from '../../story/worker.ts';
import { remembered, workerType, type FrontendContext, type FrontendPart } from './frontend-part.ts';

const events: readonly KvEventKind[] = ['cleared', 'removed', 'stored'];
const anyEvent = [
  'allocation_failed',
  'block_not_found',
  'capacity_exhausted',
  'indexer_invariant_violation',
  'invalid_block',
  'ok',
  'ownership_degree_overflow',
  'parent_block_not_found',
  'unsupported_residency_domain',
] as const;
type Status = (typeof anyEvent)[number];

/** The index of cached blocks and the events that feed it. An event that is lost shows when a later one builds on it. */
export function kvIndex({ page, identity }: FrontendContext): FrontendPart {
  const own = identity.kvIndex;
  const applied = remembered((event_type: string) => remembered((status: string) => ({ ...own, event_type, status })));
  /** Blocks of a worker that the index never heard of. */
  const unheard = new Map<WorkerState, number>();
  const lossSeen = new Set<WorkerState>();
  const sources = ingressSources(page, identity);

  for (const event of events) {
    anyEvent.forEach((status) => page.touch(kvIndexer.eventsApplied, applied(event)(status)));
  }
  page.touch(kvIndexer.eventWarnings, { ...own, warning_kind: 'duplicate_store' });
  page.touch(kvIndexer.ckfMutations, { ...own, outcome: 'capacity_exhausted' });
  page.touch(kvIndexer.ckfMutations, { ...own, outcome: 'unknown_remove' });
  page.touch(router.kvZmqIngressBatches, own);

  function result(worker: WorkerState, kind: KvEventKind, blocks: number): Status {
    const missing = unheard.get(worker) ?? 0;
    if (missing === 0 || kind === 'cleared') {
      unheard.delete(worker);
      return 'ok';
    }
    unheard.set(worker, Math.max(0, missing - blocks));
    return kind === 'stored' ? 'parent_block_not_found' : 'block_not_found';
  }

  return {
    workerStarted: (worker) => sources.add(worker),
    workerEnded(worker) {
      sources.remove(worker);
      unheard.delete(worker);
      lossSeen.delete(worker);
    },
    kvEvent(worker, kind, blocks, delivered) {
      if (!delivered) {
        unheard.set(worker, (unheard.get(worker) ?? 0) + blocks);
        lossSeen.add(worker);
        return;
      }
      if (lossSeen.delete(worker)) {
        // The number of the batch tells that one before it is missing.
        page.add(router.activeSequenceZmqSequenceGaps, identity.router, 1);
      }
      page.add(router.kvZmqIngressBatches, own, 1);
      page.add(kvIndexer.eventsApplied, applied(kind)(result(worker, kind, blocks)), 1);
    },
    attemptEnded(_request, attempt, worker) {
      if (attempt.phase !== 'prefill') {
        const labels = sources.sequences(worker);
        page.add(router.activeSequenceEventsApplied, labels, 1);
        page.add(router.activeSequenceDrainBatches, labels, 1);
      }
    },
  };
}

/** The ZMQ connections to workers: one for KV events, one for the sequences that each has in work. */
function ingressSources(
  page: FrontendContext['page'],
  { router: own, kvIndex: index }: FrontendContext['identity']
): {
  add(worker: WorkerState): void;
  remove(worker: WorkerState): void;
  sequences(worker: WorkerState): object;
} {
  const alive = new Set<WorkerState>();
  const sequences = remembered((worker: WorkerState) => ({
    ...own,
    model: worker.deployment.model,
    routing_group: 'default',
    worker_type: workerType(worker.pool.role),
  }));
  const count = () => {
    const publishers = [...alive].filter(({ pool }) => pool.role !== 'decode').length;
    page.set(router.kvZmqIngressSources, { ...index, state: 'active' }, publishers);
    page.set(router.kvZmqIngressSources, { ...index, state: 'preconnected' }, 0);
    page.set(router.activeSequenceZmqSources, own, [...alive].filter(({ pool }) => pool.role !== 'prefill').length);
  };
  const lifecycle = (worker: WorkerState, actions: readonly string[]) => {
    if (worker.pool.role !== 'decode') {
      actions.forEach((action) => page.add(router.kvZmqIngressLifecycle, { ...index, action }, 1));
    }
  };
  for (const metric of ingressTroubles) {
    page.touch(metric, own);
  }
  count();
  return {
    add(worker) {
      alive.add(worker);
      lifecycle(worker, ['preconnected', 'started', 'activated']);
      page.touch(router.activeSequenceDrainBatches, sequences(worker));
      page.touch(router.activeSequenceEventsApplied, sequences(worker));
      page.touch(router.activeSequenceQueueDepth, sequences(worker));
      count();
    },
    remove(worker) {
      alive.delete(worker);
      lifecycle(worker, ['removed', 'stopped']);
      count();
    },
    sequences,
  };
}

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
