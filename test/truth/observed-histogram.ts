import { print, ruleTarget, type AnyExpr } from '@dynamo-observability/query';
import type { Histogram } from '@dynamo-observability/signals';
import { MetricStore } from '@dynamo-observability/telemetry-store';

const seconds = 1000;
const start = 1_000_000 * seconds;

/** A page of metrics after these observations, as a Rust process of Dynamo writes it. */
function page(metric: Histogram, bounds: readonly number[], observations: readonly number[]): string {
  const below = (bound: number) => observations.filter((o) => o <= bound).length;
  const total = observations.reduce((sum, o) => sum + o, 0);
  return [
    `# TYPE ${metric.name} histogram`,
    ...bounds.map((bound) => `${metric.name}_bucket{model="m",le="${bound}"} ${below(bound)}`),
    `${metric.name}_bucket{model="m",le="+Inf"} ${observations.length}`,
    `${metric.name}_sum{model="m"} ${total}`,
    `${metric.name}_count{model="m"} ${observations.length}`,
    '',
  ].join('\n');
}

/** A store that scraped a process once before and once after it observed these values. */
export function storeAfter(metric: Histogram, bounds: readonly number[], observations: readonly number[]): MetricStore {
  const store = new MetricStore();
  const labels = { job: 'frontend', instance: 'a' };
  store.addScrape({ labels, timeMs: start, text: page(metric, bounds, []) });
  store.addScrape({ labels, timeMs: start + 15 * seconds, text: page(metric, bounds, observations) });
  return store;
}

/** What an expression without labels answers after the second scrape; undefined when it has no series. */
export function answer(store: MetricStore, expr: AnyExpr): number | undefined {
  const result = store.query(print(expr.node, ruleTarget('1m')), start + 15 * seconds);
  if (result.resultType !== 'vector') {
    throw new TypeError(`expected a vector, got a ${result.resultType}`);
  }
  return result.result[0]?.value;
}
