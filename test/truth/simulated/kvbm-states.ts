import type { LabelValues, Observation } from './observations.ts';
import type { Read, SimulatedRun } from './simulated-run.ts';
import type { TargetReadings } from './states.ts';

type World = Parameters<Read>[0];
type Worker = World['workers'][number];
type Tier = NonNullable<Worker['tiers']>['host'];
type Move = SimulatedRun['story']['moves'][number]['move'];

/** The metrics of a block manager are beside its worker, at this port. */
const PORT = ':6880';

const workerAt = (world: World, instance: string): Worker | undefined =>
  instance.endsWith(PORT)
    ? world.alive.find((worker) => worker.instance.split(':')[0] === instance.slice(0, -PORT.length))
    : undefined;

/** Of the block manager of a worker, when it is scraped. */
const ofWorker =
  (value: (worker: Worker) => number): Read =>
  (world, { labels: { instance = '' } }) => {
    const worker = workerAt(world, instance);
    return worker?.tiers === undefined ? [] : [{ labels: { instance }, value: value(worker) }];
  };

/** Of the pools of a block manager: GPU, host, disk, object store. */
const ofPools =
  (onGpu: (worker: Worker) => number, beyond: (tier: Tier) => number): Read =>
  (world, { labels: { instance = '' } }) => {
    const worker = workerAt(world, instance);
    if (worker?.tiers === undefined) {
      return [];
    }
    const { host, disk, object } = worker.tiers;
    const values = { G1: onGpu(worker), G2: beyond(host), G3: beyond(disk), G4: beyond(object) };
    return Object.entries(values).map(([pool, value]) => ({ labels: { instance, pool }, value }));
  };

const hitRate = (tier: Tier | undefined): number =>
  tier === undefined || tier.lookups === 0 ? 0 : tier.hits / tier.lookups;
const blocks = ({ deployment }: Worker, tokens: number): number => Math.floor(tokens / deployment.blockSize);

export const kvbmStates: { readonly [name: string]: Read } = {
  'kvbm.worker': ofWorker(({ index }) => index),
  // Over the last 1000 requests; no worker of a scenario of half an hour has more.
  'kvbm.hostHitRate': ofWorker(({ tiers }) => hitRate(tiers?.host)),
  'kvbm.diskHitRate': ofWorker(({ tiers }) => hitRate(tiers?.disk)),
  'kvbm.matchedTokens': ofWorker(({ totals }) => totals.externalHits),
  'kvbm.fullest': (world, { labels: { instance = '' } }) =>
    world.alive
      .filter((worker) => worker.instance === instance)
      .map(({ activeBlocks, totalBlocks }) => ({ labels: { instance }, value: activeBlocks / totalBlocks })),
  'kvbm.asked': ofPools(
    (worker) => blocks(worker, worker.totals.prefixQueries),
    ({ lookups }) => lookups
  ),
  'kvbm.found': ofPools(
    (worker) => blocks(worker, worker.totals.prefixHits),
    ({ hits }) => hits
  ),
  'kvbm.written': ofPools(
    ({ running }) => running.length,
    () => 0
  ),
  'kvbm.held': ofPools(
    ({ activeBlocks, running }) => Math.max(0, activeBlocks - running.length),
    () => 0
  ),
  'kvbm.kept': ofPools(
    ({ cachedBlocks }) => cachedBlocks,
    ({ usedBlocks }) => usedBlocks
  ),
  'kvbm.empty': ofPools(
    ({ totalBlocks, activeBlocks, cachedBlocks }) => Math.max(0, totalBlocks - activeBlocks - cachedBlocks),
    ({ capacityBlocks, usedBlocks }) => Math.max(0, capacityBlocks - usedBlocks)
  ),
  'kvbm.stored': ofPools(
    ({ totals }) => totals.storedBlocks,
    () => 0
  ),
  'kvbm.evicted': ofPools(
    ({ totals }) => totals.evictedBlocks,
    () => 0
  ),
};

/** Blocks that had moved one of these ways when each block manager was scraped. */
export const movedBlocks = (run: SimulatedRun, ...ways: readonly Move[]): readonly TargetReadings[] =>
  run.readings('kvbm.worker').map(({ scrapes }) => ({
    scrapes: scrapes.map(({ at, readings }) => ({
      at,
      readings: readings.map(({ labels, value: index }) => ({
        labels,
        value: run.story.moves
          .filter((each) => each.worker.index === index && each.at <= at && ways.includes(each.move))
          .reduce((sum, each) => sum + each.blocks, 0),
      })),
    })),
  }));

/** Where a move brings blocks to, beyond the GPU. */
const arrivals = {
  G2: ['device-to-host'],
  G3: ['host-to-disk', 'device-to-disk'],
  G4: ['device-to-object'],
} as const;

/** Blocks that each pool had handed out: for the GPU those that were stored, beyond it those that came. */
export function handedOut(run: SimulatedRun): readonly TargetReadings[] {
  const onGpu = run.readings('kvbm.stored').map((target) => only(target, 'G1'));
  const beyond = Object.entries(arrivals).flatMap(([pool, ways]) =>
    movedBlocks(run, ...ways).map(({ scrapes }) => ({
      scrapes: scrapes.map(({ at, readings }) => ({
        at,
        readings: readings.map(({ labels, value }) => ({ labels: { ...labels, pool }, value })),
      })),
    }))
  );
  return [...onGpu, ...beyond];
}

/**
 * Blocks that were empty when they were handed out: a pool takes those first, so as many as it ever held at once more than
 * before. Everything else that was handed out was evicted for it.
 */
export const takenFromEmpty = (run: SimulatedRun): readonly TargetReadings[] => {
  const gone = new Map(
    run
      .readings('kvbm.evicted')
      .flatMap(({ scrapes }) =>
        scrapes.flatMap(({ at, readings }) =>
          readings.map(({ labels, value }) => [placeAt(at, labels), value] as const)
        )
      )
  );
  const kept = new Map(
    run
      .readings('kvbm.kept')
      .flatMap(({ scrapes }) =>
        scrapes.flatMap(({ at, readings }) =>
          readings.map(({ labels, value }) => [placeAt(at, labels), value] as const)
        )
      )
  );
  return handedOut(run).map(({ scrapes }) => {
    let most = 0;
    return {
      scrapes: scrapes.map(({ at, readings }) => ({
        at,
        readings: readings.map(({ labels, value }) => {
          const place = placeAt(at, labels);
          most = Math.max(most, labels['pool'] === 'G1' ? value - (gone.get(place) ?? 0) : (kept.get(place) ?? 0));
          return { labels, value: Math.min(most, value) };
        }),
      })),
    };
  });
};

/** The others that were handed out. */
export function evictedForOthers(run: SimulatedRun): readonly TargetReadings[] {
  const empty = takenFromEmpty(run);
  return handedOut(run).map(({ scrapes }, target) => ({
    scrapes: scrapes.map(({ at, readings }, scrape) => ({
      at,
      readings: readings.map(({ labels, value }, index) => ({
        labels,
        value: value - (empty[target]?.scrapes[scrape]?.readings[index]?.value ?? 0),
      })),
    })),
  }));
}

const placeAt = (at: number, { instance = '', pool = '' }: LabelValues): string => `${at} ${instance} ${pool}`;

const only = ({ scrapes }: TargetReadings, pool: string): TargetReadings => ({
  scrapes: scrapes.map(({ at, readings }) => ({
    at,
    readings: readings.filter(({ labels }) => labels['pool'] === pool),
  })),
});

/** Tokens of prompts, which frontends count with the first token of the answer. */
export const promptTokens = (run: SimulatedRun): Observation[] =>
  run.simulation.ledger.requests.flatMap((request) =>
    request.firstToken === undefined
      ? []
      : [
          {
            at: request.firstToken,
            value: request.inputTokens,
            labels: { model: request.model },
            source: run.frontend(request),
          },
        ]
  );
