import { kvIndexer, router } from '@dynamo-observability/signals';

import type { KvEventKind } from '../../story/observer.ts';
import type { WorkerState } from '../../story/worker.ts';
import { remembered, type FrontendContext, type FrontendPart } from './frontend-part.ts';
import type { FrontendIdentity } from './identity.ts';

const events: readonly KvEventKind[] = ['cleared', 'removed', 'stored'];
const results = [
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
type Result = (typeof results)[number];

/** The index of cached blocks and the events that feed it. An event that is lost shows when a later one builds on it. */
export class KvIndex implements FrontendPart {
  private readonly own: FrontendIdentity['kvIndex'];
  private readonly applied: (eventType: string) => (status: string) => object;
  /** Blocks of a worker that the index never heard of. */
  private readonly unheard = new Map<WorkerState, number>();
  private readonly lossSeen = new Set<WorkerState>();

  constructor(private readonly context: FrontendContext) {
    const { page } = context;
    const own = context.identity.kvIndex;
    this.own = own;
    this.applied = remembered((event_type: string) => remembered((status: string) => ({ ...own, event_type, status })));
    for (const event of events) {
      results.forEach((status) => page.touch(kvIndexer.eventsApplied, this.applied(event)(status)));
    }
    page.touch(kvIndexer.eventWarnings, { ...own, warning_kind: 'duplicate_store' });
    page.touch(kvIndexer.ckfMutations, { ...own, outcome: 'capacity_exhausted' });
    page.touch(kvIndexer.ckfMutations, { ...own, outcome: 'unknown_remove' });
    page.touch(router.kvZmqIngressBatches, own);
  }

  workerEnded(worker: WorkerState): void {
    this.unheard.delete(worker);
    this.lossSeen.delete(worker);
  }

  kvEvent(worker: WorkerState, kind: KvEventKind, blocks: number, delivered: boolean): void {
    const { page, identity } = this.context;
    if (!delivered) {
      this.unheard.set(worker, (this.unheard.get(worker) ?? 0) + blocks);
      this.lossSeen.add(worker);
      return;
    }
    if (this.lossSeen.delete(worker)) {
      // The number of the batch tells that one before it is missing.
      page.add(router.activeSequenceZmqSequenceGaps, identity.router, 1);
    }
    page.add(router.kvZmqIngressBatches, this.own, 1);
    page.add(kvIndexer.eventsApplied, this.applied(kind)(this.result(worker, kind, blocks)), 1);
  }

  private result(worker: WorkerState, kind: KvEventKind, blocks: number): Result {
    const missing = this.unheard.get(worker) ?? 0;
    if (missing === 0 || kind === 'cleared') {
      this.unheard.delete(worker);
      return 'ok';
    }
    this.unheard.set(worker, Math.max(0, missing - blocks));
    return kind === 'stored' ? 'parent_block_not_found' : 'block_not_found';
  }
}
