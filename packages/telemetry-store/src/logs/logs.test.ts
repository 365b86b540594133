import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { LabelSet } from '../labels/label-set.ts';
import { detectLevel } from './detected-level.ts';
import { utf8Length } from './log-entry.ts';
import { LogStore } from './log-store.ts';

describe('a stream', () => {
  const entry = (timestampNs: bigint, line: string) => ({ timestampNs, line, structuredMetadata: [] });

  it('orders its lines by time, and lines of one time by arrival', () => {
    const store = new LogStore();
    store.append({ a: 'b' }, [entry(3n, 'c'), entry(1n, 'a'), entry(3n, 'd')]);
    store.append({ a: 'b' }, [entry(2n, 'b')]);
    expect(
      store
        .select([])[0]
        ?.entries()
        .map(({ line }) => line)
    ).toEqual(['a', 'b', 'c', 'd']);
    expect([0n, 1n, 2n, 3n, 4n].map((time) => store.select([])[0]?.countBefore(time))).toEqual([0, 0, 1, 2, 4]);
    expect(store.timeRange()).toEqual({ startNs: 1n, endNs: 3n });
  });

  it('rounds times up, so that whole milliseconds compare as nanoseconds would', () => {
    const store = new LogStore();
    store.append({ a: 'b' }, [entry(1_795_354_836_380_000_000n, ''), entry(1_795_354_836_380_000_001n, '')]);
    expect(store.select([])[0]?.roundedUpMs()).toEqual(Float64Array.of(1_795_354_836_380, 1_795_354_836_381));
  });

  it('of an empty store has no times', () => {
    expect(new LogStore().timeRange()).toBeUndefined();
  });
});

describe('the detected level', () => {
  const level = (line: string, labels = {}, metadata: Array<[string, string]> = []) =>
    detectLevel(LabelSet.fromObject(labels), metadata, line);

  it('is that of a label, then of structured metadata, then of the line', () => {
    expect(level('{"level":"ERROR"}', { level: 'Warning' }, [['severity_text', 'INFO']])).toBe('warn');
    expect(level('{"level":"ERROR"}', {}, [['severity_text', 'INFO']])).toBe('info');
    expect(level('{"level":"ERROR"}')).toBe('error');
    expect(level('x', { level: 'odd' })).toBe('odd');
  });

  it('is that of a number of OpenTelemetry', () => {
    const ofSeverity = (severity: string) => level('', {}, [['severity_number', severity]]);
    expect(['1', '5', '9', '12', '13', '17', '24', '0', '25'].map(ofSeverity)).toEqual([
      'trace',
      'debug',
      'info',
      'info',
      'warn',
      'error',
      'fatal',
      'unknown',
      'unknown',
    ]);
  });

  it('is found in fields of JSON, two levels deep, and of logfmt', () => {
    expect(level('{"log":{"lvl":"dbg"}}')).toBe('debug');
    expect(level('{"a":{"b":{"level":"trc"}}}')).toBe('unknown');
    expect(level('ts=1 LVL=err msg=x')).toBe('error');
  });

  it('is the first word that names one', () => {
    expect(level('2026 WARN: an error')).toBe('warn');
    expect(level('argparse.py:1978: FutureWarning: --x is deprecated')).toBe('unknown');
    expect(level('misc:error terror')).toBe('unknown');
  });
});

describe('the length in UTF-8', () => {
  it('is that of the encoded text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
      })
    );
  });
});
