import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { componentMetricName, frontendPrefix, sanitizeLabel, sanitizeName } from './naming.ts';

/** Text in which the characters that matter here are frequent. */
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom('_', ':', '-', '.', ' ', 'a', 'Z', '0', '9', '😀', 'ß'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })
  ),
  maxLength: 12,
});
const asciiWord = /[a-zA-Z0-9]/;

function accepted(sanitize: (raw: string) => string, raw: string): string | undefined {
  try {
    return sanitize(raw);
  } catch {
    return undefined;
  }
}

describe('a metric name', () => {
  it.each(['valid_name', 'test:name', 'test__name', 'test___name', '__test'])('keeps %s', (name) => {
    expect(sanitizeName(name)).toBe(name);
  });

  it.each([
    ['test name', 'test_name'],
    ['test.name', 'test_name'],
    ['test@name', 'test_name'],
    ['test-name', 'test_name'],
    ['test$name#123', 'test_name_123'],
    ['123test', '_123test'],
    ['@test', '_test'],
    ['-test', '_test'],
    ['.test', '_test'],
    [':x', '_:x'],
    ['123.test-name@domain', '_123_test_name_domain'],
  ])('turns %s into %s', (raw, name) => {
    expect(sanitizeName(raw)).toBe(name);
  });

  it.each(['', '@#$%', '!!!!', '___'])('refuses %j and says which name it was', (raw) => {
    expect(() => sanitizeName(raw)).toThrow(`The metric name ${JSON.stringify(raw)} cannot be made valid`);
  });

  it('replaces one code point by one underscore, whatever its width in UTF-16', () => {
    expect(sanitizeName('a😀b')).toBe('a_b');
    expect(sanitizeName('aßb')).toBe('a_b');
    expect(sanitizeName('a\ud800b')).toBe('a_b');
  });

  it('is valid for Prometheus, and stays as it is when sanitised again', () => {
    fc.assert(
      fc.property(text, (raw) => {
        const name = accepted(sanitizeName, raw);
        if (name !== undefined) {
          expect(name).toMatch(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/);
          expect(sanitizeName(name)).toBe(name);
        }
      })
    );
  });

  it('has as many characters as the raw name has code points, and one more for a bad start', () => {
    fc.assert(
      fc.property(text, (raw) => {
        const name = accepted(sanitizeName, raw);
        if (name !== undefined) {
          expect([0, 1]).toContain(name.length - Array.from(raw).length);
        }
      })
    );
  });

  it('exists exactly for raw names with a letter, a digit or a colon', () => {
    fc.assert(
      fc.property(text, (raw) => {
        expect(accepted(sanitizeName, raw) !== undefined).toBe(asciiWord.test(raw) || raw.includes(':'));
      })
    );
  });
});

describe('a label name', () => {
  it.each([
    ['test-label', 'test_label'],
    ['test:label', 'test_label'],
    ['test.label', 'test_label'],
    [':test', '_test'],
    ['123x', '_123x'],
    ['__test', 'test'],
    ['__1', '_1'],
    ['a__b', 'a__b'],
  ])('turns %s into %s', (raw, label) => {
    expect(sanitizeLabel(raw)).toBe(label);
  });

  it.each(['', '____', '__', '@#$'])('refuses %j and says which name it was', (raw) => {
    expect(() => sanitizeLabel(raw)).toThrow(`The label name ${JSON.stringify(raw)} cannot be made valid`);
  });

  it.each([
    ['___x', '__x'],
    ['____a', '___a'],
  ])('keeps the flaw of Dynamo that %s becomes %s, which Prometheus reserves', (raw, label) => {
    expect(sanitizeLabel(raw)).toBe(label);
  });

  it('is valid for Prometheus', () => {
    fc.assert(
      fc.property(text, (raw) => {
        const label = accepted(sanitizeLabel, raw);
        if (label !== undefined) {
          expect(label).toMatch(/^[a-zA-Z_][a-zA-Z0-9_]*$/);
        }
      })
    );
  });

  it('stays as it is when sanitised again, except where the flaw left a reserved name', () => {
    fc.assert(
      fc.property(text, (raw) => {
        const label = accepted(sanitizeLabel, raw);
        if (label !== undefined && !label.startsWith('__')) {
          expect(sanitizeLabel(label)).toBe(label);
        }
      })
    );
  });

  it('exists exactly for raw names with a letter or a digit', () => {
    fc.assert(
      fc.property(text, (raw) => {
        expect(accepted(sanitizeLabel, raw) !== undefined).toBe(asciiWord.test(raw));
      })
    );
  });
});

describe('the prefix of the frontend', () => {
  it.each([
    ['test prefix', 'test_prefix'],
    ['test.prefix', 'test_prefix'],
    ['test-prefix', 'test_prefix'],
    ['123test', '_123test'],
    ['@test', '_test'],
    ['!!!', 'dynamo_frontend'],
    ['', 'dynamo_frontend'],
  ])('is, for %j, %s', (raw, prefix) => {
    expect(frontendPrefix(raw)).toBe(prefix);
  });
});

describe('the name of a component metric', () => {
  it('has the prefix of the runtime in front of the sanitised name', () => {
    expect(componentMetricName('123metric')).toBe('dynamo_component__123metric');
    expect(componentMetricName('router_requests_total')).toBe('dynamo_component_router_requests_total');
  });

  it('is refused where the name is', () => {
    expect(() => componentMetricName('@#$')).toThrow('cannot be made valid');
  });
});
