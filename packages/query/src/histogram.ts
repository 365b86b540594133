import type { Histogram, LabelOf } from '@dynamo-observability/signals';

import { fold, type Grouping } from './aggregate.ts';
import { overWholeRange } from './busiest.ts';
import { binary, number } from './combine.ts';
import { expression, groupLabels, type By, type Expr, type Grouped } from './expr.ts';
import { noneOf, type Where } from './match.ts';
import type { Node, Window } from './node.ts';
import { bucketBounds, buckets, observations, observedSum } from './select.ts';

/** Which observations of a histogram are meant. */
export interface Of<M, B extends string> extends Grouping<B> {
  readonly where?: Where<LabelOf<M>>;
  /** How far back one value looks; the rate window unless said otherwise. */
  readonly window?: Window;
}

const call = (name: string, ...args: readonly Node[]): Node => ({ kind: 'call', name, arguments: args });

/** Bucket rates folded to `le` and the wanted labels: what every question about a histogram starts from. */
function folded<M extends Histogram, B extends By<LabelOf<M>>>(metric: M, of: Of<M, B>): Node {
  return fold('sum', buckets(metric, of.where).node, ['le', ...(of.by ?? [])]);
}

/**
 * Mean of the observations: sum of rates over sum of rates, none below traffic (metric-science.md C2). Exact, whatever the
 * buckets. In the unit of the metric.
 */
export function mean<M extends Histogram, const B extends By<LabelOf<M>> = never>(
  metric: M,
  of: Of<M, B> = {}
): Expr<Grouped<B>, 'share'> {
  return expression(binary('/', fold('sum', observedSum(metric, of.where).node, of.by), traffic(metric, of)));
}

/** Observations per second; no series without traffic, so that nothing is divided by 0 (metric-science.md H1). */
function traffic<M extends Histogram, B extends By<LabelOf<M>>>(metric: M, of: Of<M, B>): Node {
  return binary('>', fold('sum', observations(metric, of.where, of.window).node, of.by), number(0));
}

/** A quantile as written, or the name of the dashboard variable that holds it. */
export type Quantile = number | { readonly variable: string };

function quantileNode(q: Quantile): Node {
  if (typeof q === 'number' && !(q > 0 && q < 1)) {
    throw new RangeError(`A quantile lies between 0 and 1; ${q} does not. "p99" is 0.99.`);
  }
  return typeof q === 'number' ? number(q) : { kind: 'variable', name: q.variable };
}

/**
 * A quantile of the observations, buckets added up first (metric-science.md C1). It is interpolated inside one bucket: draw it
 * with `quantileBand`. In the unit of the metric.
 * @throws RangeError when a written quantile is not between 0 and 1.
 */
export function quantile<M extends Histogram, const B extends By<LabelOf<M>> = never>(
  q: Quantile,
  metric: M,
  of: Of<M, B> = {}
): Expr<Grouped<B>, 'share'> {
  return expression(call('histogram_quantile', quantileNode(q), folded(metric, of)));
}

/** Bounds of the bucket that holds a quantile. The true quantile lies between them; nothing in the histogram says where. */
export interface Band<L extends string> {
  readonly low: Expr<L, 'share'>;
  readonly high: Expr<L, 'share'>;
}

/** Where a bucket ends exactly at the rank, rounding of the rates must not decide: a rank a billionth lower settles it. */
const belowTie = 0.999999999;

/**
 * The bucket that holds a quantile. Each bucket count becomes 1 where it has reached the rank and 0 below, so the first 1 is the
 * wanted bucket; the quantile next to 0 of that is its lower bound, the quantile 1 its upper bound. No bound is written down, so
 * any bucket layout works (metric-science.md C1b, C3). In the unit of the metric.
 */
export function quantileBand<M extends Histogram, const B extends By<LabelOf<M>> = never>(
  q: Quantile,
  metric: M,
  of: Of<M, B> = {}
): Band<Grouped<B>> {
  const counts = folded(metric, of);
  // The last bucket, not `_count`: the same additions as in the other buckets, so that ranks compare exactly.
  const total = fold('sum', buckets(metric, of.where, '+Inf').node, of.by);
  const reached: Node = {
    kind: 'binary',
    op: '>=',
    bool: true,
    on: groupLabels(of.by),
    group: 'left',
    left: counts,
    right: binary('*', binary('*', binary('>', total, number(0)), quantileNode(q)), number(belowTie)),
  };
  // Next to 0, not 0: at 0 Prometheus answers the lowest bound of the layout.
  return {
    low: expression(call('histogram_quantile', number(1e-18), reached)),
    high: expression(call('histogram_quantile', number(1), reached)),
  };
}

/**
 * Share of observations above the highest finite bound. A quantile inside that share is only "at least" (metric-science.md C1a).
 * The highest finite bucket is the largest cumulative count, so no bound is written down.
 */
export function shareAboveTop<M extends Histogram, const B extends By<LabelOf<M>> = never>(
  metric: M,
  of: Of<M, B> = {}
): Expr<Grouped<B>, 'share'> {
  const perBound = fold('sum', buckets(metric, of.where, noneOf('+Inf'), of.window).node, ['le', ...(of.by ?? [])]);
  const finite = fold('max', perBound, of.by);
  return expression(binary('-', number(1), binary('/', finite, traffic(metric, of))));
}

/**
 * Observations per second in each bucket, for a heatmap; no series when the whole range of the dashboard has no observation: of cells
 * that are all 0 Grafana draws none and writes "∞undefined" at the scale. Decided for the range, and not for each step: Grafana takes
 * the width of all cells from the first two steps.
 */
export function heatmap<M extends Histogram>(metric: M, where?: Where<LabelOf<M>>): Expr<'le', 'amount'> {
  const of: Of<M, never> = where === undefined ? { by: [] } : { by: [], where };
  const observed = overWholeRange(expression(traffic(metric, of)));
  return expression({ kind: 'binary', op: 'and', on: [], left: folded(metric, of), right: observed.node });
}

/** Lowest and highest share of observations within a threshold that the buckets allow. */
export interface ShareWithin<L extends string> {
  readonly atLeast: Expr<L, 'share'>;
  readonly atMost: Expr<L, 'share'>;
}

/**
 * Share of observations within a threshold, as a lower and an upper bound: the counts at the nearest bucket bounds below and
 * above it (metric-science.md C4, aligned marginal). Works on Prometheus versions without `histogram_fraction`. The bounds are read from
 * the data: `le` is copied to `bound`, and the quantile 1 of a histogram with that one bucket is the bound as a number.
 * @param threshold in the unit of the metric.
 */
export function shareWithin<M extends Histogram>(
  threshold: number,
  metric: M,
  of: { readonly where?: Where<LabelOf<M>> } = {}
): ShareWithin<never> {
  const text = (value: string): Node => ({ kind: 'text', value });
  const named = (node: Node) => call('label_replace', node, text('bound'), text('$1'), text('le'), text('(.+)'));
  const bounds = fold('group', bucketBounds(metric, of.where).node, ['le']);
  const closed = call('label_replace', named(bounds), text('le'), text('+Inf'), text('le'), text('.*'));
  const value = call('histogram_quantile', number(1), binary('or', named(bounds), closed));
  const counts = fold('sum', named(folded(metric, of)), ['bound']);
  const total = traffic(metric, of);
  const at = (op: '<=' | '>=', pick: 'max' | 'min'): Node => {
    const wanted = binary(op, value, number(threshold));
    return fold(pick, { kind: 'binary', op: 'and', on: [{ own: 'bound' }], left: counts, right: wanted });
  };
  // Beyond the highest bound anything may be within the threshold: at most all of it.
  const everything = binary('/', total, total);
  return {
    atLeast: expression(binary('/', at('<=', 'max'), total)),
    atMost: expression(binary('or', binary('/', at('>=', 'min'), total), everything)),
  };
}
