/** Every query of every dashboard has an answer where its metrics exist: no join on labels that do not meet, no state that is never met. */
import { dashboards, metricsQueries, printForPanel, type MetricsQuery } from '@dynamo-observability/dashboards';
import { metricsOf, selectorsOf, type Matcher } from '@dynamo-observability/query';
import { defaultTargetLabels, type Metric } from '@dynamo-observability/signals';
import { MetricStore } from '@dynamo-observability/telemetry-store';
import { describe, expect, it } from 'vitest';

/** Longer than an hour, for changes against an hour before; only what those windows see has samples. */
const minutes = 75;
const stepMs = 20_000;
const endMs = minutes * 60_000;
const targets = [1, 2, 3] as const;

const isSeen = (t: number): boolean => t < 15 * 60_000 || t > endMs - 15 * 60_000;
const times = Array.from({ length: endMs / stepMs + 1 }, (_, i) => i * stepMs).filter(isSeen);

/** A value that a matcher admits; every target its own where nothing is asked. */
function admitted(matchers: readonly Matcher[], label: string, target: number): string {
  const asked = matchers.find((m) => m.label === label && (m.op === '=' || m.op === '=~'));
  const text = asked !== undefined && 'text' in asked.value ? asked.value.text : `${label}-${target}`;
  const [first = ''] = text.split('|');
  return first.replace(/\\/g, '');
}

const scraped = (target: number): Record<string, string> =>
  Object.fromEntries(Object.entries(defaultTargetLabels).map(([role, label]) => [label, `${role}-${target}`]));

/** Labels that peers have in common: the roles, models and kinds of thing. */
const shared = ['dynamo_component', 'model', 'model_name', 'modelName', 'dynamo_namespace', 'Hostname'];

function labelsOf(metric: Metric, matchers: readonly Matcher[], target: number): Record<string, string> {
  const own = metric.labels.map(
    (label) => [label, admitted(matchers, label, shared.includes(label) ? 1 : target)] as const
  );
  return { ...scraped(target), dynamo_namespace: 'deployment-1', Hostname: 'host-1', ...Object.fromEntries(own) };
}

const bounds = ['0.1', '1', '10', '+Inf'];

/** Adds a family: counters that rise, each target at its own pace, and gauges that differ and rise a little, as totals in gauges do. */
function addFamily(store: MetricStore, metric: Metric, asked: ReadonlyArray<readonly Matcher[]>): void {
  // A family that is asked for with several conditions has series for each of them.
  const sets = targets.flatMap((target) =>
    asked.map((matchers) => ({ target, labels: labelsOf(metric, matchers, target) }))
  );
  const each = new Map(sets.map((set) => [JSON.stringify(set.labels), set]));
  for (const { target, labels } of each.values()) {
    for (const t of times) {
      const grown = (t / stepMs) * (target ** 2 + 1);
      const add = (suffix: string, value: number, more: Record<string, string> = {}) =>
        store.addSample({ ...labels, ...more, __name__: `${metric.name}${suffix}` }, t, value);
      if (metric.type === 'histogram') {
        add('_count', grown);
        add('_sum', grown * target);
        bounds.forEach((le, i) => add('_bucket', (grown * (i + 1)) / bounds.length, { le }));
      } else {
        add(
          '',
          metric.type === 'counter' ? grown : (metric.unit === 'ratio' ? 0.2 * target : target ** 2) + t / endMs / 10
        );
      }
    }
  }
}

const asSent = (expr: string): string =>
  expr
    .replaceAll('$__rate_interval', '60s')
    .replaceAll('$__range', '600s')
    .replaceAll('$quantile', '0.99')
    .replaceAll('$horizon', '1m')
    .replace(/\$\{\w+:pipe\}|\$[a-z]\w*/g, '.*');

/** Histograms made from spans take the place of Dynamo's own, so a query of the latter has its answer where the former are absent. */
const isFromSpans = (metric: Metric): boolean => metric.process === 'collector';

function answer(query: MetricsQuery, exists: (metric: Metric) => boolean = () => true): number {
  const store = new MetricStore();
  const selectors = selectorsOf(query.expr.node);
  for (const metric of metricsOf(query.expr.node).filter(exists)) {
    const asked = selectors.filter((s) => s.metric === metric).map((s) => s.matchers);
    addFamily(store, metric, asked);
  }
  const { result } = store.query(asSent(printForPanel(query.expr)), endMs);
  return Array.isArray(result) ? result.length : 0;
}

const isSilent = (query: MetricsQuery): boolean =>
  answer(query) === 0 && answer(query, (metric) => !isFromSpans(metric)) === 0;

const panels = [...new Set(dashboards.flatMap((d) => d.rows.flatMap((r) => r.panels.map((p) => p.panel))))];

describe('where every family exists', () => {
  it.each(panels.map((panel) => [panel.id, panel] as const))('%s has an answer to each of its queries', (_, panel) => {
    expect(
      metricsQueries(panel)
        .filter(isSilent)
        .map(({ refId }) => refId)
    ).toEqual([]);
  });
});
