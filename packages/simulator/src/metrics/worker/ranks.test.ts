import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { countByRank, eachRank, partOf } from './ranks.ts';

const ranksOf = fc.integer({ min: 1, max: 16 });

describe('the parts of ranks', () => {
  it('add up to the whole', () => {
    fc.assert(
      fc.property(fc.nat(), ranksOf, (whole, ranks) => {
        const parts = eachRank(ranks, (rank) => partOf(whole, rank, ranks));
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(whole);
      })
    );
  });

  it('never shrink while the whole grows', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(1e6), ranksOf, (whole, more, ranks) => {
        for (let rank = 0; rank < ranks; rank++) {
          expect(partOf(whole + more, rank, ranks)).toBeGreaterThanOrEqual(partOf(whole, rank, ranks));
        }
      })
    );
  });

  it('are one for each request', () => {
    const requests = [0, 1, 1, 3].map((rank) => ({ attempt: { rank } }));
    expect(countByRank(requests, 4)).toEqual([1, 2, 0, 1]);
  });
});
