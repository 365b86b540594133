import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ReplayClock } from './replay-clock.ts';

const minute = 60_000;
const capture = { startMs: 1_000_000, endMs: 1_000_000 + 20 * minute };

function clockAt(): { clock: ReplayClock; pass: (ms: number) => void; now: () => number } {
  let now = 50_000_000;
  const clock = new ReplayClock(capture, () => now);
  return { clock, pass: (ms) => (now += ms), now: () => now };
}

describe('a replay', () => {
  it('that is stopped shows the capture at its own time', () => {
    const { clock } = clockAt();
    expect([clock.running, clock.offsetMs()]).toEqual([false, 0]);
  });

  it('begins five minutes in, so that there is something to see', () => {
    const { clock, now } = clockAt();
    clock.start();
    expect(now() - clock.offsetMs()).toBe(capture.startMs + 5 * minute);
  });

  it('goes on at the speed of the clock', () => {
    const { clock, pass, now } = clockAt();
    clock.start();
    pass(3 * minute);
    expect(now() - clock.offsetMs()).toBe(capture.startMs + 8 * minute);
  });

  it('begins again when the end is reached', () => {
    const { clock, pass, now } = clockAt();
    clock.start();
    pass(15 * minute);
    expect(now() - clock.offsetMs()).toBe(capture.startMs + 5 * minute);
  });

  it('never leaves the capture', () => {
    fc.assert(
      fc.property(fc.nat(10 ** 9), (ms) => {
        const { clock, pass, now } = clockAt();
        clock.start();
        pass(ms);
        const shown = now() - clock.offsetMs();
        expect(shown).toBeGreaterThanOrEqual(capture.startMs);
        expect(shown).toBeLessThanOrEqual(capture.endMs);
      })
    );
  });

  it('can be stopped and started anew', () => {
    const { clock, pass, now } = clockAt();
    clock.start();
    pass(7 * minute);
    clock.stop();
    expect(clock.offsetMs()).toBe(0);
    clock.start();
    expect(now() - clock.offsetMs()).toBe(capture.startMs + 5 * minute);
  });
});
