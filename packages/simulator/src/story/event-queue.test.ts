import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { EventQueue } from './event-queue.ts';

describe('the queue of events', () => {
  it('lets things happen in the order of time, and of planning', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (times) => {
        const events = new EventQueue();
        const happened: Array<readonly [number, number]> = [];
        times.forEach((time, order) => events.at(time, () => happened.push([events.now, order])));
        events.runUntil(20);
        const expected = times.map((time, order) => [time, order] as const).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        expect(happened).toEqual(expected);
      })
    );
  });

  it('stops at the time it is told, and goes on from there', () => {
    const events = new EventQueue();
    const happened: number[] = [];
    const every = (): void => {
      happened.push(events.now);
      events.after(1, every);
    };
    events.after(1, every);
    events.runUntil(2.5);
    expect([happened, events.now]).toEqual([[1, 2], 2.5]);
    events.runUntil(3);
    expect(happened).toEqual([1, 2, 3]);
  });

  it('refuses the past', () => {
    const events = new EventQueue();
    events.runUntil(5);
    expect(() => events.at(4, () => undefined)).toThrow('it is 5 s already');
    expect(() => events.after(NaN, () => undefined)).toThrow(RangeError);
  });
});
