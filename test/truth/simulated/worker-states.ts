import type { Simulation } from '@dynamo-observability/simulator';

import { placeOf } from './attempt-happenings.ts';
import type { LabelValues } from './observations.ts';
import type { Read } from './simulated-run.ts';

/** What workers hold, read at their own scrapes. Engines that say nothing of a thing are left out. */

type Worker = Simulation['workers'][number];

interface Part {
  readonly value: number;
  readonly labels?: LabelValues;
}

const atWorkers =
  (read: (worker: Worker, world: Simulation) => readonly Part[] | number | undefined): Read =>
  (world, { labels }) => {
    const worker = world.alive.find(({ instance }) => instance === labels['instance']);
    const parts = worker === undefined ? [] : (read(worker, world) ?? []);
    return worker === undefined
      ? []
      : (typeof parts === 'number' ? [{ value: parts }] : parts).map((part: Part) => ({
          labels: { ...placeOf(worker), ...part.labels },
          value: part.value,
        }));
  };

const inside = ({ waiting, running }: Worker): number => waiting.length + running.length;
const role = ({ pool }: Worker): 'prefill' | 'other' => (pool.role === 'prefill' ? 'prefill' : 'other');
const engine =
  (kinds: ReadonlyArray<Worker['deployment']['engine']>, read: (worker: Worker) => number | readonly Part[]) =>
  (worker: Worker) => (kinds.includes(worker.deployment.engine) ? read(worker) : undefined);

const use = ({ activeBlocks, totalBlocks }: Worker): number => Math.min(1, activeBlocks / totalBlocks);
const tokensOf = (blocks: number, { deployment }: Worker): number => Math.floor(blocks) * deployment.blockSize;
const held = (worker: Worker): number => tokensOf(Math.min(worker.activeBlocks, worker.totalBlocks), worker);
/** Counters of tokens show whole ones. */
const whole = Math.floor;
const cached = ({ totals }: Worker): number => totals.prefixHits + totals.externalHits;
const adaptersAtWork = ({ running }: Worker): number =>
  new Set(running.flatMap(({ request }) => request.adapter ?? [])).size;

/** Of each rank: the share of the sequences it may run at once. */
const filled = ({ running, pool }: Worker): Part[] =>
  Array.from({ length: pool.ranks }, (_, rank) => ({
    value: Math.min(
      1,
      running.filter(({ attempt }) => attempt.rank === rank).length / (pool.maxSequences / pool.ranks)
    ),
    labels: { rank: String(rank) },
  }));

/** Ranks hold whole blocks: the fuller one of those that share a worker's. */
const fullestRank = ({ activeBlocks, totalBlocks, pool: { ranks } }: Worker): number =>
  Math.min(1, Math.ceil(Math.min(activeBlocks, totalBlocks) / ranks) / (totalBlocks / ranks));

/** TensorRT-LLM tells one share for its whole life. */
const hitRateOfLife = ({ totals }: Worker): readonly Part[] =>
  totals.prefixQueries > 0 ? [{ value: totals.prefixHits / totals.prefixQueries }] : [];

const scrapedBefore = new WeakMap<Worker, { readonly at: number; readonly tokens: number }>();

/** Tokens a second since the scrape before. */
function tokensSinceScrape(worker: Worker, now: number): number {
  const { at, tokens } = scrapedBefore.get(worker) ?? { at: worker.startedAt, tokens: 0 };
  const made = worker.totals.generatedTokens;
  scrapedBefore.set(worker, { at: now, tokens: made });
  return (made - tokens) / (now - at);
}

export const workerStates: { readonly [name: string]: Read } = {
  inside: atWorkers(inside),
  insidePrefill: atWorkers((worker) => (role(worker) === 'prefill' ? inside(worker) : undefined)),
  insideOther: atWorkers((worker) => (role(worker) === 'prefill' ? undefined : inside(worker))),
  running: atWorkers(({ running }) => running.length),
  waiting: atWorkers(engine(['vllm', 'sglang'], ({ waiting }) => waiting.length)),
  kvUse: atWorkers(use),
  uptime: atWorkers(({ startedAt }, { now }) => now - startedAt),
  blocks: atWorkers(({ totalBlocks }) => totalBlocks),
  promptTokens: atWorkers(engine(['vllm'], ({ totals }) => whole(totals.promptTokens))),
  generatedTokens: atWorkers(engine(['vllm', 'sglang'], ({ totals }) => whole(totals.generatedTokens))),
  prefixQueries: atWorkers(engine(['vllm'], ({ totals }) => whole(totals.prefixQueries))),
  prefixHits: atWorkers(engine(['vllm'], ({ totals }) => whole(totals.prefixHits))),
  externalQueries: atWorkers(engine(['vllm'], ({ totals }) => whole(totals.externalQueries))),
  externalHits: atWorkers(engine(['vllm'], ({ totals }) => whole(totals.externalHits))),
  cachedTokens: atWorkers(engine(['vllm'], (worker) => whole(cached(worker)))),
  tokensBySource: atWorkers(
    engine(['vllm'], (worker) => [
      { value: whole(Math.max(0, worker.totals.promptTokens - cached(worker))), labels: { source: 'local_compute' } },
      { value: whole(worker.totals.prefixHits), labels: { source: 'local_cache_hit' } },
      { value: whole(worker.totals.externalHits), labels: { source: 'external_kv_transfer' } },
    ])
  ),
  tokensByMode: atWorkers(
    engine(['sglang'], (worker) => [
      { value: whole(Math.max(0, worker.totals.promptTokens - cached(worker))), labels: { mode: 'prefill_compute' } },
      { value: whole(cached(worker)), labels: { mode: 'prefill_cache' } },
      { value: whole(worker.totals.generatedTokens), labels: { mode: 'decode' } },
    ])
  ),
  heldTokens: atWorkers(engine(['sglang'], held)),
  keptTokens: atWorkers(engine(['sglang'], (worker) => tokensOf(worker.cachedBlocks, worker))),
  freeTokens: atWorkers(
    engine(['sglang'], (worker) =>
      Math.max(0, tokensOf(worker.totalBlocks, worker) - held(worker) - tokensOf(worker.cachedBlocks, worker))
    )
  ),
  poolTokens: atWorkers(engine(['sglang'], (worker) => tokensOf(worker.totalBlocks, worker))),
  fullestRank: atWorkers(engine(['sglang'], fullestRank)),
  filled: atWorkers(engine(['sglang'], filled)),
  putBack: atWorkers(
    engine(['sglang'], ({ waiting }) => waiting.filter(({ attempt }) => attempt.preemptions > 0).length)
  ),
  hostUsed: atWorkers(engine(['sglang'], ({ tiers }) => tiers?.host.usedBlocks ?? 0)),
  hostCapacity: atWorkers(engine(['sglang'], ({ tiers }) => tiers?.host.capacityBlocks ?? 0)),
  adaptersUsed: atWorkers(engine(['sglang'], adaptersAtWork)),
  adapterSlots: atWorkers(engine(['sglang'], ({ deployment }) => deployment.adapters.length)),
  fullestAdapters: atWorkers(
    engine(['sglang'], (worker) => adaptersAtWork(worker) / worker.deployment.adapters.length)
  ),
  pageSize: atWorkers(engine(['sglang'], ({ deployment }) => deployment.blockSize)),
  pagesOfRank: atWorkers(engine(['sglang'], ({ totalBlocks, pool }) => Math.ceil(totalBlocks / pool.ranks))),
  hitRateOfLife: atWorkers(engine(['trtllm'], hitRateOfLife)),
  tokensSinceScrape: atWorkers((worker, { now }) =>
    worker.deployment.engine === 'sglang' ? tokensSinceScrape(worker, now) : undefined
  ),
  cacheSettings: atWorkers(
    engine(['vllm'], ({ deployment, totalBlocks }) => [
      { value: 1, labels: { block_size: String(deployment.blockSize), num_gpu_blocks: String(totalBlocks) } },
    ])
  ),
};
