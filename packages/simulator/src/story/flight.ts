import type { Attempt, RequestRecord } from '../ledger/request-record.ts';
import type { Random } from '../random/random.ts';
import type { Deployment, Role } from '../scenario/scenario.ts';
import type { Job } from './job.ts';
import type { PrefixKeys } from './prefix-cache.ts';
import type { Choice } from './router.ts';
import type { ServingWorker } from './serving-worker.ts';
import type { Call } from './traffic-source.ts';

/** One hop between processes, seconds. */
export const HOP_SECONDS = 0.0008;

/** A request on its way, and what only the story knows of it. */
export interface Flight {
  readonly request: RequestRecord;
  readonly deployment: Deployment;
  readonly call: Call;
  readonly keys: PrefixKeys;
  /** The client has its answer, or none. */
  readonly answered: (ok: boolean, request: number) => void;
  job: { readonly worker: ServingWorker; readonly job: Job } | undefined;
  over: boolean;
}

/** Where a request goes first. */
export const firstRole = ({ deployment }: Flight): Role =>
  deployment.pools.some(({ role }) => role === 'prefill') ? 'prefill' : 'aggregated';

/** The record of a call that has just come. */
export function newRequest(
  call: Call,
  index: number,
  arrival: number,
  frontends: number,
  random: Random
): RequestRecord {
  const { model, deployment, adapter, endpoint, stream, session, turn, inputTokens, wantedTokens, retryOf } = call;
  return {
    index,
    requestId: uuid(random),
    traceId: random.hex(32),
    model,
    deployment,
    adapter,
    endpoint,
    stream,
    session,
    turn,
    frontend: random.below(frontends),
    inputTokens,
    wantedTokens,
    arrival,
    templateSeconds: 0,
    tokenizeSeconds: 0,
    tokenizerCachedTokens: 0,
    attempts: [],
    outputTokens: 0,
    retryOf,
    migrations: 0,
    joules: 0,
  };
}

/** What its prompt begins with. `served`: number of the deployment whose client sent it. */
export const keysOf = (
  { application, systemTokens, session }: Call,
  { blockSize }: Deployment,
  served: number
): PrefixKeys => ({
  application: `a${application}`,
  applicationBlocks: Math.floor(systemTokens / blockSize),
  session: `s${served}/${session}`,
});

/** One more attempt of a request, on the worker that was chosen. */
export function newAttempt(
  request: RequestRecord,
  phase: Role,
  promptTokens: number,
  choice: Choice,
  sent: number
): Attempt {
  const { worker, predictedBlocks, bestBlocks } = choice;
  return {
    phase,
    worker: worker.index,
    rank: worker.pool.ranks === 1 ? 0 : request.session % worker.pool.ranks,
    number: request.migrations,
    promptTokens,
    predictedBlocks,
    bestBlocks,
    cachedDeviceTokens: 0,
    cachedHostTokens: 0,
    cachedDiskTokens: 0,
    sent,
    received: sent + HOP_SECONDS,
    generated: 0,
    preemptions: 0,
  };
}

/** @param made tokens that earlier attempts made */
export function newJob({ request, call, keys }: Flight, attempt: Attempt, made: number): Job {
  const transferred = attempt.phase === 'decode';
  return {
    request,
    attempt,
    keys,
    held: [],
    wanted: Math.max(1, Math.min(request.wantedTokens, call.leavesAfter) - made),
    prefillLeft: transferred ? 0 : attempt.promptTokens,
    ownTokens: 0,
    run: undefined,
    finishAt: 0,
    transferred,
    madeBefore: 0,
  };
}

function uuid(random: Random): string {
  const hex = random.hex(32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
