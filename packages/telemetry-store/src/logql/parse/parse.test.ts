import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ParseError, UnsupportedError } from '../../promql/parse/errors.ts';
import type { LabelFilter, LogqlQuery, LogQuery, MetricQuery, RangeAggregation } from './ast.ts';
import { parseLogql } from './parse.ts';

function log(text: string): LogQuery {
  const query = parseLogql(text);
  return query.kind === 'log' ? query : expect.fail(`${text} is a metric query`);
}

function metric(text: string): MetricQuery {
  const query = parseLogql(text);
  return query.kind === 'log' ? expect.fail(`${text} is a log query`) : query;
}

function range(text: string): RangeAggregation {
  const query = metric(text);
  return query.kind === 'range-aggregation' ? query : expect.fail(`${text} is a ${query.kind}`);
}

/** Operators with all parentheses. */
function shape(query: LogqlQuery): string {
  switch (query.kind) {
    case 'binary':
      return `(${shape(query.left)} ${query.operator} ${shape(query.right)})`;
    case 'number':
      return String(query.value);
    case 'vector-aggregation':
      return `${query.name}(${shape(query.expr)})`;
    default:
      return query.kind === 'vector' ? `v${query.value}` : query.kind;
  }
}

function filterShape(filter: LabelFilter): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return `(${filterShape(filter.left)} ${filter.kind} ${filterShape(filter.right)})`;
    case 'matcher':
      return filter.matcher.name;
    default:
      return filter.label;
  }
}

function filterOf(text: string): LabelFilter {
  const [stage] = log(`{a="b"} | ${text}`).stages;
  return stage?.kind === 'label-filter' ? stage.filter : expect.fail(`${text} is no label filter`);
}

describe('a log query', () => {
  it('has matchers and stages in their order', () => {
    const query = log(
      '{app="a", pod!="b", x=~"c.*", y!~"d"} |= "e" or `f` != "g" | json | json h, i="j.k" | logfmt --strict --keep-empty ' +
        '| logfmt l="m" | pattern "<n> <_>" | regexp `(?P<o>.)` | p="q" | line_format "{{.r}}" | label_format s="{{.t}}", u=v ' +
        '| drop w, x="y" | keep z | decolorize # and a comment'
    );
    expect(query.matchers.map(({ name, operator, value }) => name + operator + value)).toEqual([
      'app=a',
      'pod!=b',
      'x=~c.*',
      'y!~d',
    ]);
    expect(query.stages).toMatchObject([
      { kind: 'line-filter', matcher: { operator: '|=', texts: ['e', 'f'] } },
      { kind: 'line-filter', matcher: { operator: '!=', texts: ['g'] } },
      { kind: 'json' },
      {
        kind: 'json-fields',
        fields: [
          { label: 'h', path: ['h'] },
          { label: 'i', path: ['j', 'k'] },
        ],
      },
      { kind: 'logfmt', strict: true, keepEmpty: true },
      { kind: 'logfmt-fields', strict: false, fields: [{ label: 'l', key: 'm' }] },
      { kind: 'pattern', pattern: { source: '<n> <_>' } },
      { kind: 'regexp' },
      { kind: 'label-filter', filter: { kind: 'matcher' } },
      { kind: 'line-format', template: { source: '{{.r}}' } },
      {
        kind: 'label-format',
        formats: [
          { label: 's', template: { source: '{{.t}}' } },
          { label: 'u', from: 'v' },
        ],
      },
      {
        kind: 'drop',
        choices: [
          { label: 'w', matcher: undefined },
          { label: 'x', matcher: { value: 'y' } },
        ],
      },
      { kind: 'keep', choices: [{ label: 'z' }] },
      { kind: 'decolorize' },
    ]);
  });

  it('may stand in parentheses', () => {
    expect(log('({a="b"} |= "c")').stages).toHaveLength(1);
  });

  it('chains "or" over every operator of lines', () => {
    const texts = log('{a="b"} |= "c" or "d" or "e" |~ "f" or "g" !~ "h"').stages.map((stage) =>
      stage.kind === 'line-filter' ? stage.matcher.texts : []
    );
    expect(texts).toEqual([['c', 'd', 'e'], ['f', 'g'], ['h']]);
  });

  it('keeps any text of a line filter, escaped or raw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const [stage] = log(`{a="b"} |= ${JSON.stringify(text)}`).stages;
        expect(stage).toMatchObject({ matcher: { texts: [text] } });
      })
    );
    expect(log('{a="b"} |= `"c\\d"`').stages).toMatchObject([{ matcher: { texts: ['"c\\d"'] } }]);
  });

  it('ends in a result or an error of its own, whatever the text', () => {
    const words = [
      '{a="b"}',
      '|=',
      '"x"',
      '|',
      'json',
      'a',
      '>',
      '5',
      's',
      'or',
      'and',
      ',',
      '(',
      ')',
      'sum',
      'rate',
      '[5m]',
      'by',
      '{{',
      '=',
      'unwrap',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words)), (parts) => {
        try {
          parseLogql(parts.join(' '));
        } catch (error) {
          expect(error instanceof ParseError || error instanceof UnsupportedError).toBe(true);
        }
      }),
      { numRuns: 500 }
    );
  });
});

describe('a label filter', () => {
  it.each([
    ['a="x"', { kind: 'matcher' }],
    ['a=~"x.*"', { kind: 'matcher' }],
    ['a>=500', { kind: 'number', comparison: '>=', value: 500 }],
    ['a=-1.5e3', { kind: 'number', comparison: '==', value: -1500 }],
    ['a==1', { kind: 'number', comparison: '==', value: 1 }],
    ['a!=0', { kind: 'number', comparison: '!=', value: 0 }],
    ['a>1h30m', { kind: 'duration', value: 5400e9 }],
    ['a<427.83ms', { kind: 'duration', value: 427_830_000 }],
    ['a>1d', { kind: 'duration', value: 86_400e9 }],
    ['a<=10KB', { kind: 'bytes', value: 10_000 }],
    ['a>1.5KiB', { kind: 'bytes', value: 1536 }],
  ])('%s', (text, expected) => {
    expect(filterOf(text)).toMatchObject(expected);
  });

  it.each([
    ['a="1" or b="1" and c="1"', '(a or (b and c))'],
    ['a="1" and b="1" or c="1"', '((a and b) or c)'],
    ['(a="1" or b="1") and c="1"', '((a or b) and c)'],
    ['a="1", b="1"', '(a and b)'],
    // A comma takes whatever follows it together.
    ['a="1", b="1" or c="1"', '(a and (b or c))'],
    ['a="1" or b="1", c="1"', '(a or (b and c))'],
    ['a="1", b="1", c="1" or d="1"', '(a and (b and (c or d)))'],
    ['a > 1 or b < 2s or c = 3KB', '((a or b) or c)'],
  ])('%s is %s', (text, expected) => {
    expect(filterShape(filterOf(text))).toBe(expected);
  });
});

describe('a range aggregation', () => {
  it.each([
    ['rate({a="b"}[5m])', { name: 'rate', rangeMs: 300_000, offsetMs: 0, unwrap: undefined, grouping: undefined }],
    ['count_over_time({a="b"} |= "c" [1h30m] offset 1h)', { rangeMs: 5_400_000, offsetMs: 3_600_000 }],
    ['count_over_time({a="b"}[5m] offset -1m)', { offsetMs: -60_000 }],
    ['count_over_time({a="b"}[5m] |= "c")', { rangeMs: 300_000, log: { stages: [{ kind: 'line-filter' }] } }],
    ['count_over_time(({a="b"} |= "c")[5m])', { rangeMs: 300_000, log: { stages: [{ kind: 'line-filter' }] } }],
    ['sum_over_time({a="b"} | json | unwrap c [5m])', { unwrap: { label: 'c', conversion: 'number', filters: [] } }],
    ['sum_over_time({a="b"} | json | unwrap c [5m] offset 2m)', { unwrap: { label: 'c' }, offsetMs: 120_000 }],
    [
      'avg_over_time({a="b"} | unwrap duration(c) | __error__="" | d="e" [5m]) by (f, g)',
      { unwrap: { conversion: 'duration', filters: [{}, {}] }, grouping: { without: false, labels: ['f', 'g'] } },
    ],
    [
      'max_over_time({a="b"} | unwrap bytes(c) [5m]) without (f)',
      { unwrap: { conversion: 'bytes' }, grouping: { without: true } },
    ],
    ['sum_over_time({a="b"} | unwrap duration_seconds(c) [5m])', { unwrap: { conversion: 'duration' } }],
    ['quantile_over_time(.99, {a="b"} | unwrap c [5m])', { name: 'quantile_over_time', parameter: 0.99 }],
  ])('%s', (text, expected) => {
    expect(range(text)).toMatchObject(expected);
  });
});

describe('a metric query', () => {
  it.each([
    ['1 + 2 * 3', '(1 + (2 * 3))'],
    ['2 * 3 + 4', '((2 * 3) + 4)'],
    ['(1 + 2) * 3', '((1 + 2) * 3)'],
    ['2 ^ 3 ^ 2', '(2 ^ (3 ^ 2))'],
    ['8 - 4 - 2', '((8 - 4) - 2)'],
    ['1 + 2 > 3 * 4', '((1 + 2) > (3 * 4))'],
    ['vector(1) or vector(2) and vector(3)', '(v1 or (v2 and v3))'],
    ['vector(1) and vector(2) unless vector(3)', '((v1 and v2) unless v3)'],
    [
      'sum(rate({a="b"}[1m])) / sum(rate({a="b"}[1m])) * 100 > -5',
      '(((sum(range-aggregation) / sum(range-aggregation)) * 100) > -5)',
    ],
  ])('%s is %s', (text, expected) => {
    expect(shape(metric(text))).toBe(expected);
  });

  it('may stand in parentheses', () => {
    expect(shape(metric('((1))'))).toBe('1');
  });

  it.each([
    ['sum by (a, b) (rate({a="b"}[1m]))', { name: 'sum', grouping: { without: false, labels: ['a', 'b'] } }],
    ['sum(rate({a="b"}[1m])) without (a)', { grouping: { without: true, labels: ['a'] } }],
    ['sum(rate({a="b"}[1m]))', { grouping: { without: false, labels: [] } }],
    ['topk(5, sum by (a) (rate({a="b"}[1m])))', { name: 'topk', parameter: 5 }],
    [
      'label_replace(rate({a="b"}[1m]), "c", "$1", "a", "(.*)")',
      { kind: 'label-replace', destination: 'c', replacement: '$1', source: 'a' },
    ],
  ])('%s', (text, expected) => {
    expect(metric(text)).toMatchObject(expected);
  });

  it.each([
    [
      'vector(1) == bool on (a, b) group_left (c) vector(2)',
      { bool: true, matching: { on: true, labels: ['a', 'b'], group: 'many-to-one', include: ['c'] } },
    ],
    [
      'vector(1) / ignoring (a) group_right vector(2)',
      { bool: false, matching: { on: false, labels: ['a'], group: 'one-to-many', include: [] } },
    ],
    ['vector(1) * vector(2)', { matching: { on: false, labels: [], group: 'one-to-one' } }],
  ])('%s', (text, expected) => {
    expect(metric(text)).toMatchObject(expected);
  });
});
