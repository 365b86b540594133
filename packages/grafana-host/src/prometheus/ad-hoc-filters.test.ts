import { parser } from '@prometheus-io/lezer-promql';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { withFilters } from './ad-hoc-filters.ts';

const gpu0 = [{ key: 'gpu', operator: '=', value: '0' }];

describe('filters in PromQL', () => {
  it.each([
    ['up', 'up{gpu="0"}'],
    ['up{}', 'up{gpu="0"}'],
    ['up{job="x"}', 'up{job="x",gpu="0"}'],
    ['up{job="x",}', 'up{job="x",gpu="0"}'],
    ['{__name__=~"a|b"}', '{__name__=~"a|b",gpu="0"}'],
    [
      'sum by (le) (rate(a_bucket{x="}"}[5m])) / b offset 1h',
      'sum by (le) (rate(a_bucket{x="}",gpu="0"}[5m])) / b{gpu="0"} offset 1h',
    ],
    ['rate(a[$__rate_interval])', 'rate(a{gpu="0"}[$__rate_interval])'],
    ['label_replace(a, "x", "a{b}", "", "")', 'label_replace(a{gpu="0"}, "x", "a{b}", "", "")'],
    ['1 + 1', '1 + 1'],
  ])('%s becomes %s', (expr, filtered) => {
    expect(withFilters(expr, gpu0)).toBe(filtered);
  });

  it('are several, and what is a pattern is a text', () => {
    const filters = [...gpu0, { key: 'model', operator: '!~', value: 'a.b|c' }];
    expect(withFilters('up', filters)).toBe(String.raw`up{gpu="0",model!~"a\\.b\\|c"}`);
  });

  it('are none where none were added', () => {
    expect(withFilters('up', [])).toBe('up');
  });

  it('cannot end the text that they stand in, whatever is chosen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('=', '!=', '=~', '!~'), (value, operator) => {
        fc.pre(!/[\r\u2028\u2029]/.test(value));
        const filtered = withFilters('up', [{ key: 'model', operator, value }]);
        const kinds: string[] = [];
        parser.parse(filtered).iterate({ enter: ({ name }) => void kinds.push(name) });
        expect(kinds.filter((kind) => kind === '⚠')).toEqual([]);
        expect(kinds.filter((kind) => kind === 'UnquotedLabelMatcher')).toHaveLength(1);
      })
    );
  });
});
