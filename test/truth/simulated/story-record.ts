import type { Observer } from '@dynamo-observability/simulator';

type Told<K extends keyof Observer> = Parameters<NonNullable<Observer[K]>>;
type WorkerState = Told<'kvEvent'>[0];

export interface KvEvent {
  readonly at: number;
  readonly worker: WorkerState;
  readonly kind: Told<'kvEvent'>[1];
  readonly delivered: boolean;
}

export interface Transfer {
  readonly at: number;
  readonly request: Told<'transferred'>[0];
  readonly attempt: Told<'transferred'>[1];
  readonly worker: WorkerState;
  readonly bytes: number;
}

/** What happens beside requests, and of which the ledger keeps sums or nothing. */
export class StoryRecord implements Observer {
  readonly kvEvents: KvEvent[] = [];
  readonly transfers: Transfer[] = [];
  readonly preemptions: Array<{ readonly at: number; readonly worker: WorkerState }> = [];
  readonly moves: Array<{
    readonly at: number;
    readonly worker: WorkerState;
    readonly move: Told<'blocksMoved'>[1];
    readonly blocks: number;
  }> = [];

  readonly plans: Array<{ readonly at: number; readonly decision: Told<'planned'>[0] }> = [];

  readonly xids: Array<{ readonly at: number; readonly gpu: Told<'xid'>[1]; readonly code: number }> = [];

  kvEvent(...[worker, kind, , delivered, at]: Told<'kvEvent'>): void {
    this.kvEvents.push({ at, worker, kind, delivered });
  }

  transferred(...[request, attempt, worker, bytes, at]: Told<'transferred'>): void {
    this.transfers.push({ at, request, attempt, worker, bytes });
  }

  preempted(...[, , worker, at]: Told<'preempted'>): void {
    this.preemptions.push({ at, worker });
  }

  blocksMoved(...[worker, move, blocks, at]: Told<'blocksMoved'>): void {
    this.moves.push({ at, worker, move, blocks });
  }

  planned(...[decision, at]: Told<'planned'>): void {
    this.plans.push({ at, decision });
  }

  xid(...[, gpu, code, at]: Told<'xid'>): void {
    this.xids.push({ at, gpu, code });
  }
}
