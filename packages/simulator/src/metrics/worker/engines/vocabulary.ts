import type { Attempt, RequestRecord } from '../../../ledger/request-record.ts';
import type { BlockMove } from '../../../story/observer.ts';
import type { WorkerState } from '../../../story/worker.ts';
import type { Page } from '../../instruments.ts';

/** An engine reports the same events as others, under its own names, units and buckets. Times are seconds. */
export interface EngineVocabulary {
  readonly page: Page;
  /** From the engine taking the request in to its first token. */
  firstToken(attempt: Attempt, seconds: number): void;
  /** `count` tokens came `seconds` after the one before each. */
  tokens(attempt: Attempt, seconds: number, count: number): void;
  ended(request: RequestRecord, attempt: Attempt, at: number, cancelled: boolean): void;
  /** KV of a prompt left or came; `seconds` is what the transfer took. */
  transferred(bytes: number, seconds: number): void;
  kvEvent(delivered: boolean): void;
  moved(move: BlockMove, blocks: number): void;
  refresh(worker: WorkerState, at: number): void;
}

/** How often an engine ended requests: what the client wanted, as far as it may go, or cut off. */
export type FinishedReason = 'stop' | 'length' | 'abort';

/** A prefill worker makes one token and stops there. */
export const finishedReason = (attempt: Attempt, cancelled: boolean): FinishedReason =>
  cancelled ? 'abort' : attempt.phase === 'prefill' ? 'length' : 'stop';
