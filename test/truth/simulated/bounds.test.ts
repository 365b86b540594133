import { MetricStore } from '@dynamo-observability/telemetry-store';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { meanBound, nothing, quantileBound, rateBound } from './bounds.ts';
import { Observations, type Observation } from './observations.ts';

/** A process that observes values at random moments, and is scraped at any moment of each interval. */
const run = fc.record({
  interval: fc.constantFrom(5, 15, 30),
  offset: fc.double({ min: 0.001, max: 0.999, noNaN: true }),
  events: fc.array(
    fc.record({
      at: fc.double({ min: 0.01, max: 599, noNaN: true }),
      value: fc.double({ min: 0.01, max: 9, noNaN: true }),
    }),
    { maxLength: 80 }
  ),
});
const buckets = [0.1, 1, 3, 10];
const source = { name: 'a', from: 0, to: Infinity };

function scraped(events: ReadonlyArray<{ at: number; value: number }>, interval: number, offset: number): MetricStore {
  const store = new MetricStore();
  for (let at = offset * interval; at <= 600; at += interval) {
    const until = events.filter((event) => event.at <= at);
    const add = (name: string, value: number, labels = {}): void =>
      store.addSample({ __name__: name, ...labels }, Math.round(at * 1000), value);
    add('x_count', until.length);
    add(
      'x_sum',
      until.reduce((sum, { value }) => sum + value, 0)
    );
    for (const le of [...buckets, Infinity]) {
      add('x_bucket', until.filter(({ value }) => value <= le).length, { le: le === Infinity ? '+Inf' : String(le) });
    }
  }
  return store;
}

function asked(store: MetricStore, expr: string): number | undefined {
  const answer = store.query(expr, 600_000);
  return answer.resultType === 'vector' ? answer.result[0]?.value : undefined;
}

describe('what scrapes can show', () => {
  it('holds every answer that Prometheus gives, at whatever moments it scrapes', () => {
    fc.assert(
      fc.property(run, ({ interval, offset, events }) => {
        const store = scraped(events, interval, offset);
        const all: Observation[] = events.map((event) => ({ ...event, labels: {}, source }));
        const window = { at: 600, seconds: 300, interval };
        const seen = new Observations(all, [], interval, 'always').seen({}, window);
        const within = (value: number | undefined, bound: { low: number; high: number } | undefined): void => {
          if (value !== undefined && !Number.isNaN(value) && bound !== undefined && bound !== nothing) {
            expect(value).toBeGreaterThanOrEqual(bound.low - 1e-9 - Math.abs(bound.low) * 1e-9);
            expect(value).toBeLessThanOrEqual(bound.high + 1e-9 + Math.abs(bound.high) * 1e-9);
          }
        };
        within(asked(store, 'rate(x_count[300s])'), rateBound({ ...seen, ...counted(seen) }, window));
        within(asked(store, 'rate(x_sum[300s])'), rateBound(seen, window));
        within(asked(store, 'rate(x_sum[300s]) / rate(x_count[300s])'), meanBound(seen, window));
        for (const q of [0.5, 0.9, 0.99]) {
          within(
            asked(store, `histogram_quantile(${q}, rate(x_bucket[300s]))`),
            quantileBound(q, seen, window, buckets)
          );
        }
      }),
      { numRuns: 150 }
    );
  });

  it('is so narrow that a mistake of a quarter is seen', () => {
    const all = Array.from({ length: 600 }, (_, at) => ({ at: at + 0.5, value: 2, labels: {}, source }));
    const window = { at: 600, seconds: 300, interval: 15 };
    const seen = new Observations(all, [], 15, 'always').seen({}, window);
    const { low, high } = rateBound(seen, window);
    expect([low > 1.75, high < 2.25]).toEqual([true, true]);
    expect(meanBound(seen, window)).toEqual({ low: 2, high: 2 });
  });

  it('is nothing where nothing happened, and unknown where that depends on the scrapes', () => {
    const window = { at: 600, seconds: 300, interval: 15 };
    const at = (seconds: number): Observation => ({ at: seconds, value: 1, labels: {}, source });
    const bound = (all: readonly Observation[]) =>
      meanBound(new Observations(all, [], 15, 'always').seen({}, window), window);
    expect(bound([at(100)])).toBe(nothing);
    expect(bound([at(595)])).toBeUndefined();
    expect(bound([at(450)])).toEqual({ low: 1, high: 1 });
  });
});

const counted = (seen: { certain: ReadonlyArray<{ count: number }>; possible: ReadonlyArray<{ count: number }> }) => ({
  certain: seen.certain.map(({ count }) => ({ value: 1, count })),
  possible: seen.possible.map(({ count }) => ({ value: 1, count })),
});
