import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { RegexError } from './regex-error.ts';
import { compileAnchored, expandTemplate } from './regex.ts';

describe('a regular expression in RE2 syntax', () => {
  it.each([
    ['a|b', 'ab', false],
    ['chat', 'chat-0', false],
    ['', '', true],
    ['(?i)CHAT-.', 'chat-0', true],
    ['a.b', 'a\nb', false],
    ['(?s)a.b', 'a\nb', true],
    ['a.b', 'a\u2028b', true],
    ['.', '😀', true],
    ['\\s', '\u00a0', false],
    ['\\s\\S', ' x', true],
    ['[\\S]', '\v', true],
    ['\\d+\\.\\d{1,2}', '10.25', true],
    ['[[:alpha:]_]+', 'ab_', true],
    ['[[:punct:]]', ']', true],
    ['[]a]+', ']a]', true],
    ['[^]a]', ']', false],
    ['[a-c-]+', 'a-c', true],
    ['\\Qa.b\\E+', 'a.bb', true],
    ['\\x41\\x{1F600}', 'A😀', true],
    ['\\012', '\n', true],
    ['\\pL\\p{Greek}', 'aλ', true],
    ['\\PN', '7', false],
    ['a{,2}', 'a{,2}', true],
    ['a{2}', 'aa', true],
    ['x{1', 'x{1', true],
    [']}', ']}', true],
    ['\\-\\_\\/', '-_/', true],
    ['\\Aab\\z', 'ab', true],
    ['^*a$', 'a', true],
    ['(?P<first>a)(?:b)', 'ab', true],
    ['a??b*?', 'b', true],
  ])('%s on %j: %s', (pattern, value, matches) => {
    expect(compileAnchored(pattern).test(value)).toBe(matches);
  });

  it.each([
    ['(?=a)', 'look-around'],
    ['(?<!a)b', 'look-around'],
    ['a(?i)b', 'flags may only lead'],
    ['(?m)a', 'flags may only lead'],
    ['(a)\\1', 'back-reference'],
    ['a**', 'nothing to repeat'],
    ['*', 'nothing to repeat'],
    ['a{1001}', 'invalid repeat count'],
    ['a{2,1}', 'invalid repeat count'],
    ['(a', 'missing closing )'],
    ['a)', 'unexpected )'],
    ['[a', 'missing closing ]'],
    ['[z-a]', 'invalid range'],
    ['[[:^alpha:]]', 'not supported'],
    ['[[:none:]]', 'unknown class'],
    ['\\', 'escapes nothing'],
    ['\\y', 'invalid escape sequence \\y'],
    ['\\x{110000}', 'invalid escape sequence \\x'],
    ['\\p{None}', 'unknown Unicode class'],
    ['\\p{Emoji}', 'unknown Unicode class'],
    ['(?P<a>.)(?P<a>.)', 'uplicate'],
  ])('refuses %s', (pattern, reason) => {
    expect(() => compileAnchored(pattern)).toThrow(RegexError);
    expect(() => compileAnchored(pattern)).toThrow(reason);
  });

  it('that is quoted matches its own text and nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, other) => {
        const quoted = compileAnchored(text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&'));
        expect(quoted.test(text)).toBe(true);
        expect(quoted.test(other)).toBe(other === text);
      })
    );
  });

  it('never answers hostile text with anything but a match or a RegexError', () => {
    const parts = fc.constantFrom(
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      '?',
      '*',
      '+',
      '|',
      '\\',
      '^',
      '-',
      ':',
      '<',
      'P',
      'a',
      '1',
      ',',
      'Q',
      'E'
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), (chars) => {
        try {
          expect(compileAnchored(chars.join(''))).toBeInstanceOf(RegExp);
        } catch (error) {
          expect(error).toBeInstanceOf(RegexError);
        }
      })
    );
  });
});

describe('a replacement', () => {
  it.each([
    ['$1-$2', 'chat-0'],
    ['${1}x', 'chatx'],
    ['$1x', ''],
    ['$name/$0', 'chat/chat:0'],
    ['$$1', '$1'],
    ['$9$', '$'],
    ['a$', 'a$'],
  ])('%s gives %s', (template, expected) => {
    const match = compileAnchored('(?P<name>\\w+):(\\d)').exec('chat:0');
    expect(match && expandTemplate(template, match)).toBe(expected);
  });

  it('puts hostile values in as they are', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const match = compileAnchored('(?s)(.*)').exec(value);
        expect(match && expandTemplate('<$1>', match)).toBe(`<${value}>`);
      })
    );
  });
});
