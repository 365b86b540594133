import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { scanLogfmt } from './logfmt.ts';

function pairs(line: string): { found: string[][]; mistakes: string[] } {
  const [found, mistakes]: [string[][], string[]] = [[], []];
  scanLogfmt(
    line,
    (key, value) => {
      found.push([key, value]);
      return true;
    },
    (reason) => {
      mistakes.push(reason);
      return true;
    }
  );
  return { found, mistakes };
}

describe('logfmt', () => {
  it('is keys and values, quoted where they hold spaces', () => {
    expect(pairs('level=warn  msg="slow \\"request\\"" took=12ms cached empty= ')).toEqual({
      found: [
        ['level', 'warn'],
        ['msg', 'slow "request"'],
        ['took', '12ms'],
        ['cached', ''],
        ['empty', ''],
      ],
      mistakes: [],
    });
  });

  it('goes on behind a mistake', () => {
    const { found, mistakes } = pairs('a=1 =2 b"c=3 d="x"y e=f=g h=4 i="open');
    expect(found).toEqual([
      ['a', '1'],
      ['h', '4'],
    ]);
    expect(mistakes).toHaveLength(5);
    expect(mistakes[0]).toBe('logfmt syntax error at pos 5: unexpected "="');
  });

  it('reads back what was written', () => {
    const key = fc.stringMatching(/^[a-z_]{1,8}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.string())), (list) => {
        const line = list.map(([name, value]) => `${name}="${value.replace(/["\\]/g, '\\$&')}"`).join(' ');
        expect(pairs(line)).toEqual({ found: list, mistakes: [] });
      })
    );
  });

  it('ends on any text', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', '=', '"', '\\', ' ') });
    fc.assert(fc.property(texts, (line) => Array.isArray(pairs(line).found)));
  });
});
