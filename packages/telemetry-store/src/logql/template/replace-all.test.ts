import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseTemplate } from './parse.ts';
import { replaceAll } from './replace-all.ts';
import { TemplateExecutionError } from './value.ts';

describe('regexReplaceAll', () => {
  it.each([
    ['[0-9]+', 'worker 17 of 20', '#', 'worker # of #'],
    ['(?s)\n.*', 'first\nsecond\nthird', '', 'first'],
    ['(\\w+)@(\\w+)', 'a@b c@d', '${2} at ${1}', 'b at a d at c'],
    ['x', 'none', '#', 'none'],
    ['', 'ab', '-', '-a-b-'],
    ['(?i)ERROR', 'error Error', 'e', 'e e'],
  ])('%j in %j by %j', (pattern, text, replacement, expected) => {
    expect(replaceAll(pattern, text, replacement)).toBe(expected);
  });

  it('is a function of templates', () => {
    expect(() =>
      parseTemplate('{{ regexReplaceAll "[0-9]+" (default __line__ .message) "#" | trunc 160 }}')
    ).not.toThrow();
  });

  it('fails on the line where the pattern is none', () => {
    expect(() => replaceAll('(', 'x', '')).toThrow(TemplateExecutionError);
  });

  it('leaves a text alone where nothing matches, and nothing that matches behind', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(replaceAll('[0-9]', text, '')).toBe(text.replaceAll(/[0-9]/g, ''));
      })
    );
  });
});
