import { describe, expect, it } from 'vitest';

import { ParseError } from '../../promql/parse/errors.ts';
import { parseLogSelector, parseLogql } from './parse.ts';

describe('a mistake is told with its place', () => {
  it.each([
    ['', '1:1: parse error: no expression found'],
    ['{a="b"', '1:7: parse error: unexpected end of input'],
    ['{}', '1:2: parse error: unexpected text, at "}"'],
    ['{a=~".*"}', '1:1: parse error: queries require at least one regexp or equality matcher'],
    ['{a=~"("}', '1:5: parse error: regular expression "(": missing closing )'],
    ['{a="b"} |~ "["', '1:12: parse error: regular expression "["'],
    ['{a="b"} | json c="d e"', '1:18: parse error: this is no path in JSON'],
    ['{a="b"} | regexp "(.)"', '1:18: parse error: at least one named capture must be supplied'],
    ['{a="b"} | pattern "x"', '1:19: parse error: a pattern needs at least one named capture'],
    ['{a="b"} | line_format "{{.a"', '1:23: parse error: unclosed action {{'],
    ['{a="b"} | label_format c=d, c=e', '1:29: parse error: label c is formatted twice'],
    ['{a="b"} | label_format __error__="x"', '__error__ cannot be formatted'],
    ['{a="b"}\n| bogus ( 1', '2:9: parse error: unexpected text, at "("'],
    ['sum_over_time({a="b"}[5m])', 'invalid aggregation sum_over_time without unwrap'],
    ['count_over_time({a="b"} | unwrap c [5m])', 'invalid aggregation count_over_time with unwrap'],
    ['rate({a="b"}[5m]) by (c)', 'grouping not allowed for rate aggregation'],
    ['quantile_over_time({a="b"} | unwrap c [5m])', 'parameter required for operation quantile_over_time'],
    ['rate(0.5, {a="b"}[5m])', 'rate takes no parameter'],
    ['rate({a="b"}[1.5h])', '1:14: parse error: a range is whole numbers with units'],
    ['rate({a="b"}[0s])', 'a range must be greater than 0'],
    ['topk(sum(rate({a="b"}[5m])))', 'parameter required for operation topk'],
    ['topk(1.5, rate({a="b"}[5m]))', 'topk needs a whole number greater than 0'],
    ['sum(3, rate({a="b"}[5m]))', 'sum takes no parameter'],
    ['sort by (a) (rate({a="b"}[5m]))', 'sort does not allow grouping'],
    ['{a="b"} + 1', 'expected a metric query here, not a log query'],
    ['1 and vector(1)', 'unexpected literal for a leg of the set operation and'],
    ['vector(1) + bool 1', 'bool modifier can only be used on comparison operators'],
    ['label_replace(vector(1), "a", "b", "c", "(")', 'missing closing )'],
    ['bogus({a="b"})', '1:1: parse error: unexpected bogus'],
  ])('%s', (text, message) => {
    expect(() => parseLogql(text)).toThrow(ParseError);
    expect(() => parseLogql(text)).toThrow(message);
  });
});

describe('what is not supported is named', () => {
  it.each([
    ['{a="b"} | unpack', 'parser unpack'],
    ['{a="b"} |> "<_>x"', 'line filter |>'],
    ['{a="b"} !> "<_>x"', 'line filter !>'],
    ['{a="b"} |= ip("1.2.3.4")', 'a line filter by ip()'],
    ['{a="b"} | c = ip("1.2.3.4")', 'a filter by ip()'],
    ['{a="b"} | line_format "{{if .a}}b{{end}}"', 'template action if'],
    ['rate_counter({a="b"} | unwrap c [5m])', 'function rate_counter'],
    ['approx_topk(3, sum(rate({a="b"}[1m])))', 'function approx_topk'],
    ['{a=~"(?=b)"}', 'no look-around'],
  ])('%s', (text, feature) => {
    expect(() => parseLogql(text)).toThrow(feature);
  });

  it('with the program that answers it', () => {
    expect(() => parseLogql('{a="b"} | unpack')).toThrow(
      '1:11: parser unpack is not supported by the embedded store; use a real Loki for it'
    );
  });
});

describe('a selector alone', () => {
  it('is its matchers', () => {
    expect(parseLogSelector('{a="b"}')).toHaveLength(1);
    expect(() => parseLogSelector('{a="b"} |= "c"')).toThrow('only label matchers are supported');
    expect(() => parseLogSelector('vector(1)')).toThrow('only label matchers are supported');
  });
});
