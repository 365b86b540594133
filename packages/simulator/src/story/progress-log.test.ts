import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ProgressLog } from './progress-log.ts';

/** A worker whose pace changes: pairs of seconds that pass and seconds a token from then on. */
const paces = fc.array(
  fc.tuple(fc.double({ min: 0.01, max: 20, noNaN: true }), fc.double({ min: 0.005, max: 2, noNaN: true })),
  { minLength: 1, maxLength: 12 }
);

function logOf(changes: ReadonlyArray<readonly [number, number]>): { log: ProgressLog; now: number } {
  const log = new ProgressLog(100);
  let now = 100;
  log.changePace(now, 0.5);
  for (const [passed, pace] of changes) {
    now += passed;
    log.changePace(now, pace);
  }
  return { log, now };
}

describe('a log of progress', () => {
  it('says when each token was made', () => {
    const { log } = logOf([
      [10, 1],
      [10, 0.25],
    ]);
    expect([log.timeOf(0), log.timeOf(20), log.timeOf(25), log.timeOf(30), log.timeOf(34)]).toEqual([
      100, 110, 115, 120, 121,
    ]);
  });

  it('is read backwards as it was written', () => {
    fc.assert(
      fc.property(paces, fc.double({ min: 0, max: 1, noNaN: true }), (changes, share) => {
        const { log, now } = logOf(changes);
        const progress = share * log.progress(now);
        expect(log.timeOf(log.progress(now))).toBeCloseTo(now, 6);
        expect(log.timeOf(progress)).toBeLessThanOrEqual(now + 1e-6);
      })
    );
  });

  it('has gaps that add up to the time from the first token to the last', () => {
    fc.assert(
      fc.property(
        paces,
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 0, max: 30, noNaN: true }),
        (changes, count, start) => {
          const { log } = logOf(changes);
          const gaps = log.gaps(start, count);
          expect(gaps.reduce((sum, gap) => sum + gap.count, 0)).toBe(count);
          const seconds = gaps.reduce((sum, gap) => sum + gap.count * gap.seconds, 0);
          expect(seconds).toBeCloseTo(log.timeOf(start + count) - log.timeOf(start), 6);
        }
      )
    );
  });

  it('ends a token before a pause and begins the next after it', () => {
    const log = new ProgressLog(0);
    log.changePace(0, 1);
    log.changePace(5, Infinity);
    log.changePace(60, 1);
    expect(log.timeOf(5)).toBe(5);
    expect(log.timeOf(5 + 1e-12)).toBeCloseTo(5, 9);
    expect(log.timeOf(6)).toBe(61);
    expect(log.gaps(5, 2)).toEqual([{ seconds: 1, count: 2 }]);
  });

  it('has no progress while nothing runs', () => {
    const log = new ProgressLog(0);
    log.changePace(1, 0.5);
    log.changePace(2, Infinity);
    log.changePace(100, 0.5);
    expect([log.progress(100), log.progress(101), log.timeOf(3)]).toEqual([2, 4, 100.5]);
  });
});
