import { mean, quantile, quantileBand, shareAboveTop, shareWithin } from '@dynamo-observability/query';
import { frontend } from '@dynamo-observability/signals';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { answer, storeAfter } from './observed-histogram.ts';

/** What our idioms say about a histogram, against the observations that filled it. */
const metric = frontend.timeToFirstToken;
const defaultBounds = [0, 0.0022, 0.0047, 0.01, 0.022, 0.047, 0.1, 0.22, 0.47, 1, 2.2, 4.7, 10];
const top = 10;

const observation = fc.integer({ min: 1, max: 15_000 }).map((ms) => ms / 1000);
const observations = fc.array(observation, { minLength: 1, maxLength: 200 });
const levels = fc.constantFrom(0.5, 0.9, 0.95, 0.99);
const layouts = fc.constantFrom(defaultBounds, [0.5, 1, top], [0, 0.1, 0.2, 0.3, 0.4, 0.5, 2, top]);

/** The observation of that rank: the smallest that at least the share `q` of all does not exceed. */
function ranked(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  // 0.9 * 10 is a whole rank, although 0.9 is no exact number.
  return sorted[Math.ceil(q * values.length - 1e-6) - 1] ?? Number.NaN;
}

describe('the band of a quantile', () => {
  it('holds the true quantile, whatever the bucket layout', () => {
    fc.assert(
      fc.property(observations, levels, layouts, (values, q, bounds) => {
        const store = storeAfter(metric, bounds, values);
        const low = answer(store, quantileBand(q, metric).low) ?? Number.NaN;
        const high = answer(store, quantileBand(q, metric).high) ?? Number.NaN;
        const truth = ranked(values, q);
        expect(low).toBeLessThanOrEqual(truth);
        expect(high).toBeGreaterThanOrEqual(Math.min(truth, top));
      })
    );
  });

  it('holds the interpolated line', () => {
    fc.assert(
      fc.property(observations, levels, layouts, (values, q, bounds) => {
        const store = storeAfter(metric, bounds, values);
        const line = answer(store, quantile(q, metric)) ?? Number.NaN;
        expect(line).toBeGreaterThanOrEqual(answer(store, quantileBand(q, metric).low) ?? Number.NaN);
        expect(line).toBeLessThanOrEqual(answer(store, quantileBand(q, metric).high) ?? Number.NaN);
      })
    );
  });

  it('starts at the lower bound of the bucket, to the last digit that a screen shows', () => {
    const store = storeAfter(metric, defaultBounds, [0.3, 0.3, 0.3]);
    expect(answer(store, quantileBand(0.5, metric).low)).toBe(0.22);
    expect(answer(store, quantileBand(0.5, metric).high)).toBe(0.47);
  });

  it('is absent without traffic, as is the mean', () => {
    const store = storeAfter(metric, defaultBounds, []);
    expect(answer(store, quantileBand(0.5, metric).low)).toBeUndefined();
    expect(answer(store, mean(metric))).toBeUndefined();
  });
});

describe('the mean', () => {
  it('is exact, also far below one request per second', () => {
    expect(answer(storeAfter(metric, defaultBounds, [0.3]), mean(metric))).toBeCloseTo(0.3, 12);
  });
});

describe('the share within a threshold', () => {
  it('lies between its two bounds', () => {
    fc.assert(
      fc.property(observations, observation, layouts, (values, threshold, bounds) => {
        const store = storeAfter(metric, bounds, values);
        const truth = values.filter((v) => v <= threshold).length / values.length;
        const within = shareWithin(threshold, metric);
        // No bound below the threshold says nothing: at least none of it.
        expect(answer(store, within.atLeast) ?? 0).toBeLessThanOrEqual(truth + 1e-9);
        expect(answer(store, within.atMost) ?? Number.NaN).toBeGreaterThanOrEqual(truth - 1e-9);
      })
    );
  });

  it('is one number where a bucket bound stands at the threshold', () => {
    const within = shareWithin(0.47, metric);
    const store = storeAfter(metric, defaultBounds, [0.1, 0.2, 0.3, 5]);
    expect([answer(store, within.atLeast), answer(store, within.atMost)]).toEqual([0.75, 0.75]);
  });

  it('may be all of it where the threshold is beyond the highest bound', () => {
    const store = storeAfter(metric, [0.5, 1], [0.2, 3]);
    expect(answer(store, shareWithin(2, metric).atLeast)).toBeCloseTo(0.5, 12);
    expect(answer(store, shareWithin(2, metric).atMost)).toBe(1);
  });
});

describe('the share above the last bucket', () => {
  it('counts what the buckets cannot place', () => {
    fc.assert(
      fc.property(observations, layouts, (values, bounds) => {
        const above = values.filter((v) => v > top).length / values.length;
        expect(answer(storeAfter(metric, bounds, values), shareAboveTop(metric))).toBeCloseTo(above, 9);
      })
    );
  });
});
