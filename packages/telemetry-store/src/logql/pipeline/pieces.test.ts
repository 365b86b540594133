import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { RegexError } from '../../labels/regex-error.ts';
import { CapturePattern, PatternError } from './capture-pattern.ts';
import { fieldName, nestedName } from './field-name.ts';
import { parseJsonPath } from './json-path.ts';
import { LineMatcher } from './line-matcher.ts';

describe('a line filter', () => {
  it('contains a text as it is, whatever signs it has', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (before, text, after) => {
        expect(new LineMatcher('|=', [text]).matches(before + text + after)).toBe(true);
        expect(new LineMatcher('!=', [text]).matches(before + text + after)).toBe(false);
      })
    );
  });

  it('with several texts needs one of them, or none', () => {
    const lines = ['a b', 'a', 'b', 'c'];
    expect(lines.map((line) => new LineMatcher('|=', ['a', 'b']).matches(line))).toEqual([true, true, true, false]);
    expect(lines.map((line) => new LineMatcher('!=', ['a', 'b']).matches(line))).toEqual([false, false, false, true]);
  });

  it('matches an expression of RE2 anywhere', () => {
    expect(new LineMatcher('|~', ['^[{]']).matches('{"a":1}')).toBe(true);
    expect(new LineMatcher('!~', ['^[{]']).matches(' {"a":1}')).toBe(true);
    expect(new LineMatcher('|~', ['(?i)ERROR', 'x$']).matches('an error')).toBe(true);
    expect(() => new LineMatcher('|~', ['('])).toThrow(RegexError);
  });
});

describe('a path in JSON', () => {
  it.each([
    ['ttft_ms', ['ttft_ms']],
    ['pod.uuid', ['pod', 'uuid']],
    ['["request.outcome"]', ['request.outcome']],
    ['a["b c"][0].d', ['a', 'b c', 0, 'd']],
    ['[1]["x"]', [1, 'x']],
  ])('%s', (text, path) => {
    expect(parseJsonPath(text)).toEqual(path);
  });

  it.each(['', ' ', 'field with space', '.a', 'a.', 'a..b', 'a[', 'a["b"', 'a[-1]', '["a"]b', 'a.0'])(
    '%j is none',
    (text) => {
      expect(parseJsonPath(text)).toBeUndefined();
    }
  );
});

describe('a capture pattern', () => {
  const match = (pattern: string, line: string) => new CapturePattern(pattern).match(line);

  it('finds what stands between its texts', () => {
    expect(match('<method> <path> (<_>) <took>', 'GET /v1/x (200) 12ms')).toEqual([
      ['method', 'GET'],
      ['path', '/v1/x'],
      ['took', '12ms'],
    ]);
  });

  it('must begin with its first text', () => {
    expect(match('[<level>] <_>', '[warn] x')).toEqual([['level', 'warn']]);
    expect(match('[<level>] <_>', ' [warn] x')).toEqual([]);
    expect(match('<a>', '')).toEqual([]);
  });

  it('gives the rest of the line to a capture whose end is missing', () => {
    expect(match('<a>, <b>; <c>', '1, 2')).toEqual([
      ['a', '1'],
      ['b', '2'],
    ]);
  });

  it.each([
    ['no capture', 'needs at least one named capture'],
    ['<_> x', 'needs at least one named capture'],
    ['<a> <a>', 'capture <a> is named twice'],
    ['<a><b>', 'between two captures there must be text'],
  ])('%j is refused', (pattern, reason) => {
    expect(() => new CapturePattern(pattern)).toThrow(PatternError);
    expect(() => new CapturePattern(pattern)).toThrow(reason);
  });
});

describe('the name of a field', () => {
  it('has underscores for all that a label may not have', () => {
    expect(['log.target', 'request-id', '9lives', ' padded ', 'Übung', ' '].map(fieldName)).toEqual([
      'log_target',
      'request_id',
      '_9lives',
      'padded',
      '_bung',
      '',
    ]);
    expect(nestedName('time', 'busy.us')).toBe('time_busy_us');
    expect(nestedName('a', '9')).toBe('a_9');
    expect(nestedName('a', ' ')).toBe('a');
    expect(nestedName('', 'b')).toBe('b');
  });

  it('is always one that a label may have', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (field) => /^(?:[a-zA-Z_]\w*)?$/.test(fieldName(field))));
  });
});
