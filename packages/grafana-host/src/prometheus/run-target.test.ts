import { MetricStore } from '@dynamo-observability/telemetry-store';
import { describe, expect, it } from 'vitest';

import { StoreBackend } from '../embedded/store-backend.ts';
import { runTarget, type RequestContext } from './run-target.ts';
import { completeTarget, type RawTarget } from './target.ts';

const store = new MetricStore();
for (let second = 0; second <= 120; second += 5) {
  store.addSample({ __name__: 'requests_total', model: 'm' }, second * 1000, second * 2);
  store.addSample({ __name__: 'wait_bucket', le: '1' }, second * 1000, second);
  store.addSample({ __name__: 'wait_bucket', le: '+Inf' }, second * 1000, second * 3);
}

const context: RequestContext = {
  span: { startMs: 62_000, endMs: 121_000 },
  scrapeInterval: '5s',
  requestIntervalMs: 5000,
  maxDataPoints: 300,
  utcOffsetMs: 0,
  tablesInRequest: 1,
};
const run = (raw: Partial<RawTarget>) =>
  runTarget(completeTarget({ refId: 'A', ...raw }), context, new StoreBackend(store));

describe('a query of a panel', () => {
  it('fills in the rate interval and aligns its points to the step', async () => {
    const [frame] = await run({ expr: 'rate(requests_total[$__rate_interval])', legendFormat: '{{model}}' });
    expect(frame?.executedQuery).toBe('Expr: rate(requests_total[20s])\nStep: 5s');
    expect(frame?.fields[0]?.values.slice(0, 2)).toEqual([60_000, 65_000]);
    expect(new Set(frame?.fields[1]?.values)).toEqual(new Set([2]));
  });

  it('that asks for one value gets that of the end of the range', async () => {
    const [frame] = await run({ expr: 'requests_total', instant: true, format: 'table' });
    expect(frame?.fields.map(({ name, values }) => [name, values])).toEqual([
      ['Time', [121_000]],
      ['__name__', ['requests_total']],
      ['model', ['m']],
      ['Value', [240]],
    ]);
  });

  it('for a heatmap gets its buckets apart', async () => {
    const [frame] = await run({ expr: 'sum by (le) (rate(wait_bucket[$__rate_interval]))', format: 'heatmap' });
    expect(frame?.fields.map(({ name, values }) => [name, values[0]])).toEqual([
      ['Time', 60_000],
      ['1', 1],
      ['+Inf', 2],
    ]);
  });

  it('fails with the words of the store, for the panel to show', async () => {
    await expect(run({ expr: 'sum(' })).rejects.toThrow(/parse error/);
    await expect(run({ expr: 'requests_total', interval: 'often' })).rejects.toThrow(/"often" is not a duration/);
  });
});
