import { MetricStore } from '@dynamo-observability/telemetry-store';
import { describe, expect, it } from 'vitest';

import { addSyntheticGpus } from './synthetic-gpus.ts';

/** Requests in flight on one worker, one number for each five seconds; undefined where it does not run. */
function storeWith(load: ReadonlyArray<number | undefined>): MetricStore {
  const store = new MetricStore();
  const labels = { dynamo_endpoint: 'generate', instance: 'chat-0:9090' };
  load.forEach((value, i) => {
    store.addSample({ __name__: 'up', instance: 'frontend:8000' }, i * 5000, 1);
    if (value === undefined) {
      store.addStale({ __name__: 'dynamo_component_inflight_requests', ...labels }, i * 5000);
    } else {
      store.addSample({ __name__: 'dynamo_component_inflight_requests', ...labels }, i * 5000, value);
    }
  });
  addSyntheticGpus(store);
  return store;
}

const values = (store: MetricStore, expr: string, steps: number): number[] =>
  store
    .queryRange(expr, { startMs: 0, endMs: (steps - 1) * 5000, stepMs: 5000 })
    .result.flatMap((series) => [...series.values]);

describe('a synthetic GPU', () => {
  it('stands on the host of its worker, and says that it is synthetic', () => {
    const [series] = storeWith([1]).series(['DCGM_FI_DEV_POWER_USAGE'], 0, 0);
    expect(series).toMatchObject({
      Hostname: 'chat-0',
      gpu: '0',
      synthetic: 'true',
      modelName: 'synthetic (this run had no GPU)',
    });
  });

  it('draws more power under more load, idles when its worker is dead, and stays below its limit', () => {
    const watts = values(storeWith([0, 2, 30, undefined]), 'DCGM_FI_DEV_POWER_USAGE', 4);
    const [idle = NaN, some = NaN, much = NaN, dead] = watts;
    expect(some).toBeGreaterThan(idle);
    expect(much).toBeGreaterThan(some);
    expect(much).toBeLessThan(400);
    expect(dead).toBe(idle);
  });

  it('counts as much energy as its power adds up to', () => {
    const store = storeWith([0, 4, 9, 1]);
    const [, ...watts] = values(store, 'DCGM_FI_DEV_POWER_USAGE', 4);
    const millijoules = values(store, 'DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION', 4);
    const used = (millijoules.at(-1) ?? NaN) - (millijoules[0] ?? NaN);
    expect(used / 1000).toBeCloseTo(watts.reduce((sum, each) => sum + each * 5, 0));
  });

  it('is not made for a run without workers', () => {
    const store = new MetricStore();
    addSyntheticGpus(store);
    store.addSample({ __name__: 'up' }, 0, 1);
    addSyntheticGpus(store);
    expect(store.labelValues('__name__', [], 0, 0)).toEqual(['up']);
  });
});
