import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { hexId, shortTraceId } from './identifier.ts';

describe('an id', () => {
  it('is hex, whatever it came as', () => {
    expect(hexId('AAAAAAAAAAAAAAAAAAAAAQ==')).toBe('00000000000000000000000000000001');
    expect(hexId('00000000000000AB')).toBe('00000000000000ab');
    expect(hexId('')).toBe('');
  });

  it('is the same after the way through Base64', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (bytes) => {
        expect(hexId(Buffer.from(bytes).toString('base64'))).toBe(Buffer.from(bytes).toString('hex'));
      })
    );
  });

  it('is refused where it is neither', () => {
    expect(() => hexId('no id!')).toThrow(/neither hex nor Base64/);
  });

  it('of a trace loses half of it when that is all zeros', () => {
    expect(shortTraceId('00000000000000000000000000000001')).toBe('0000000000000001');
    expect(shortTraceId('00000000000000010000000000000000')).toBe('00000000000000010000000000000000');
  });
});
