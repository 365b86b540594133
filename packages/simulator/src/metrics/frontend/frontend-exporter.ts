import type { Attempt, RequestRecord } from '../../ledger/request-record.ts';
import { Random } from '../../random/random.ts';
import { Observers, type Observer } from '../../story/observer.ts';
import type { WorkerState } from '../../story/worker.ts';
import type { World } from '../../story/world.ts';
import type { Exporter, ScrapeTarget } from '../exporter.ts';
import { Instruments } from '../instruments.ts';
import { Adapters } from './adapters.ts';
import { bounds } from './bounds.ts';
import type { FrontendContext, FrontendPart } from './frontend-part.ts';
import { frontendIdentities, type FrontendIdentity } from './identity.ts';
import { Ingress } from './ingress.ts';
import { KvIndex } from './kv-index.ts';
import { migrations } from './migrations.ts';
import { modelGauges } from './models.ts';
import { Pipeline } from './pipeline.ts';
import { RequestPlane } from './request-plane.ts';
import { RequestCounts } from './requests.ts';
import { RouterQueue } from './router-queue.ts';
import { Routing } from './routing.ts';
import { runtime } from './runtime.ts';
import { Stages } from './stages.ts';
import { TokenCounts } from './tokens.ts';
import { WorkerGauges } from './workers.ts';

export interface FrontendOptions {
  /** Every second frontend has other buckets for the time to first token, as DYN_METRICS_TTFT_* makes them. */
  readonly mixedBuckets?: boolean;
}

const parts: ReadonlyArray<(context: FrontendContext) => FrontendPart> = [
  (context) => new RequestCounts(context),
  (context) => new TokenCounts(context),
  modelGauges,
  (context) => new WorkerGauges(context),
  (context) => new RouterQueue(context),
  (context) => new Routing(context),
  (context) => new KvIndex(context),
  (context) => new Ingress(context),
  (context) => new Pipeline(context),
  (context) => new Stages(context),
  (context) => new RequestPlane(context),
  migrations,
  (context) => new Adapters(context),
  runtime,
];

interface Frontend {
  readonly target: ScrapeTarget;
  readonly heard: Observers;
  readonly parts: readonly FrontendPart[];
}

/**
 * The metrics pages of all frontends, each with its embedded router, as Dynamo 1.6.1 in KV mode shows them. Feed it the
 * story from its beginning; a request is counted by the frontend that it came to, workers and KV events by all.
 */
export function frontendExporter(world: World, options: FrontendOptions = {}): Exporter & Observer {
  const frontends = frontendIdentities(world.scenario).map((identity) => build(world, identity, options));
  const all = new Observers(frontends.map(({ heard }) => heard));
  const of = ({ frontend }: RequestRecord) => frontends[frontend]?.heard;
  type OfAttempt = (request: RequestRecord, attempt: Attempt, worker: WorkerState, at: number) => void;
  const ofAttempt =
    (name: 'routed' | 'received' | 'prefillStarted' | 'prefillEnded' | 'preempted' | 'attemptEnded'): OfAttempt =>
    (request, ...rest) =>
      of(request)?.[name](request, ...rest);
  const ofRequest =
    (name: 'requestArrived' | 'preprocessed' | 'queued' | 'firstToken' | 'requestEnded') =>
    (request: RequestRecord, at: number): void =>
      of(request)?.[name](request, at);

  return {
    targets: frontends.map(({ target }) => target),
    refresh: (target, at) =>
      frontends.find((one) => one.target === target)?.parts.forEach((part) => part.refresh?.(at)),
    requestArrived: ofRequest('requestArrived'),
    preprocessed: ofRequest('preprocessed'),
    queued: ofRequest('queued'),
    firstToken: ofRequest('firstToken'),
    requestEnded: ofRequest('requestEnded'),
    routed: ofAttempt('routed'),
    received: ofAttempt('received'),
    prefillEnded: ofAttempt('prefillEnded'),
    attemptEnded: ofAttempt('attemptEnded'),
    migrated: (request, lost, at) => of(request)?.migrated(request, lost, at),
    kvEvent: all.kvEvent,
    workerStarted: all.workerStarted,
    workerEnded: all.workerEnded,
  };
}

function build(world: World, identity: FrontendIdentity, { mixedBuckets = false }: FrontendOptions): Frontend {
  const page = new Instruments();
  const context: FrontendContext = {
    world,
    identity,
    page,
    random: Random.stream(world.scenario.seed, `frontend-metrics/${identity.index}`),
    timeToFirstTokenBounds:
      mixedBuckets && identity.index % 2 === 1 ? bounds.timeToFirstTokenCoarse : bounds.timeToFirstToken,
  };
  const built = parts.map((part) => part(context));
  // Its PodMonitor lets its own labels win: endpoint is the route, and not the port (dynamo-facts.md b.5).
  const honor = world.scenario.kubernetes ? ({ honorLabels: true } as const) : {};
  const target = { labels: identity.target, page, startedAt: 0, endedAt: undefined, ...honor };
  return { target, heard: new Observers(built), parts: built };
}
