import { dashboards, metricsQueries, printForPanel } from '@dynamo-observability/dashboards';
import { frontend, spanLatency, type Histogram } from '@dynamo-observability/signals';
import { MetricStore } from '@dynamo-observability/telemetry-store';
import { describe, expect, it } from 'vitest';

/** Which of two histograms of one latency a panel draws, as the store answers its very queries. */
const second = 1000;
const stepMs = 30 * second;
const endMs = 600 * second;

/** One observation a scrape into a bucket, at the times at which `counts` says so. */
function observe(
  store: MetricStore,
  metric: Histogram,
  bounds: readonly string[],
  counts: (timeMs: number) => boolean
) {
  let count = 0;
  for (let timeMs = 0; timeMs <= endMs; timeMs += 15 * second) {
    count += counts(timeMs) ? 1 : 0;
    const add = (suffix: string, value: number, le = {}) =>
      store.addSample({ __name__: `${metric.name}${suffix}`, model: 'm', ...le }, timeMs, value);
    bounds.forEach((le) => add('_bucket', count, { le }));
    add('_count', count);
    add('_sum', count * 0.3);
  }
}

const always = () => true;
const never = () => false;
const dynamoBounds = ['0.22', '0.47', '+Inf'];
const spanBounds = ['0.25', '0.3', '+Inf'];

interface Drawn {
  readonly name: string;
  readonly times: readonly number[];
}

function drawn(store: MetricStore, id: string): readonly Drawn[] {
  const panel = dashboards.flatMap((d) => d.rows.flatMap((r) => r.panels.map((p) => p.panel))).find((p) => p.id === id);
  expect(panel).toBeDefined();
  return (panel === undefined ? [] : metricsQueries(panel)).flatMap(({ expr }) => {
    const sent = printForPanel(expr)
      .replaceAll('$__rate_interval', '60s')
      .replaceAll('$__range', '600s')
      .replaceAll('$quantile', '0.99')
      .replace(/\$\{\w+:pipe\}|\$\w+/g, '.*');
    return store
      .queryRange(sent, { startMs: 60 * second, endMs, stepMs })
      .result.map(({ metric, timesMs, values }) => ({
        name: metric['le'] ?? `${metric['line'] ?? metric['model'] ?? ''}${metric['source'] ?? ''}`,
        times: timesMs.filter((_, i) => !Number.isNaN(values[i])),
      }));
  });
}

const namesOf = (found: readonly Drawn[]) => found.filter(({ times }) => times.length > 0).map(({ name }) => name);

describe('a latency chart', () => {
  it('draws lines from spans alone, each with its mark and none with a band, where a Collector counts them', () => {
    const store = new MetricStore();
    observe(store, frontend.timeToFirstToken, dynamoBounds, always);
    observe(store, spanLatency.timeToFirstToken, spanBounds, always);
    expect(namesOf(drawn(store, 'ttft'))).toEqual(['mean · spans', 'p50 · spans', 'p90 · spans', 'p99 · spans']);
    expect(namesOf(drawn(store, 'ttft-by-model'))).toEqual(['m · spans']);
  });

  it("draws Dynamo's with bands where there is no Collector", () => {
    const store = new MetricStore();
    observe(store, frontend.timeToFirstToken, dynamoBounds, always);
    const names = namesOf(drawn(store, 'ttft'));
    expect(names.slice(0, 4)).toEqual(['mean', 'p50', 'p90', 'p99']);
    expect(names).toContain('p99 at most');
    expect(names.filter((name) => name.includes('spans'))).toEqual([]);
  });

  it("draws Dynamo's where a Collector is there and gets no spans", () => {
    const store = new MetricStore();
    observe(store, frontend.timeToFirstToken, dynamoBounds, always);
    observe(store, spanLatency.timeToFirstToken, spanBounds, never);
    expect(drawn(store, 'ttft').map(({ name }) => name)).not.toContain('p50 · spans');
    expect(namesOf(drawn(store, 'ttft'))).toContain('p50');
  });

  it('changes over when spans stop, so that at no time there is neither nor both', () => {
    const store = new MetricStore();
    observe(store, frontend.timeToFirstToken, dynamoBounds, always);
    observe(store, spanLatency.timeToFirstToken, spanBounds, (timeMs) => timeMs < endMs / 2);
    const timesOf = (wanted: string) => drawn(store, 'ttft').find(({ name }) => name === wanted)?.times ?? [];
    const [spans, dynamo] = [timesOf('p50 · spans'), timesOf('p50')];
    expect(spans.length).toBeGreaterThan(0);
    expect(dynamo.length).toBeGreaterThan(0);
    expect([...spans, ...dynamo]).toEqual(
      Array.from({ length: (endMs - 60 * second) / stepMs + 1 }, (_, i) => 60 * second + i * stepMs)
    );
  });
});

describe('a heatmap of latencies', () => {
  it('has the buckets of one histogram alone, also where spans stop half way', () => {
    const store = new MetricStore();
    observe(store, frontend.timeToFirstToken, dynamoBounds, always);
    observe(store, spanLatency.timeToFirstToken, spanBounds, (timeMs) => timeMs < endMs / 2);
    expect(namesOf(drawn(store, 'ttft-heatmap')).sort()).toEqual([...spanBounds].sort());
  });

  it("has Dynamo's where a Collector counted nothing in the whole range", () => {
    const store = new MetricStore();
    observe(store, frontend.timeToFirstToken, dynamoBounds, always);
    observe(store, spanLatency.timeToFirstToken, spanBounds, never);
    expect(
      drawn(store, 'ttft-heatmap')
        .map(({ name }) => name)
        .sort()
    ).toEqual([...dynamoBounds].sort());
  });
});
