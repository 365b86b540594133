import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { printPoint, readPoint } from './point.ts';

describe('a point in an address', () => {
  it('is a short text that a person can read', () => {
    expect(printPoint({ panel: 'ttft', timeMs: 1795357914884, value: 0.25, labels: { model: 'demo/chat' } })).toBe(
      'panel=ttft&timeMs=1795357914884&value=0.25&l.model=demo%2Fchat'
    );
  });

  it.each(['', 'nonsense', 'panel=', '=', '&&&', 'timeMs=1'])('is none as %j', (text) => {
    expect(readPoint(text)).toBeUndefined();
  });

  it.each(['panel=ttft&timeMs=soon', 'panel=ttft&value=NaN', 'panel=ttft&timeMs=1e300', 'panel=ttft&value='])(
    'loses numbers that are none: %s',
    (text) => {
      expect(readPoint(text)).toEqual({ panel: 'ttft', labels: {} });
    }
  );

  it('survives the way there and back, whatever the labels hold', () => {
    const labels = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), {
      noNullPrototype: true,
    });
    const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0);
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.integer(), number, labels, (panel, timeMs, value, its) => {
        const point = { panel, timeMs, value, labels: its };
        expect(readPoint(printPoint(point))).toEqual(point);
      })
    );
  });
});
