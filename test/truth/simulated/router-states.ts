import type { Simulation } from '@dynamo-observability/simulator';

import type { Read } from './simulated-run.ts';
import type { Reading } from './states.ts';

/** What routers hold, read at the scrapes of their frontends. */

type Worker = Simulation['workers'][number];

const frontendOf = ({ labels }: Parameters<Read>[1]): number | undefined => {
  const number = /^dynamo-frontend-(\d+)$/.exec(labels['pod'] ?? '')?.[1];
  return number === undefined ? undefined : Number(number);
};

/** At frontends only. */
const atFrontends =
  (read: (world: Simulation, frontend: number) => readonly Reading[]): Read =>
  (world, target) => {
    const frontend = frontendOf(target);
    return frontend === undefined ? [] : read(world, frontend);
  };

const typeOf = ({ pool }: Worker): string => (pool.role === 'prefill' ? 'prefill' : 'decode');

/** Requests in the queue of each model's routers. Only the first step of a request waits: that which computes its prompt. */
const queued = (measure: (request: Simulation['ledger']['requests'][number]) => number): Read =>
  atFrontends((world, frontend) =>
    world.scenario.deployments.flatMap(({ model, pools }, deployment) => {
      const waiting = (world.routerQueue[deployment] ?? []).filter((request) => request.frontend === frontend);
      const types = pools.some(({ role }) => role === 'prefill') ? ['prefill', 'decode'] : ['decode'];
      return types.map((worker_type, index) => ({
        labels: { model, worker_type },
        value: index > 0 ? 0 : waiting.reduce((sum, request) => sum + measure(request), 0),
      }));
    })
  );

/** Workers to which a frontend has sent something: it knows the load of no other. */
const known = new WeakMap<Simulation, Set<string>>();

function knows(world: Simulation, frontend: number, worker: Worker): boolean {
  const pairs = known.get(world) ?? new Set<string>();
  known.set(world, pairs);
  const pair = `${frontend}/${worker.index}`;
  if (
    !pairs.has(pair) &&
    world.ledger.requests.some(
      (request) => request.frontend === frontend && request.attempts.some((attempt) => attempt.worker === worker.index)
    )
  ) {
    pairs.add(pair);
  }
  return pairs.has(pair);
}

/** Of each rank of each worker, over what it has in its hands. */
const loads = (measure: (attempt: Worker['running'][number]['attempt'], blockSize: number) => number): Read =>
  atFrontends((world, frontend) =>
    world.alive
      .filter((worker) => knows(world, frontend, worker))
      .flatMap((worker) =>
        Array.from({ length: worker.pool.ranks }, (_, rank) => ({
          labels: { worker_id: worker.id, dp_rank: String(rank), worker_type: typeOf(worker) },
          value: [...worker.waiting, ...worker.running]
            .filter(({ attempt }) => attempt.rank === rank)
            .reduce((sum, { attempt }) => sum + measure(attempt, worker.deployment.blockSize), 0),
        }))
      )
  );

type Request = Simulation['ledger']['requests'][number];

/** Of the last request of each rank of each worker for which something was measured at all. */
const latest = (
  kind: 'prefill' | 'decode',
  when: (request: Request) => number | undefined,
  measure: (request: Request, world: Simulation) => number | undefined
): Read =>
  atFrontends((world, frontend) => {
    const last = new Map<string, { at: number; reading: Reading }>();
    for (const request of world.ledger.requests) {
      const attempt = request.attempts.find(({ phase }) => phase === 'aggregated' || phase === kind);
      const [at, worker] = [when(request), world.workers[attempt?.worker ?? -1]];
      if (request.frontend !== frontend || at === undefined || attempt === undefined || worker?.endedAt !== undefined) {
        continue;
      }
      const key = `${attempt.worker}/${attempt.rank}`;
      const value = at >= (last.get(key)?.at ?? 0) && worker !== undefined ? measure(request, world) : undefined;
      if (value !== undefined && worker !== undefined) {
        const labels = { worker_id: worker.id, dp_rank: String(attempt.rank), worker_type: typeOf(worker) };
        last.set(key, { at, reading: { labels, value } });
      }
    }
    return [...last.values()].map(({ reading }) => reading);
  });

export const routerStates: { readonly [name: string]: Read } = {
  queuedRequests: queued(() => 1),
  queuedTokens: queued(({ inputTokens }) => inputTokens),
  decodeBlocks: loads(({ promptTokens }, blockSize) => Math.ceil(promptTokens / blockSize)),
  prefillTokens: loads(({ phase, prefillEnd, promptTokens, predictedBlocks }, blockSize) =>
    phase === 'decode' || prefillEnd !== undefined ? 0 : Math.max(0, promptTokens - predictedBlocks * blockSize)
  ),
  lastFirstToken: latest(
    'prefill',
    ({ firstToken }) => firstToken,
    ({ firstToken, arrival }) => (firstToken ?? NaN) - arrival
  ),
  lastPrompt: latest(
    'prefill',
    ({ firstToken }) => firstToken,
    ({ inputTokens }) => inputTokens
  ),
  lastGap: latest(
    'decode',
    ({ ended }) => ended,
    (request, world) =>
      request.outputTokens > 1
        ? world.tokenGaps(request, request.outputTokens - 1, request.outputTokens).at(-1)?.seconds
        : undefined
  ),
  /** By its number: a worker that two frontends know is one. */
  registered: atFrontends((world) =>
    world.alive.map((worker) => ({ labels: { worker_type: typeOf(worker) }, value: worker.index }))
  ),
  /** Every worker that computes prompts tells what it keeps. */
  withoutEvents: atFrontends((world) =>
    world.alive
      .filter(({ pool }) => pool.role !== 'decode')
      .map((worker) => ({ labels: { model: worker.deployment.model, worker_type: typeOf(worker) }, value: 0 }))
  ),
};
