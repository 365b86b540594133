import type { Role } from '../scenario/scenario.ts';

/** How a request ended, by the words of `error_type` of `dynamo_frontend_requests_total`; `success` for ''. */
export type Outcome =
  'success' | 'cancelled' | 'validation' | 'not_found' | 'overload' | 'unavailable' | 'internal' | 'response_timeout';

export type Endpoint = 'chat_completions' | 'completions' | 'responses';

/** One run of a part of a request on one worker. Times are seconds from the beginning of the scenario. */
export interface Attempt {
  readonly phase: Role;
  /** `WorkerRecord.index`. */
  readonly worker: number;
  readonly rank: number;
  /** 0 for the first; +1 for each migration. */
  readonly number: number;
  /** Prompt tokens of this attempt: after a migration what was answered already is part of it. */
  readonly promptTokens: number;
  /** Blocks of the prompt that the router believed to be cached there. */
  readonly predictedBlocks: number;
  /** The most blocks that any worker had of it, as the router believed. */
  readonly bestBlocks: number;
  /** Tokens of the prompt that really were cached, by where they came from. */
  cachedDeviceTokens: number;
  cachedHostTokens: number;
  cachedDiskTokens: number;
  readonly sent: number;
  received: number;
  prefillStart?: number;
  prefillEnd?: number;
  /** On the decode worker: when the prompt's blocks had come. */
  transferEnd?: number;
  /** `progress` of the worker (tokens a running request was given so far) when this one began to decode. */
  progressStart?: number;
  /** Tokens it was given by this attempt. */
  generated: number;
  preemptions: number;
  ended?: number;
  end?: 'done' | 'cancelled' | 'worker-lost';
}

/** What truly happened to one request. Times are seconds from the beginning of the scenario. */
export interface RequestRecord {
  /** From 0, in the order of arrival. */
  readonly index: number;
  readonly requestId: string;
  readonly traceId: string;
  /** As called by the client: a model, an adapter, or a name that nobody serves. */
  readonly model: string;
  /** Number of the deployment in the scenario; -1 for a model that nobody serves. */
  readonly deployment: number;
  readonly adapter: string | undefined;
  readonly endpoint: Endpoint;
  readonly stream: boolean;
  readonly session: number;
  readonly turn: number;
  /** Number of the frontend. */
  readonly frontend: number;
  readonly inputTokens: number;
  /** Tokens that the answer would have if nothing stopped it. */
  readonly wantedTokens: number;
  readonly arrival: number;
  templateSeconds: number;
  tokenizeSeconds: number;
  /** Prompt tokens that the tokenizer's cache spared. */
  tokenizerCachedTokens: number;
  preprocessed?: number;
  queueStart?: number;
  queueEnd?: number;
  readonly attempts: Attempt[];
  firstToken?: number;
  lastToken?: number;
  outputTokens: number;
  ended?: number;
  outcome?: Outcome;
  /** Retry of an earlier request of the same client. */
  readonly retryOf: number | undefined;
  migrations: number;
  /** Joules of all GPUs that worked for it, shared with those beside it. */
  joules: number;
}
