import type { Attempt, RequestRecord } from '../ledger/request-record.ts';
import type { Deployment, Pool } from '../scenario/scenario.ts';
import type { GpuState } from './gpu.ts';

/** Sums of a worker since it started, each as its engine would count it. */
export interface WorkerTotals {
  promptTokens: number;
  /** Prompt tokens that were computed, so not found in a cache. */
  computedTokens: number;
  generatedTokens: number;
  /** Prompt tokens looked up in, and found in, the cache on the GPU, and in the tiers beyond it. */
  prefixQueries: number;
  prefixHits: number;
  externalQueries: number;
  externalHits: number;
  preemptions: number;
  evictedBlocks: number;
  storedBlocks: number;
  transferredBytes: number;
  transferSeconds: number;
  iterations: number;
}

export const newTotals = (): WorkerTotals => ({
  promptTokens: 0,
  computedTokens: 0,
  generatedTokens: 0,
  prefixQueries: 0,
  prefixHits: 0,
  externalQueries: 0,
  externalHits: 0,
  preemptions: 0,
  evictedBlocks: 0,
  storedBlocks: 0,
  transferredBytes: 0,
  transferSeconds: 0,
  iterations: 0,
});

/** Blocks that the KV block manager holds beyond the GPU, and how far its lookups found them (blocks). */
export interface TierState {
  readonly capacityBlocks: number;
  usedBlocks: number;
  lookups: number;
  hits: number;
}

/** A worker as it truly is. Numbers are those of its last event; ask `bringTo` of the story for a later time. */
export interface WorkerState {
  /** From 0 over all workers that ever ran; a restarted worker is a new one. */
  readonly index: number;
  /** Decimal, as spans and logs write it. */
  readonly id: string;
  readonly idHex: string;
  /** Place in its pool: a restarted worker keeps it. Also what `FaultPlan.worker` counts. */
  readonly slot: number;
  readonly deployment: Deployment;
  readonly deploymentIndex: number;
  readonly pool: Pool;
  readonly poolIndex: number;
  /** `chat-decode-1`, the name of its process; its pod on Kubernetes. */
  readonly name: string;
  readonly node: string;
  /** `10.0.1.7:9090`, where Prometheus scrapes it. */
  readonly instance: string;
  readonly startedAt: number;
  endedAt: number | undefined;
  /** Requests that wait for the engine, and those it works on. */
  readonly waiting: readonly RequestOnWorker[];
  readonly running: readonly RequestOnWorker[];
  /** Prompt tokens that wait to be computed. */
  readonly queuedPrefillTokens: number;
  /** Blocks of running requests, of finished ones kept for their prefix, and all. */
  readonly activeBlocks: number;
  readonly cachedBlocks: number;
  readonly totalBlocks: number;
  readonly iterationSeconds: number;
  /** Tokens that a request running since the start would have been given. */
  readonly progress: number;
  readonly totals: WorkerTotals;
  readonly tiers: { readonly host: TierState; readonly disk: TierState; readonly object: TierState } | undefined;
  readonly gpus: readonly GpuState[];
  readonly kvEvents: { sent: number; lost: number };
}

/** A request while a worker has it. */
export interface RequestOnWorker {
  readonly request: RequestRecord;
  readonly attempt: Attempt;
}
