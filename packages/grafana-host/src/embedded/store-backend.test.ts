import { MetricStore } from '@dynamo-observability/telemetry-store';
import { describe, expect, it } from 'vitest';

import { StoreBackend } from './store-backend.ts';

const store = new MetricStore();
store.addSample({ __name__: 'up', job: 'a' }, 1000, 1);
const backend = new StoreBackend(store);

describe('the embedded store', () => {
  it('answers a range query', async () => {
    expect(await backend.queryRange({ expr: 'up', startMs: 1000, endMs: 2000, stepMs: 1000 })).toEqual([
      { labels: { __name__: 'up', job: 'a' }, times: [1000, 2000], values: [1, 1] },
    ]);
  });

  it('answers with a vector, a number or a text', async () => {
    expect(await backend.query({ expr: 'up', timeMs: 1000 })).toMatchObject({
      type: 'vector',
      samples: [{ value: 1 }],
    });
    expect(await backend.query({ expr: '2', timeMs: 1000 })).toEqual({ type: 'scalar', timeMs: 1000, value: 2 });
    expect(await backend.query({ expr: '"hi"', timeMs: 1000 })).toEqual({ type: 'string', timeMs: 1000, text: 'hi' });
  });

  it('refuses all samples of a range where one value is wanted', async () => {
    await expect(backend.query({ expr: 'up[5m]', timeMs: 1000 })).rejects.toThrow(/one value a series/);
  });

  it('knows labels and series of a time range', async () => {
    const span = { startMs: 0, endMs: 1000 };
    expect(await backend.labelValues({ label: 'job', match: 'up', ...span })).toEqual(['a']);
    expect(await backend.series({ match: 'up', ...span })).toEqual([{ __name__: 'up', job: 'a' }]);
  });
});
