import { dashboards, metricsQueries, printForPanel } from '@dynamo-observability/dashboards';
import { MetricStore } from '@dynamo-observability/telemetry-store';
import { describe, expect, it } from 'vitest';

/** What the panel draws at the end of five minutes of `totals`, each added to every scrape. */
function drawn(gauge: number, counters: { readonly [name: string]: number }): Array<number | undefined> {
  const store = new MetricStore();
  for (let scrape = 0; scrape <= 20; scrape++) {
    const add = (name: string, value: number): void =>
      store.addSample({ __name__: name, instance: 'a', dynamo_component: 'backend' }, scrape * 15_000, value);
    add('dynamo_component_kv_cache_hit_rate', gauge);
    Object.entries(counters).forEach(([name, each]) => add(name, scrape * each));
  }
  const panel = dashboards
    .flatMap(({ rows }) => rows.flatMap(({ panels }) => panels))
    .find(({ panel: { id } }) => id === 'engine-hit-rate')?.panel;
  return (panel === undefined ? [] : metricsQueries(panel)).flatMap(({ expr }) => {
    const text = printForPanel(expr)
      .replaceAll(/\$__\w+/g, '300s')
      .replaceAll(/\$\{\w+:pipe\}|\$\w+/g, '.*');
    const answer = store.query(text, 300_000);
    return answer.resultType === 'vector' ? answer.result.map(({ value }) => value) : [];
  });
}

describe('the hit rate of a worker', () => {
  it('is that of the window where its engine counts', () => {
    const vllm = { 'vllm:prefix_cache_hits_total': 1, 'vllm:prefix_cache_queries_total': 4 };
    expect(drawn(0.9, vllm)).toEqual([0.25]);
    expect(drawn(0.9, { 'sglang:cached_tokens_total': 1, 'sglang:prompt_tokens_total': 4 })).toEqual([0.25]);
  });

  it('is 0 where prompts came and nothing was found', () => {
    expect(drawn(0.9, { 'sglang:prompt_tokens_total': 4 })).toEqual([0]);
  });

  it('is absent where nothing was looked up, as on a decode worker', () => {
    expect(drawn(0, { 'vllm:prefix_cache_hits_total': 0, 'vllm:prefix_cache_queries_total': 0 })).toEqual([]);
  });

  it('is what the engine says where it has no counters', () => {
    expect(drawn(0.9, {})).toEqual([0.9]);
  });
});
