import { ofEnded } from '../engine-happenings.ts';
import type { LabelValues, Observation } from '../observations.ts';
import type { SimulatedRun } from '../simulated-run.ts';
import { either, lines, mean, rate, ratio, share, state, type PanelTruth, type Truth } from '../truth.ts';

/** What was added to a sum between scrapes. */
const grown = (run: SimulatedRun, name: string): Observation[] => run.states(name, [], 'sum').growth();

/** Of what was added to `whole` the share that was added to `part`: both were read at the same moments. */
function grownShare(run: SimulatedRun, part: string, whole: string): Observation[] {
  const key = ({ at, labels, source }: Observation): string => JSON.stringify([at, labels, source.name]);
  const parts = new Map(grown(run, part).map((each) => [key(each), each.value]));
  return grown(run, whole).flatMap((each) =>
    each.value > 0 ? [{ ...each, value: (parts.get(key(each)) ?? 0) / each.value, count: each.value }] : []
  );
}

/** SGLang counts tokens when an answer has ended. */
const ofSglang = (run: SimulatedRun, value: Parameters<typeof ofEnded>[3]): Observation[] =>
  ofEnded(run, ['sglang'], 'without', value);

const cachedOf = (attempt: Parameters<Parameters<typeof ofEnded>[3]>[0]): number =>
  attempt.cachedDeviceTokens + attempt.cachedHostTokens + attempt.cachedDiskTokens;

/** Each prompt token counts. */
function sglangHits(run: SimulatedRun): Observation[] {
  const prompts = ofSglang(run, ({ promptTokens }) => promptTokens);
  return ofSglang(run, (attempt) => cachedOf(attempt) / attempt.promptTokens).map((each, index) => ({
    ...each,
    count: prompts[index]?.value ?? 0,
  }));
}

/** Of the window where engines count; TensorRT-LLM tells that of its life, and 0 where it never looked anything up. */
function hitRate(run: SimulatedRun): Truth {
  const counting = mean(
    run.observed([...grownShare(run, 'prefixHits', 'prefixQueries'), ...sglangHits(run)], ['instance'], [])
  );
  const silent = new Set(
    run.simulation.workers.filter(({ deployment }) => deployment.engine === 'trtllm').map(({ instance }) => instance)
  );
  return either(state(run.states('hitRateOfLife', ['instance'], 'max')), {
    ...counting,
    bound: (labels, window) => (silent.has(labels['instance'] ?? '') ? undefined : counting.bound(labels, window)),
  });
}

/** Tokens on workers, of the page Workers. */
export function workerTokenTruths(run: SimulatedRun): { readonly [panel: string]: PanelTruth } {
  const perWorker = (all: readonly Observation[]) => rate(run.observed(all, ['instance'], 'always'));
  const sum = (name: string, by: readonly string[] = []) => state(run.states(name, by, 'sum'));
  const hosted = (labels: LabelValues, moves: ReadonlyArray<SimulatedRun['story']['moves'][number]['move']>) =>
    rate(
      run.observed(
        run.story.moves
          .filter(({ worker, move }) => worker.deployment.engine === 'sglang' && moves.includes(move))
          .map(({ at, worker, blocks }) => ({
            at,
            value: blocks * worker.deployment.blockSize,
            labels,
            source: run.worker(worker.index),
          })),
        [],
        'always'
      )
    );
  return {
    'worker-prompt-tokens': {
      A: perWorker([...grown(run, 'promptTokens'), ...ofSglang(run, (attempt) => attempt.promptTokens)]),
    },
    'worker-generated-tokens': { A: perWorker(grown(run, 'generatedTokens')) },
    'engine-prompt-sources': { A: rate(run.observed(grown(run, 'tokensBySource'), ['source'], 'always')) },
    'wasted-prefill': { A: lines({ cached: rate(run.observed(grown(run, 'cachedTokens'), [], 'always')) }) },
    'external-cache': { A: share(run.observed(grownShare(run, 'externalHits', 'externalQueries'), [], 'always')) },
    'sglang-tokens-by-mode': { A: rate(run.observed(grown(run, 'tokensByMode'), ['mode'], 'always')) },
    'engine-hit-rate': { A: hitRate(run) },
    'sglang-throughput': { A: state(run.states('tokensSinceScrape', ['instance'], 'sum')) },
    'sglang-token-pool': {
      A: lines({ used: sum('heldTokens'), evictable: sum('keptTokens'), free: sum('freeTokens') }),
    },
    'sglang-pool-shares': {
      A: lines({
        all: state(run.states('fullestRank', [], 'max')),
        'full attention': state(run.states('fullestRank', [], 'max')),
      }),
    },
    'sglang-pool-size': { A: sum('poolTokens', ['instance']), B: lines({ held: sum('heldTokens') }) },
    'sglang-host-cache': { A: ratio(sum('hostUsed'), sum('hostCapacity')) },
    'sglang-host-moves': {
      A: lines({
        'to host': hosted({}, ['device-to-host']),
        'to GPU': hosted({}, ['host-to-device']),
        'from storage': hosted({}, ['disk-to-device', 'object-to-device']),
        'to storage': hosted({}, ['host-to-disk', 'device-to-disk', 'device-to-object']),
      }),
    },
    'page-settings': {
      A: state(run.states('pagesOfRank', ['instance'], 'max')),
      B: state(run.states('pageSize', ['instance'], 'max')),
    },
    'cache-settings': {
      A: state(run.states('cacheSettings', ['instance', 'model', 'block_size', 'num_gpu_blocks'], 'max')),
    },
  };
}
