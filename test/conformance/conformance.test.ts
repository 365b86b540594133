import { MetricStore } from '@dynamo-observability/telemetry-store';
import { beforeAll, describe, expect, it } from 'vitest';

import { readCapture, toOpenMetrics } from './capture.ts';
import { compare, type Comparison } from './compare.ts';
import { AGGREGATIONS } from './expressions/aggregations.ts';
import { FUNCTIONS } from './expressions/functions.ts';
import { generatedExpressions } from './expressions/generated.ts';
import { OPERATORS } from './expressions/operators.ts';
import { REFUSED } from './expressions/refused.ts';
import { SELECTIONS } from './expressions/selections.ts';
import { Prometheus, skipWithoutPrometheus } from './prometheus.ts';

const GENERATED = { count: 200, seed: 20_261_124 };

/** The store and a real Prometheus read the same page of the capture and must give the same answers. */
describe.skipIf(skipWithoutPrometheus())('the store answers as Prometheus does', () => {
  let comparison: Comparison;

  beforeAll(async () => {
    const page = toOpenMetrics(readCapture());
    const store = new MetricStore();
    store.addHistory(page);
    const { startMs, endMs } = store.timeRange() ?? { startMs: 0, endMs: 0 };
    const prometheus = await Prometheus.start({ backfill: page });
    comparison = {
      store,
      prometheus,
      ranges: [
        // Past the end, where the lookback runs out; before the start; and off the scrapes' own rhythm.
        { startMs, endMs: endMs + 400_000, stepMs: 15_000 },
        { startMs: startMs - 20_000, endMs, stepMs: 60_000 },
        { startMs: startMs + 300_000, endMs: startMs + 700_000, stepMs: 7_000 },
      ],
      // The last two: a sample exactly as old as the lookback allows, and a millisecond older.
      instants: [startMs + 100_000, startMs + 660_123, endMs, endMs + 300_000, endMs + 300_001],
    };
    return () => prometheus.stop();
  });

  describe.each(Object.entries({ ...SELECTIONS, ...AGGREGATIONS, ...OPERATORS, ...FUNCTIONS }))('%s', (_, queries) => {
    it.each(queries)('%s', async (query) => {
      const report = await compare([query], comparison);
      expect(report.mismatches).toEqual([]);
      expect(report.answers).toBe(8);
    });
  });

  it('and to random expressions', async () => {
    const report = await compare(generatedExpressions(GENERATED.count, GENERATED.seed), comparison);
    expect(report.mismatches).toEqual([]);
    // The comparison is worth something only where there is something to compare.
    expect(report.points).toBeGreaterThan(100_000);
  });

  it.each(REFUSED)('refuses what Prometheus refuses: %s', async (query) => {
    const report = await compare([query], comparison);
    expect(report.mismatches).toEqual([]);
    expect(report.bothRefused).toBe(report.answers);
  });

  it('with a fixed time for predict_linear in an instant query', async () => {
    // Over a range, 2.42 moves the fixed window along with the steps; newer versions and the store do not.
    const query = 'predict_linear(dynamo_component_uptime_seconds[1m] @ 1795355300, 60)';
    expect((await compare([query], { ...comparison, ranges: [] })).mismatches).toEqual([]);
  });

  it.each([
    'sort(scrape_duration_seconds)',
    'sort_desc(scrape_duration_seconds)',
    'topk(4, scrape_duration_seconds)',
    'bottomk(4, scrape_duration_seconds)',
  ])('in the same order: %s', async (query) => {
    const timeMs = comparison.instants[1] ?? NaN;
    const theirs = await comparison.prometheus.api('query', { query, time: String(timeMs / 1000) });
    const ours = comparison.store.query(query, timeMs);
    const metrics = ours.resultType === 'vector' ? ours.result.map(({ metric }) => ({ metric })) : [];
    expect(metrics.length).toBeGreaterThan(3);
    expect(theirs.data).toMatchObject({ result: metrics });
  });

  it.each(['up', 'sum(rate(dynamo_component_requests_total[1m]))', 'up + on (instance) up offset 1m'])(
    'reading as many samples: %s',
    async (query) => {
      const range = { startMs: 1_795_355_000_000, endMs: 1_795_355_300_000, stepMs: 10_000 };
      const theirs = await comparison.prometheus.api('query_range', {
        query,
        start: String(range.startMs / 1000),
        end: String(range.endMs / 1000),
        step: String(range.stepMs / 1000),
        stats: 'true',
      });
      const { samplesRead } = comparison.store.queryRange(query, range).statistics;
      expect(theirs.data).toMatchObject({ stats: { samples: { totalQueryableSamples: samplesRead } } });
    }
  );
});
