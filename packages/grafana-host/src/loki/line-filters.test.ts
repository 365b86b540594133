import { describe, expect, it } from 'vitest';

import { searchWords } from './line-filters.ts';

describe('the words that a query looks for', () => {
  it.each([
    ['{a="b"} |= `request completed`', ['request completed']],
    ['{a="|= x"} |= "a.b" != "c" |~ `d.e`', ['a\\.b', 'd.e']],
    ['{a="b"} |~ "\\\\d+"', ['\\d+']],
    ['{a="b"} |= "x" or "y" | json | z="w"', ['x', 'y']],
    ['{a="b"} |= ip("10.0.0.1")', []],
    ['{a="b"} # |= "no"\n|= "yes"', ['yes']],
    ['{a="b"} |= ""', []],
    ['sum(count_over_time({a="b"} |= `e` [1m]))', ['e']],
    ['', []],
  ])('%s', (expr, words) => {
    expect(searchWords(expr)).toEqual(words);
  });
});
