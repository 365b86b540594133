import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { cellsOf } from './cells.ts';

const range = fc
  .tuple(fc.integer({ min: 0, max: 2e12 }), fc.integer({ min: 1, max: 40 * 86_400_000 }))
  .map(([fromMs, lengthMs]) => ({ fromMs, toMs: fromMs + lengthMs }));

describe('the parts of a range', () => {
  it('cover it without gaps and end with it, and are at most eleven', () => {
    fc.assert(
      fc.property(range, ({ fromMs, toMs }) => {
        const cells = cellsOf({ fromMs, toMs });
        expect(cells.length).toBeLessThanOrEqual(11);
        expect(cells[0]?.fromMs).toBeLessThanOrEqual(fromMs);
        expect(cells.at(-1)?.toMs).toBe(toMs);
        cells.slice(1).forEach((cell, i) => expect(cell.fromMs).toBe(cells[i]?.toMs));
      })
    );
  });

  it('stay the same but for the first and the last while a range moves on', () => {
    const hour = 3_600_000;
    const inner = (fromMs: number) => cellsOf({ fromMs, toMs: fromMs + hour }).slice(1, -1);
    expect(inner(10 * hour + 1000)).toEqual(inner(10 * hour + 31_000));
  });
});
