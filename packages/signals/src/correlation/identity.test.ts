import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { sanitizeLabel } from '../naming.ts';
import { namespaceSpellings } from './namespace.ts';
import { traceIdInLogs } from './trace-id.ts';
import { workerIdToDecimal, workerIdToHex } from './worker-id.ts';

describe('a worker id', () => {
  it.each([
    ['694d8b1f2c3a4e5f', '7587873913191419487'],
    ['0', '0'],
    ['ffffffffffffffff', '18446744073709551615'],
    ['1fffffffffffff', '9007199254740991'],
    ['20000000000001', '9007199254740993'],
  ])('%s is %s in decimal, to the last digit', (hex, decimal) => {
    expect(workerIdToDecimal(hex)).toBe(decimal);
    expect(workerIdToHex(decimal)).toBe(hex);
  });

  it('may be written in capitals or with leading zeros, and comes back without', () => {
    expect(workerIdToHex(workerIdToDecimal('00AB'))).toBe('ab');
  });

  it.each(['', '0x1f', 'xyz', ' 1f', '1f\n', '-1', '1.5'])('is not hexadecimal as %j', (hex) => {
    expect(() => workerIdToDecimal(hex)).toThrow(`The worker id ${JSON.stringify(hex)} is not hexadecimal`);
  });

  it.each(['', '1f', '-1', '1e3', '1.0', ' 1', 'none'])('is not decimal as %j', (decimal) => {
    expect(() => workerIdToHex(decimal)).toThrow(
      `The worker id ${JSON.stringify(decimal)} is not a whole decimal number`
    );
  });

  it('has 64 bits at most', () => {
    expect(() => workerIdToDecimal('10000000000000000')).toThrow('has 64 bits at most');
    expect(() => workerIdToHex('18446744073709551616')).toThrow('has 64 bits at most');
  });

  it('survives the way there and back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (id) => {
        expect(workerIdToDecimal(workerIdToHex(id.toString()))).toBe(id.toString());
      })
    );
  });
});

describe('a trace id', () => {
  it('has its leading zeros in logs', () => {
    expect(traceIdInLogs('1cffc1f8')).toBe('0000000000000000000000001cffc1f8');
    expect(traceIdInLogs('D018BA4547FD0604DBE261FB9332E97F')).toBe('d018ba4547fd0604dbe261fb9332e97f');
  });

  it.each(['', 'xyz', '0'.repeat(33)])('is refused as %j', (id) => {
    expect(() => traceIdInLogs(id)).toThrow('give up to 32 hex digits');
  });
});

describe('a namespace', () => {
  const matches = (name: string, value: string) => new RegExp(`^(?:${namespaceSpellings(name)})$`, 'u').test(value);

  it('is found however dashes and underscores are written', () => {
    expect(namespaceSpellings('my-ns')).toBe('my[-_]ns');
    expect(namespaceSpellings('my_ns')).toBe('my[-_]ns');
    expect(matches('team-a', 'team_a')).toBe(true);
    expect(matches('team_a', 'team-a')).toBe(true);
  });

  it('is not mistaken for one that only resembles it', () => {
    expect(matches('team-a', 'team-a-eval')).toBe(false);
    expect(matches('team-a', 'teamXa')).toBe(false);
    expect(matches('a.b', 'axb')).toBe(false);
  });

  it('means its characters, whatever they mean to a regular expression', () => {
    expect(matches('a|b', 'a')).toBe(false);
    expect(matches('a|b', 'a|b')).toBe(true);
    expect(matches('.*', 'anything')).toBe(false);
    expect(matches('[x]^$\\', '[x]^$\\')).toBe(true);
  });

  it('cannot be empty, which would match series without the label', () => {
    expect(() => namespaceSpellings('')).toThrow('cannot be empty');
  });

  it('matches itself, whatever its characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        expect(matches(name, name)).toBe(true);
      })
    );
  });

  it('matches what Dynamo makes of a name that Kubernetes allows', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]([-a-z0-9._]{0,10}[a-z0-9])?$/), (name) => {
        expect(matches(name, sanitizeLabel(name))).toBe(true);
      })
    );
  });
});
