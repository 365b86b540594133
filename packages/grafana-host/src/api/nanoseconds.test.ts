import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { exactly, fractionalMs, instantOf, toNanoseconds } from './nanoseconds.ts';

describe('nanoseconds', () => {
  it('become milliseconds and the rest', () => {
    expect(instantOf('1795356395078153300')).toEqual({ ms: 1_795_356_395_078, nanos: 153_300 });
    expect(instantOf('7')).toEqual({ ms: 0, nanos: 7 });
  });

  it('become milliseconds with a fraction, 0 where they are left out', () => {
    expect(fractionalMs('1795356395078153300')).toBeCloseTo(1_795_356_395_078.1533, 3);
    expect(fractionalMs('')).toBe(0);
  });

  it('are refused where they are something else', () => {
    expect(() => instantOf('2026-11-24')).toThrow(/time "2026-11-24" that is no number of nanoseconds/);
    expect(() => exactly('1.5')).toThrow(/no number of nanoseconds/);
  });

  it('are what they were after the way there and back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 4_000_000_000_000_000_000n }), (ns) => {
        const { ms, nanos } = instantOf(String(ns));
        expect(BigInt(toNanoseconds(ms)) + BigInt(nanos)).toBe(ns);
      })
    );
  });
});
