import {
  heatmap,
  labelled,
  lines,
  observations,
  onlyAbove,
  overWholeRange,
  preferred,
  quantile,
  quantileBand,
  sum,
  unlessAny,
  type AnyExpr,
  type Expr,
  type Quantile,
} from '@dynamo-observability/query';

import { series } from '../visual/panel.ts';
import { bandLines, lineLook, quantileLines, quantileLook, type Drawn } from './quantiles.ts';
import type { LatencySources } from './sources.ts';

/** What stands behind the name of a line that comes from spans. */
export const spansMark = '· spans';

const marked = <L extends string>(of: Expr<L, 'share'>): Expr<L | 'source', 'share'> =>
  labelled(of, 'source', ` ${spansMark}`);

/** While spans counted requests: a Collector that is there but gets no spans must not blank a panel. */
const spansCount = ({ spans }: LatencySources): AnyExpr => onlyAbove(sum(observations(spans)), 0);

/**
 * p50, p90, p99 and the mean from spans at the times at which there are any, else Dynamo's with their bands. Names say which.
 */
export function linesPreferringSpans(sources: LatencySources): Drawn {
  const { dynamo, spans } = sources;
  const told = spansCount(sources);
  const drawn = preferred(marked(quantileLines(spans)), quantileLines(dynamo), told);
  return {
    series: [
      { ...series(drawn, '{{line}}{{source}}'), exemplars: true },
      series(unlessAny(bandLines(dynamo), told), '{{line}}'),
    ],
    overrides: [...quantileLook, ...lineLook(` ${spansMark}`)],
  };
}

/** A quantile for each model, and the bounds of its bucket where it is Dynamo's. */
export function atSomeQuantile(q: Quantile, sources: LatencySources) {
  const { dynamo, spans } = sources;
  const told = spansCount(sources);
  const { low, high } = quantileBand(q, dynamo, { by: ['model'] });
  return {
    chosen: preferred(marked(quantile(q, spans, { by: ['model'] })), quantile(q, dynamo, { by: ['model'] }), told),
    bounds: unlessAny(lines({ 'at least': low, 'at most': high }), told),
  };
}

/**
 * Buckets from spans where they counted anything in the whole range, else Dynamo's. Never both in one chart: Grafana subtracts
 * neighbouring buckets by their place, so two layouts side by side would give false cells.
 */
export const bucketsPreferringSpans = (sources: LatencySources): Expr<'le', 'amount'> =>
  preferred(heatmap(sources.spans), heatmap(sources.dynamo), overWholeRange(spansCount(sources)));
