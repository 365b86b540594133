import type { Counter, Gauge, Histogram, LabelOf, Metric } from '@dynamo-observability/signals';

import { expression, type Expr, type KindOf } from './expr.ts';
import { matchersOf, type Condition, type Where } from './match.ts';
import type { SelectorNode, SeriesSuffix, Window } from './node.ts';

function selector(
  metric: Metric,
  suffix: SeriesSuffix,
  where: Where<string> | undefined,
  window?: Window
): SelectorNode {
  const base = { kind: 'selector', metric, suffix, matchers: matchersOf(where) } as const;
  return window === undefined ? base : { ...base, window };
}

const call = (name: string, node: SelectorNode) => ({ kind: 'call', name, arguments: [node] }) as const;

/** The current value of a gauge, in the unit of the metric. */
export function value<M extends Gauge>(metric: M, where?: Where<LabelOf<M>>): Expr<LabelOf<M>, KindOf<M>> {
  return expression(selector(metric, '', where));
}

/** The mean of a gauge over the rate window, so that what lies between two points of a chart is not lost. */
export function averageOverTime<M extends Gauge>(metric: M, where?: Where<LabelOf<M>>): Expr<LabelOf<M>, KindOf<M>> {
  return expression(call('avg_over_time', selector(metric, '', where, 'rate')));
}

/** The highest value of a gauge in the rate window: short peaks of queues survive a coarse step. */
export function peak<M extends Gauge>(metric: M, where?: Where<LabelOf<M>>): Expr<LabelOf<M>, KindOf<M>> {
  return expression(call('max_over_time', selector(metric, '', where, 'rate')));
}

/** Growth of a counter per second, resets corrected. Of a gauge it would be meaningless, so it does not compile. */
export function rate<M extends Counter>(metric: M, where?: Where<LabelOf<M>>): Expr<LabelOf<M>, 'amount'> {
  return expression(call('rate', selector(metric, '', where, 'rate')));
}

/** Growth of a counter over the window: the rate window, or the whole range of the dashboard. */
export function increase<M extends Counter>(
  metric: M,
  where?: Where<LabelOf<M>>,
  window: Window = 'range'
): Expr<LabelOf<M>, 'amount'> {
  return expression(call('increase', selector(metric, '', where, window)));
}

/** Growth of a gauge that only ever rises, such as `dynamo_frontend_disconnected_clients`; the caller vouches for that. */
export function rateOfRisingGauge<M extends Gauge>(metric: M, where?: Where<LabelOf<M>>): Expr<LabelOf<M>, 'amount'> {
  return expression(call('rate', selector(metric, '', where, 'rate')));
}

/** Observations of a histogram per second. */
export function observations<M extends Histogram>(
  metric: M,
  where?: Where<LabelOf<M>>,
  window: Window = 'rate'
): Expr<LabelOf<M>, 'amount'> {
  return expression(call('rate', selector(metric, '_count', where, window)));
}

/** Sum of what a histogram observed, per second: tokens per second from a histogram of tokens per request. */
export function observedSum<M extends Histogram>(metric: M, where?: Where<LabelOf<M>>): Expr<LabelOf<M>, 'amount'> {
  return expression(call('rate', selector(metric, '_sum', where, 'rate')));
}

/** Cumulative bucket counts per second, with `le`; of all buckets, or of those whose bound meets a condition. */
export function buckets<M extends Histogram>(
  metric: M,
  where?: Where<LabelOf<M>>,
  le?: Condition,
  window: Window = 'rate'
): Expr<LabelOf<M> | 'le', 'amount'> {
  return expression(call('rate', selector(metric, '_bucket', le === undefined ? where : { ...where, le }, window)));
}

/** The bucket counters themselves: only for which bounds exist, never for how much is in them. */
export function bucketBounds<M extends Histogram>(
  metric: M,
  where?: Where<LabelOf<M>>
): Expr<LabelOf<M> | 'le', 'amount'> {
  return expression(selector(metric, '_bucket', where));
}
