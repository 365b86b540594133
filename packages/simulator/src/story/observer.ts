import type { Attempt, RequestRecord } from '../ledger/request-record.ts';
import type { GpuState } from './gpu.ts';
import type { Planned } from './planner.ts';
import type { WorkerState } from './worker.ts';

/** Where blocks of the KV block manager move. Host is the memory of the machine, disk its SSD, object a remote store. */
export type BlockMove =
  | 'device-to-host'
  | 'host-to-disk'
  | 'device-to-disk'
  | 'device-to-object'
  | 'host-to-device'
  | 'disk-to-device'
  | 'object-to-device';

export type KvEventKind = 'stored' | 'removed' | 'cleared';

/**
 * Who watches the story and turns it into signals. `at` is seconds from the beginning of the scenario. The story calls in
 * the order of time; a watcher never changes it.
 */
export interface Observer {
  /** Handed to the HTTP handler. Requests that fail to parse never arrive: they come to `requestEnded` at once. */
  requestArrived?(request: RequestRecord, at: number): void;
  /** Template and tokenizer are done: `request.templateSeconds`, `tokenizeSeconds`, `tokenizerCachedTokens` are known. */
  preprocessed?(request: RequestRecord, at: number): void;
  /** Waits in the router's queue. */
  queued?(request: RequestRecord, at: number): void;
  /** The router has chosen: see `attempt.predictedBlocks` and `bestBlocks`. */
  routed?(request: RequestRecord, attempt: Attempt, worker: WorkerState, at: number): void;
  /** The worker has taken it in; what was cached of it is known with the start of prefill. */
  received?(request: RequestRecord, attempt: Attempt, worker: WorkerState, at: number): void;
  /** The engine begins with its prompt (aggregated and prefill workers): `cached…Tokens` are known. */
  prefillStarted?(request: RequestRecord, attempt: Attempt, worker: WorkerState, at: number): void;
  prefillEnded?(request: RequestRecord, attempt: Attempt, worker: WorkerState, at: number): void;
  /** Blocks of the prompt have come from the prefill to the decode worker. */
  transferred?(request: RequestRecord, attempt: Attempt, worker: WorkerState, bytes: number, at: number): void;
  firstToken?(request: RequestRecord, at: number): void;
  /** Put back into the worker's queue for want of KV blocks. */
  preempted?(request: RequestRecord, attempt: Attempt, worker: WorkerState, at: number): void;
  attemptEnded?(request: RequestRecord, attempt: Attempt, worker: WorkerState, at: number): void;
  /** Its worker was lost; it goes on elsewhere, with `request.migrations` raised, or fails. */
  migrated?(request: RequestRecord, lost: Attempt, at: number): void;
  requestEnded?(request: RequestRecord, at: number): void;
  kvEvent?(worker: WorkerState, kind: KvEventKind, blocks: number, delivered: boolean, at: number): void;
  blocksMoved?(worker: WorkerState, move: BlockMove, blocks: number, at: number): void;
  workerStarted?(worker: WorkerState, at: number): void;
  workerEnded?(worker: WorkerState, why: 'stopped' | 'crashed', at: number): void;
  planned?(decision: Planned, at: number): void;
  /** An XID error of a GPU, by NVIDIA's number. */
  xid?(worker: WorkerState, gpu: GpuState, code: number, at: number): void;
}

/** All observers as one. */
export class Observers implements Required<Observer> {
  constructor(private readonly all: readonly Observer[]) {}
  requestArrived: Required<Observer>['requestArrived'] = (...a) => this.all.forEach((o) => o.requestArrived?.(...a));
  preprocessed: Required<Observer>['preprocessed'] = (...a) => this.all.forEach((o) => o.preprocessed?.(...a));
  queued: Required<Observer>['queued'] = (...a) => this.all.forEach((o) => o.queued?.(...a));
  routed: Required<Observer>['routed'] = (...a) => this.all.forEach((o) => o.routed?.(...a));
  received: Required<Observer>['received'] = (...a) => this.all.forEach((o) => o.received?.(...a));
  prefillStarted: Required<Observer>['prefillStarted'] = (...a) => this.all.forEach((o) => o.prefillStarted?.(...a));
  prefillEnded: Required<Observer>['prefillEnded'] = (...a) => this.all.forEach((o) => o.prefillEnded?.(...a));
  transferred: Required<Observer>['transferred'] = (...a) => this.all.forEach((o) => o.transferred?.(...a));
  firstToken: Required<Observer>['firstToken'] = (...a) => this.all.forEach((o) => o.firstToken?.(...a));
  preempted: Required<Observer>['preempted'] = (...a) => this.all.forEach((o) => o.preempted?.(...a));
  attemptEnded: Required<Observer>['attemptEnded'] = (...a) => this.all.forEach((o) => o.attemptEnded?.(...a));
  migrated: Required<Observer>['migrated'] = (...a) => this.all.forEach((o) => o.migrated?.(...a));
  requestEnded: Required<Observer>['requestEnded'] = (...a) => this.all.forEach((o) => o.requestEnded?.(...a));
  kvEvent: Required<Observer>['kvEvent'] = (...a) => this.all.forEach((o) => o.kvEvent?.(...a));
  blocksMoved: Required<Observer>['blocksMoved'] = (...a) => this.all.forEach((o) => o.blocksMoved?.(...a));
  workerStarted: Required<Observer>['workerStarted'] = (...a) => this.all.forEach((o) => o.workerStarted?.(...a));
  workerEnded: Required<Observer>['workerEnded'] = (...a) => this.all.forEach((o) => o.workerEnded?.(...a));
  planned: Required<Observer>['planned'] = (...a) => this.all.forEach((o) => o.planned?.(...a));
  xid: Required<Observer>['xid'] = (...a) => this.all.forEach((o) => o.xid?.(...a));
}
