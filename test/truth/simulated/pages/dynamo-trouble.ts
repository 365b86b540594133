import { product } from '../combined.ts';
import { cachedTokens, promptTokens } from '../happenings.ts';
import type { SimulatedRun } from '../simulated-run.ts';
import { failures, migrations, refused } from '../trouble-happenings.ts';
import { complement, lines, mean, optional, rate, ratio, type PanelTruth, type Untold } from '../truth.ts';

const never: Untold = { reason: 'In the story only the limit of the queue refuses a request.' };
const buckets: Untold = {
  reason: 'A picture of buckets, not an answer: the lines beside it are judged over the same observations.',
};

/** Failures, refusals, moves, and where prompt tokens come from: panels of the page Dynamo. */
export function troubleTruths(run: SimulatedRun): { readonly [panel: string]: PanelTruth } {
  const overload = refused(run);
  const prompts = run.observed(promptTokens(run), [], ['model']);
  const hitRate = ratio(mean(run.observed(cachedTokens(run), [], ['model'])), mean(prompts));
  const moves = ['model', 'migration_type', 'outcome'];
  return {
    'failures-by-reason': { A: rate(run.observed(failures(run), ['class', 'reason'], ['class', 'reason'])) },
    rejections: {
      A: rate(run.observed(overload, ['model'], ['model', 'endpoint'])),
      B: rate(run.observed(overload, ['reason'], 'always')),
      C: never,
      D: never,
    },
    migrations: { A: optional(rate(run.observed(migrations(run), moves, moves))) },
    'prompt-token-sources': {
      A: lines({ computed: product(rate(prompts), complement(hitRate)), cached: product(rate(prompts), hitRate) }),
    },
    'ttft-heatmap': { A: buckets },
    'itl-heatmap': { A: buckets },
    'duration-heatmap': { A: buckets },
    'isl-heatmap': { A: buckets },
    'osl-heatmap': { A: buckets },
  };
}
