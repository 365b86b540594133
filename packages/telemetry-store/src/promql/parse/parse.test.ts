import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Expr } from './ast.ts';
import { ParseError, UnsupportedError } from './errors.ts';
import { parsePromql } from './parse.ts';

/** The tree without positions, in the form of S-expressions. */
function shape(expr: Expr): unknown {
  switch (expr.kind) {
    case 'number':
    case 'string':
      return expr.value;
    case 'selector':
      return [
        ...expr.matchers.map(({ name, operator, value }) => `${name}${operator}${value}`).sort(),
        ...(expr.offsetMs === undefined ? [] : [`offset ${expr.offsetMs}`]),
        ...(expr.at === undefined ? [] : [`@ ${expr.at}`]),
      ].join(' ');
    case 'range':
      return ['range', expr.rangeMs, shape(expr.selector)];
    case 'subquery':
      return ['subquery', expr.rangeMs, expr.stepMs, expr.offsetMs, expr.at, shape(expr.expr)];
    case 'call':
      return [expr.name, ...expr.args.map(shape)];
    case 'aggregation':
      return [
        expr.name,
        expr.without ? 'without' : 'by',
        expr.labels,
        expr.parameter && shape(expr.parameter),
        shape(expr.expr),
      ];
    case 'binary':
      return [
        expr.bool ? `${expr.operator} bool` : expr.operator,
        shape(expr.left),
        shape(expr.right),
        ...(expr.matching ? [expr.matching] : []),
      ];
    case 'unary':
      return [expr.operator, shape(expr.expr)];
    case 'paren':
      return shape(expr.expr);
  }
}

const parsed = (query: string): unknown => shape(parsePromql(query));

describe('a query is read', () => {
  it.each([
    ['up', '__name__=up'],
    ['up{a="1",b!~\'2|3\',}', '__name__=up a=1 b!~2|3'],
    ['{__name__=~"a.*"}', '__name__=~a.*'],
    ['sum', '__name__=sum'],
    ['vllm:x offset -1h30m', '__name__=vllm:x offset -5400000'],
    ['x @ 1.5 offset 1w', '__name__=x offset 604800000 @ 1500'],
    ['x offset 1ms @ end()', '__name__=x offset 1 @ end'],
    ['x[5m] @ start()', ['range', 300_000, '__name__=x @ start']],
    [
      'max_over_time(x[1d:1m] offset 5m)',
      ['max_over_time', ['subquery', 86_400_000, 60_000, 300_000, undefined, '__name__=x']],
    ],
    ['sum(x)', ['sum', 'by', [], undefined, '__name__=x']],
    ['sum by (a, by) (x)', ['sum', 'by', ['a', 'by'], undefined, '__name__=x']],
    ['TOPK(3, x) without (a,)', ['topk', 'without', ['a'], 3, '__name__=x']],
    ['# why\n1 # because', 1],
    ['0x1f', 31],
    ['017', 15],
    ['.5e-3', 0.0005],
    ['-inf', -Infinity],
    ['"a\\n\\x41\\u00e9\\U0001F600\\101"', 'a\nAé😀A'],
    ["'\\''", "'"],
    ['`a\\n"`', 'a\\n"'],
  ])('%s', (query, tree) => {
    expect(parsed(query)).toEqual(tree);
  });

  it.each([
    ['1 + 2 * 3', ['+', 1, ['*', 2, 3]]],
    ['1 - 2 - 3', ['-', ['-', 1, 2], 3]],
    ['2 ^ 3 ^ 4', ['^', 2, ['^', 3, 4]]],
    ['-1 ^ 2', ['-', ['^', 1, 2]]],
    ['-a ^ 2', ['-', ['^', '__name__=a', 2]]],
    ['(-1) ^ 2', ['^', ['-', 1], 2]],
    ['2 * -1 ^ 2', ['*', 2, ['-', ['^', 1, 2]]]],
    ['a or b and c', ['or', '__name__=a', ['and', '__name__=b', '__name__=c']]],
    ['a > b + c', ['>', '__name__=a', ['+', '__name__=b', '__name__=c']]],
    ['a + b offset 5m', ['+', '__name__=a', '__name__=b offset 300000']],
    ['-a offset 5m', ['-', '__name__=a offset 300000']],
    ['a * b ^ c @ 1', ['*', '__name__=a', ['^', '__name__=b', '__name__=c @ 1000']]],
    ['a + rate(b[5m])', ['+', '__name__=a', ['rate', ['range', 300_000, '__name__=b']]]],
  ])('with the precedence of Prometheus: %s', (query, tree) => {
    expect(parsed(query)).toEqual(tree);
  });

  it('with how vectors match', () => {
    expect(parsed('a / on (x, y) group_left (z) b')).toEqual([
      '/',
      '__name__=a',
      '__name__=b',
      { on: true, labels: ['x', 'y'], group: 'many-to-one', include: ['z'] },
    ]);
    expect(parsed('a > bool ignoring () group_right b')).toEqual([
      '> bool',
      '__name__=a',
      '__name__=b',
      { on: false, labels: [], group: 'one-to-many', include: [] },
    ]);
  });

  it('with any text in a label value, escaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        const expr = parsePromql(`x{l=${JSON.stringify(value).replaceAll('\\/', '/')}}`);
        expect(expr.kind === 'selector' && expr.matchers.find(({ name }) => name === 'l')?.value).toBe(value);
      })
    );
  });

  it('back to the tree that was printed', () => {
    fc.assert(
      fc.property(tree.expr, ({ text, shape: expected }) => {
        expect(parsed(text)).toEqual(expected);
      })
    );
  });
});

describe('a query is refused with its place', () => {
  it.each([
    ['', '1:1: parse error: no expression found'],
    ['up{', '1:4: parse error: unexpected end of input'],
    ['up up', '1:4: parse error: unexpected text, at "up"'],
    ['sum(\n  rate(up[5m])\n) )', '3:3: parse error: unexpected text, at ")"'],
    ['nosuch(up)', '1:1: parse error: unknown function with name "nosuch"'],
    ['up{a=~"("}', '1:7: parse error: regular expression "(": missing closing )'],
    ['up{a="\\z"}', '1:6: parse error: the string is not closed or has an invalid escape'],
    ['up{a="\\\'"}', 'invalid escape'],
    ['up{a="\n"}', '2:1: parse error: unexpected text'],
    ['up{a="\\ud800"}', 'invalid escape'],
    ['{}', 'a selector needs at least one matcher that does not match the empty value'],
    ['a{__name__="b"}', 'metric name must not be set twice: a or b'],
    ['1 + rate(up)', '1:10: parse error: expected type range vector in call to function "rate", got instant vector'],
    ['rate()', 'expected 1 argument(s) in call to "rate", got 0'],
    ['round(a, 1, 2)', 'expected 1 to 2 argument(s) in call to "round", got 3'],
    ['label_join(a)', 'expected at least 3 argument(s) in call to "label_join", got 1'],
    ['topk(a)', 'wrong number of arguments for topk: expected 2, got 1'],
    ['sum(a, b)', 'wrong number of arguments for sum: expected 1, got 2'],
    ['sum("x")', 'expected type instant vector in aggregation sum, got string'],
    ['count_values(1, a)', 'expected type string in parameter of count_values, got scalar'],
    ['a[5m] + 1', 'expected type scalar or instant vector in binary expression, got range vector'],
    ['-a[5m]', 'expected type scalar or instant vector in unary expression, got range vector'],
    ['1[5m:]', 'expected type instant vector in subquery, got scalar'],
    ['1 == 1', 'comparisons between scalars must use the bool modifier'],
    ['a + bool b', 'bool modifier can only be used on comparison operators'],
    ['a and 1', 'set operator and not allowed in binary scalar expression'],
    ['a + on (x) 1', 'vector matching only allowed between instant vectors'],
    ['a or on (x) group_left b', 'no grouping allowed for or operation'],
    ['a / on (x) group_left (x) b', 'label "x" must not occur in ON and GROUP clause at once'],
    ['sum(a)[5m]', 'ranges only allowed for vector selectors'],
    ['a offset 1m [5m]', 'stand behind the range'],
    ['a offset 1m offset 1m', 'offset may not be set multiple times'],
    ['a @ 1 @ 2', '@ may not be set multiple times'],
    ['a @ NaN', 'timestamp out of bounds'],
    ['sum(a) offset 1m', 'offset must follow a selector, a range selector or a subquery'],
    ['a[0s]', 'duration must be greater than 0'],
  ])('%j', (query, message) => {
    expect(() => parsePromql(query)).toThrow(ParseError);
    expect(() => parsePromql(query)).toThrow(message);
  });

  it.each([
    ['1 + holt_winters(a[5m], 0.5, 0.5)', '1:5: function holt_winters is not supported'],
    ['sin(a)', 'function sin'],
    ['histogram_count(a)', 'function histogram_count'],
    ['limitk(1, a)', 'aggregation limitk'],
    ['a atan2 b', 'operator atan2'],
    ['{"a.b"}', 'a quoted metric or label name'],
    ['a{"b.c"="d"}', 'a quoted metric or label name'],
    ['sum by ("a.b") (c)', 'a quoted label name'],
    ['rate(a[300])', 'a duration without a unit'],
    ['rate(a[5m * 2])', 'a duration without a unit or with arithmetic'],
    ['a offset 300', 'a duration without a unit'],
    ['a > 5m', 'a duration as a number'],
    ['1_000', 'the number 1_000'],
    ['a + fill(0) b', 'fill modifier'],
    ['rate(a[5m] smoothed)', 'smoothed modifier'],
  ])('%j is not supported, which is said', (query, message) => {
    expect(() => parsePromql(query)).toThrow(UnsupportedError);
    expect(() => parsePromql(query)).toThrow(message);
  });

  it('and hostile text never answers otherwise', () => {
    const words = [
      'sum',
      'by',
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      '5m',
      ':',
      ',',
      '"',
      '=~',
      'on',
      'a',
      '1',
      '-',
      '^',
      'offset',
      '@',
      'bool',
      '\\',
      'start',
      'rate',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 12 }), (query) => {
        try {
          expect(parsePromql(query.join(' '))).toHaveProperty('kind');
        } catch (error) {
          expect(error instanceof ParseError || error instanceof UnsupportedError).toBe(true);
        }
      }),
      { numRuns: 1000 }
    );
  });
});

interface Printed {
  readonly text: string;
  readonly shape: unknown;
}

/** Random queries, each as text and as the tree that it must become. */
const tree = fc.letrec<{ expr: Printed }>((tie) => {
  const name = fc.constantFrom('a', 'sum', 'rate', 'group_left_x', 'offset_by', 'vllm:y');
  const label = fc.constantFrom('x', 'by', 'le', 'on');
  const operator = fc.constantFrom('+', '-', '*', '/', '%', '^', '==', '!=', '>', '<=', 'and', 'or', 'unless');
  const expr = tie('expr');
  return {
    expr: fc.oneof(
      { depthSize: 'small' },
      name.map((text) => ({ text, shape: `__name__=${text}` })),
      fc.tuple(name, label, fc.string()).map(([metric, key, value]) => ({
        text: `${metric}{${key}=${JSON.stringify(value)}}`,
        shape: [`__name__=${metric}`, `${key}=${value}`].sort().join(' '),
      })),
      fc.tuple(name, fc.nat({ max: 1000 })).map(([metric, seconds]) => ({
        text: `increase(${metric}[${seconds + 1}s])`,
        shape: ['increase', ['range', (seconds + 1) * 1000, `__name__=${metric}`]],
      })),
      fc
        .tuple(fc.constantFrom('sum', 'max', 'count'), fc.constantFrom('by', 'without'), fc.uniqueArray(label), expr)
        .map(([op, word, labels, of]) => ({
          text: `${op} ${word} (${labels.join(',')}) (${of.text})`,
          shape: [op, word, labels, undefined, of.shape],
        })),
      fc.tuple(operator, expr, expr).map(([op, left, right]) => ({
        text: `(${left.text}) ${op} (${right.text})`,
        shape: [op, left.shape, right.shape],
      })),
      fc
        .tuple(fc.constantFrom('-', '+'), expr)
        .map(([op, of]) => ({ text: `${op}(${of.text})`, shape: [op, of.shape] }))
    ),
  };
});
