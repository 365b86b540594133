import type { Job } from './job.ts';
import type { KvPoolEvents } from './kv-pool.ts';

/** What an engine tells its worker. */
export interface EngineEvents extends KvPoolEvents {
  readonly prefillStarted: (job: Job) => void;
  readonly prefillEnded: (job: Job) => void;
  /** Its first token is made, or the first after a pause: see `job.run`. */
  readonly runStarted: (job: Job) => void;
  /** All wanted tokens are made. */
  readonly finished: (job: Job) => void;
  readonly preempted: (job: Job) => void;
}

/** Conditions around an engine that faults and hardware change. */
export interface Conditions {
  /** 1 is full speed, 0.5 takes twice as long. */
  readonly speed: number;
  readonly prefillSpeed: number;
  readonly leakedBlocks: number;
  readonly diskSlowdown: number;
  readonly diskStalled: boolean;
}
