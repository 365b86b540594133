import { describe, expect, it } from 'vitest';

import { selectorsIn, subqueryWindows } from './selectors.ts';

describe('selectors of a query', () => {
  const what = (query: string) => selectorsIn(query).map(({ name, window, inside }) => [name, window, inside]);

  it.each([
    ['up', [['up', undefined, undefined]]],
    ['rate(a_total{x="1"}[5m])', [['a_total', '5m', 'rate']]],
    ['sum by (le) (a_bucket)', [['a_bucket', undefined, 'sum']]],
    ['sum by (le) (rate(a_bucket[5m] offset 1h))', [['a_bucket', '5m', 'rate']]],
    ['sum((a))', [['a', undefined, 'sum']]],
    ['a @ end()', [['a', undefined, undefined]]],
    [
      'sum(rate(a[1m])) / count(b)',
      [
        ['a', '1m', 'rate'],
        ['b', undefined, 'count'],
      ],
    ],
    // The comparison is what the sum adds up, not the selector.
    ['sum(a > 1)', [['a', undefined, undefined]]],
    ['{__name__="a"}', [['a', undefined, undefined]]],
    ['{"a.b", x="1"}', [['a.b', undefined, undefined]]],
    ['{job="x"}', [[undefined, undefined, undefined]]],
    ['vllm:queue', [['vllm:queue', undefined, undefined]]],
    ['1 + 1', []],
  ])('%s', (query, expected) => {
    expect(what(query)).toEqual(expected);
  });

  it('come with their matchers, whatever the operator', () => {
    expect(selectorsIn('a{x="1",y=~"2|3",z!="",w!~"4"}')[0]?.matchers).toEqual([
      { label: 'x', value: '1' },
      { label: 'y', value: '2|3' },
      { label: 'z', value: '' },
      { label: 'w', value: '4' },
    ]);
  });

  it('are told from the windows of subqueries', () => {
    expect(subqueryWindows('max_over_time(rate(a[5m])[1h:1m])')).toEqual(['1h']);
    expect(subqueryWindows('rate(a[5m])')).toEqual([]);
  });
});
