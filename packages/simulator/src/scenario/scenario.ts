import type { FaultPlan } from '../faults/fault.ts';

export type EngineKind = 'vllm' | 'sglang' | 'trtllm';
/** What a worker does: all of a request, its prompt, or its answer. */
export type Role = 'aggregated' | 'prefill' | 'decode';

/** How fast an engine is. One iteration gives every running request a token and takes a piece of one prompt. */
export interface EngineSpeed {
  /** Seconds of an iteration without any work. */
  readonly iterationSeconds: number;
  /** Seconds that one more running request adds to an iteration. */
  readonly perSequenceSeconds: number;
  /** Seconds that one more token in the KV cache adds to an iteration: it is read each time. */
  readonly perKvTokenSeconds: number;
  /** Prompt tokens a second while an iteration does nothing else. */
  readonly prefillTokensPerSecond: number;
}

/** Workers of one kind that serve one model. */
export interface Pool {
  readonly role: Role;
  readonly replicas: number;
  /** Data-parallel ranks of a worker; each has a batch and a KV cache of its own. Reported as ranks, simulated as one batch. */
  readonly ranks: number;
  readonly gpus: number;
  readonly kvBlocks: number;
  readonly maxSequences: number;
  readonly maxBatchedTokens: number;
  readonly speed: EngineSpeed;
}

/** What callers of one model send. */
export interface Traffic {
  /** Requests a second, as the mean over a day. */
  readonly requestsPerSecond: number;
  /** Share by which the rate swings around its mean over a day: 0.4 is from 0.6 to 1.4. */
  readonly dailySwing: number;
  /** Share of requests that come in short bursts of ten times the rate. */
  readonly burstShare: number;
  /** Median tokens of a new message and of an answer; both are log-normal. */
  readonly messageTokens: number;
  readonly answerTokens: number;
  /** Spread of the logarithm of both. */
  readonly lengthSpread: number;
  /** Tokens of the system prompt that sessions of one application share. */
  readonly systemTokens: number;
  readonly applications: number;
  /** Mean turns of a conversation: each sends all that was said before. */
  readonly turns: number;
  /** Median seconds between an answer and the next message. */
  readonly thinkSeconds: number;
  readonly streamShare: number;
  /** Share of clients that leave in the midst of an answer. */
  readonly leaveShare: number;
  /** Median seconds that a client waits for the first token before it leaves. */
  readonly patienceSeconds: number;
  readonly invalidShare: number;
  /** Share of requests by endpoint, the rest is `chat_completions`. */
  readonly completionsShare: number;
}

/** A model and all that serves it. */
export interface Deployment {
  /** As clients call it. */
  readonly model: string;
  readonly adapters: readonly string[];
  readonly engine: EngineKind;
  /** Raw, as configured: `chat-70b`. Rust processes print it with `_`. */
  readonly dynamoNamespace: string;
  readonly blockSize: number;
  readonly contextLength: number;
  readonly pools: readonly Pool[];
  readonly traffic: Traffic;
  /** Blocks that the KV block manager keeps beyond the GPU; undefined: it is off. */
  readonly kvbm?: { readonly hostBlocks: number; readonly diskBlocks: number; readonly objectBlocks: number };
  /** Objectives that the planner scales for; undefined: no planner. */
  readonly planner?: {
    readonly ttftMs: number;
    readonly itlMs: number;
    readonly intervalSeconds: number;
    readonly minReplicas: number;
    readonly maxReplicas: number;
  };
}

/** A whole simulated installation and how long it runs. Plain data: the same scenario gives the same bytes. */
export interface Scenario {
  readonly name: string;
  /** One sentence for a person who chooses. */
  readonly about: string;
  readonly seed: number;
  /** When it begins, Unix milliseconds. */
  readonly startMs: number;
  readonly durationSeconds: number;
  /** Seconds between two scrapes of a target. */
  readonly scrapeIntervalSeconds: number;
  readonly frontends: number;
  readonly deployments: readonly Deployment[];
  /** Requests that a model holds in its router's queue before it refuses more. */
  readonly queueLimit: number;
  readonly migrationLimit: number;
  readonly kubernetes: boolean;
  readonly nats: boolean;
  readonly etcd: boolean;
  readonly faults: readonly FaultPlan[];
  /** Seconds between two looks at temperatures, power and the like. */
  readonly tickSeconds: number;
}
