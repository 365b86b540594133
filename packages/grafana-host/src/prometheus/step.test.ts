import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { alignToStep, stepOf, type StepInputs } from './step.ts';

const hour = 3_600_000;
const inputs = (changes: Partial<StepInputs>): StepInputs => ({
  span: { startMs: 0, endMs: hour },
  minStep: '',
  scrapeInterval: '15s',
  requestIntervalMs: 15_000,
  maxDataPoints: 300,
  ...changes,
});

describe('the step of a query', () => {
  it('is the range over the points, rounded to a number that people read easily', () => {
    expect(stepOf(inputs({ span: { startMs: 0, endMs: 6 * hour }, requestIntervalMs: 60_000 })).stepMs).toBe(60_000);
    expect(stepOf(inputs({ span: { startMs: 0, endMs: 24 * hour }, requestIntervalMs: 300_000 })).stepMs).toBe(300_000);
  });

  it('is never finer than what the panel asked for', () => {
    expect(stepOf(inputs({ requestIntervalMs: 30_000 })).stepMs).toBe(30_000);
  });

  it('follows the min step of the query before that of the panel', () => {
    expect(stepOf(inputs({ minStep: '2m', requestIntervalMs: 15_000 })).stepMs).toBe(120_000);
  });

  it('is the scrape interval where nobody asked for anything', () => {
    expect(stepOf(inputs({ requestIntervalMs: 0, scrapeInterval: '20s' })).stepMs).toBe(20_000);
  });

  it('does not count a macro as a min step', () => {
    expect(stepOf(inputs({ minStep: '$__interval', requestIntervalMs: 15_000 })).stepMs).toBe(15_000);
  });

  it('never asks for more points than Prometheus gives', () => {
    const spans = fc.record({ startMs: fc.nat(10 ** 12), length: fc.integer({ min: 1, max: 10 ** 11 }) });
    fc.assert(
      fc.property(spans, fc.nat(50_000), ({ startMs, length }, maxDataPoints) => {
        const { stepMs } = stepOf(
          inputs({ span: { startMs, endMs: startMs + length }, maxDataPoints, requestIntervalMs: 1 })
        );
        expect(length / stepMs).toBeLessThanOrEqual(11_000);
      })
    );
  });

  it('refuses a min step that is no duration, naming it', () => {
    expect(() => stepOf(inputs({ minStep: 'often' }))).toThrow(/"often" is not a duration/);
  });
});

describe('$__rate_interval', () => {
  it('is at least four scrapes, so that a rate always has two samples', () => {
    expect(stepOf(inputs({})).rateIntervalMs).toBe(60_000);
  });

  it('is the step and one scrape more once that is longer', () => {
    expect(stepOf(inputs({ requestIntervalMs: 120_000 })).rateIntervalMs).toBe(135_000);
  });

  it('takes a min step for the scrape interval', () => {
    expect(stepOf(inputs({ minStep: '30s', requestIntervalMs: 30_000 })).rateIntervalMs).toBe(120_000);
  });

  it('as a min step is the step itself', () => {
    expect(stepOf(inputs({ minStep: '$__rate_interval' }))).toEqual({ stepMs: 60_000, rateIntervalMs: 60_000 });
  });
});

describe('aligning to the step', () => {
  it('moves both ends down to a multiple of the step', () => {
    expect(alignToStep({ startMs: 12_345, endMs: 67_890 }, 5000)).toEqual({ startMs: 10_000, endMs: 65_000 });
  });

  it('lets steps of a day begin at midnight of the time zone', () => {
    const day = 24 * hour;
    expect(alignToStep({ startMs: day + hour, endMs: 2 * day }, day, 2 * hour).startMs).toBe(day - 2 * hour);
  });
});
