import type { Counter, Gauge, LabelOf, TargetLabel } from '@dynamo-observability/signals';

import { binary, number } from './combine.ts';
import { expression, groupLabels, type Expr } from './expr.ts';
import { replaceSelectors, type BinaryOperator, type Node } from './node.ts';
import { value } from './select.ts';

/**
 * What tells an event from a gap in scraping: a series that every process has for as long as it lives and is scraped, with the age of
 * the process in seconds, and the labels by which an observed series belongs to a process.
 */
export interface Lifetime {
  readonly uptime: Gauge;
  readonly on: readonly TargetLabel[];
}

/** A process younger than this has not seen all that there is: a router that starts knows no worker at first. In seconds. */
const settledSeconds = 60;

/** So long after its start a process is first scraped at the latest: discovery and a scrape interval. In seconds. */
const firstScrapeSeconds = 300;

const milliseconds = 1000;

/** The same tree as it was one step of the evaluation before; Grafana fills in how long that is. */
const stepAgo = (node: Node): Node =>
  replaceSelectors(node, (selector) => ({ ...selector, offset: { variable: '__interval' } }));

const matched = (op: BinaryOperator, left: Node, right: Node, on: readonly string[]): Node => ({
  kind: 'binary',
  op,
  on: groupLabels(on),
  left,
  right,
});

/** Only those series whose process is scraped now and was a step before. */
function scrapedTwice(of: Node, { uptime, on }: Lifetime): Node {
  const alive = value(uptime).node;
  return matched('and', matched('and', of, alive, on), stepAgo(alive), on);
}

/**
 * When processes started, in Unix milliseconds, while they are young: `timestamp(uptime) - uptime`. The age is absolute, so a gap in
 * scraping makes no second start; and it does not matter how long after its start a process is first scraped.
 */
export function startTimes<M extends Gauge>(uptime: M): Expr<LabelOf<M>, 'share'> {
  const age = value(uptime).node;
  const sampled: Node = { kind: 'call', name: 'timestamp', arguments: [age] };
  const started: Node = { kind: 'call', name: 'round', arguments: [binary('-', sampled, age)] };
  const step = binary('/', { kind: 'variable', name: '__interval_ms' }, number(milliseconds));
  const isYoung = binary('<', age, binary('+', number(firstScrapeSeconds), step));
  return expression(binary('and', binary('*', started, number(milliseconds)), isYoung));
}

/**
 * The new value of a count, at the step at which it differs from the step before; 0 where it is gone. Only of processes that have
 * settled and were scraped at both steps: neither a gap nor the start of the observer is a change.
 */
export function changes<L extends string>(of: Expr<L, 'amount'>, lifetime: Lifetime): Expr<L, 'amount'> {
  const now = of.node;
  const before = stepAgo(now);
  const gone = binary('unless', binary('*', before, number(0)), now);
  const come = binary('unless', now, before);
  const changed = binary('or', binary('or', binary('!=', now, before), gone), come);
  const settled = binary('>=', value(lifetime.uptime).node, number(settledSeconds));
  return expression(matched('and', scrapedTwice(changed, lifetime), settled, lifetime.on));
}

/**
 * By how much a counter grew since the step before, where it did. A counter that is born with its first event counts from 0, if its
 * process was already scraped a step before: `rate` would miss that event.
 */
export function newEvents<M extends Counter>(metric: M, lifetime: Lifetime): Expr<LabelOf<M>, 'amount'> {
  const now = expression({ kind: 'selector', metric, suffix: '', matchers: [] }).node;
  const before = stepAgo(now);
  const grown = binary('>', binary('-', now, before), number(0));
  const first = scrapedTwice(binary('unless', now, before), lifetime);
  return expression(binary('or', grown, first));
}
