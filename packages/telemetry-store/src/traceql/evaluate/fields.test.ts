import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { PlainAttributes } from '../../testing/spans.ts';
import { found, finds } from '../../testing/traceql.ts';
import { TraceqlEvaluationError } from './evaluation-error.ts';

describe('comparing texts', () => {
  it('goes letter by letter, so numbers in texts compare only within one count of digits', () => {
    expect(finds({ ttft_ms: '89.5' }, '{span.ttft_ms >= "500"}')).toBe(true);
    expect(finds({ ttft_ms: '1250.1' }, '{span.ttft_ms >= "500"}')).toBe(false);
  });

  it('finds every number at or above a threshold with one regular expression for more digits', () => {
    const query = (threshold: number): string => {
      const digits = String(Math.floor(threshold)).length;
      const more = `span.a =~ "[0-9]{${digits + 1},}([.][0-9]+)?"`;
      return `{${more} || (span.a =~ "[0-9]{${digits}}([.][0-9]+)?" && span.a >= "${threshold}")}`;
    };
    const number = fc.integer({ min: 0, max: 2_000_000 }).map((cents) => cents / 100);
    fc.assert(
      fc.property(number, number, (value, threshold) => {
        expect(finds({ a: String(value) }, query(threshold))).toBe(value >= threshold);
      })
    );
  });

  it('matches patterns against the whole value, line breaks included', () => {
    expect(finds({ a: '500 Internal' }, '{span.a =~ "5"}')).toBe(false);
    expect(finds({ a: '500 Internal' }, '{span.a =~ "5.*"}')).toBe(true);
    expect(finds({ a: 'one\ntwo' }, '{span.a =~ "one.two"}')).toBe(true);
    expect(finds({ a: 'ONE' }, '{span.a =~ "(?i)one"}')).toBe(true);
    expect(finds({ a: 'x' }, '{span.a !~ "y"}')).toBe(true);
  });
});

describe('types', () => {
  it.each([
    [{ a: '600' }, '{span.a > 500}', 'a text is above no number'],
    [{ a: 600 }, '{span.a > "500"}', 'nor a number above a text'],
    [{ a: 3 }, '{span.a > 1.5}', 'an integer is not compared with a fraction'],
    [{ a: 1.5 }, '{span.a > 1}', 'nor a fraction with an integer'],
    [{ a: true }, '{span.a = "true"}', 'a truth is no text'],
    [{ a: '600' }, '{span.a != 5}', 'not even to be unequal'],
  ])('%j is not found by %s: %s', (attributes: PlainAttributes, query: string, _reason: string) => {
    expect(finds(attributes, query)).toBe(false);
  });

  it.each([
    [{ a: 600 }, '{span.a > 500}'],
    [{ a: 1.5 }, '{span.a > 1.25}'],
    [{ a: true }, '{span.a = true}'],
    [{ a: true }, '{span.a}'],
    [{ a: 3, b: 2 }, '{span.a / span.b = 1}'],
    [{ a: 3, b: 2.5 }, '{span.a > span.b}'],
    [{ a: 3 }, '{span.a * 1.0 > 2.5}'],
    [{ a: -3 }, '{-span.a = 3}'],
    [{ a: ['x', 'y'] }, '{span.a = "y"}'],
    [{ a: ['x', 'y'] }, '{span.a =~ "[xz]"}'],
  ])('%j is found by %s', (attributes, query) => {
    expect(finds(attributes, query)).toBe(true);
  });

  it('tells neighbours beyond 2^53 apart', () => {
    expect(finds({ a: 3373143388922149792n }, '{span.a = 3373143388922149792}')).toBe(true);
    expect(finds({ a: 3373143388922149793n }, '{span.a = 3373143388922149792}')).toBe(false);
  });

  it('find no list by !=, unless all of its elements differ', () => {
    expect(finds({ a: ['x', 'y'] }, '{span.a != "x"}')).toBe(false);
    expect(finds({ a: ['x', 'y'] }, '{span.a != "z"}')).toBe(true);
  });

  it('fail the query where a text is negated', () => {
    expect(() => finds({ a: 'x' }, '{!span.a}')).toThrow(TraceqlEvaluationError);
    expect(() => finds({ a: 1, b: 0 }, '{span.a / span.b > 1}')).toThrow('division by zero');
  });
});

describe('a missing attribute', () => {
  it.each(['{span.a != "x"}', '{span.a !~ "x"}', '{span.a < "x"}', '{!span.a}', '{span.a != nil}'])(
    'fulfils no condition such as %s',
    (query) => {
      expect(finds({ b: 1 }, query)).toBe(false);
    }
  );

  it('is found by = nil', () => {
    expect(finds({ b: 1 }, '{span.a = nil}')).toBe(true);
    expect(finds({ a: 1 }, '{span.a = nil}')).toBe(false);
  });

  it('without a scope is missing if span or resource lack it', () => {
    expect(finds({ a: 1 }, '{.a = nil}')).toBe(true);
    expect(finds({}, '{.service.name != nil}')).toBe(true);
  });
});

describe('intrinsics', () => {
  const spans = [
    { id: 1, name: 'root', service: 'front', durationMs: 50 },
    { id: 2, parent: 1, name: 'call', kind: 3, startMs: 1, durationMs: 40, status: { code: 2, message: 'lost' } },
    { id: 3, parent: 2, name: 'serve', kind: 2, startMs: 2, durationMs: 30, service: 'back', status: { code: 1 } },
  ];

  it.each([
    ['{duration >= 40ms}', ['root', 'call']],
    ['{duration >= 0.04s && duration < 45ms}', ['call']],
    ['{kind = server}', ['serve']],
    ['{span:kind != internal}', ['call', 'serve']],
    ['{status = error}', ['call']],
    ['{status = unset}', ['root']],
    ['{statusMessage = "lost"}', ['call']],
    ['{rootName = "root" && rootServiceName = "front" && name = "serve"}', ['serve']],
    ['{traceDuration = 50ms && kind = client}', ['call']],
    ['{nestedSetParent < 0}', ['root']],
    ['{span:childCount = 1}', ['root', 'call']],
    ['{span:id = "0000000000000003"}', ['serve']],
    ['{span:parentID = "0000000000000002"}', ['serve']],
    ['{trace:id = "00000001"}', ['root', 'call', 'serve']],
    ['{trace:id =~ "2|00000001"}', []],
    ['{instrumentation:name = "test" && instrumentation:version = "1.0" && name = "call"}', ['call']],
    ['{resource.service.name = "back"}', ['serve']],
    ['{.service.name = "back"}', ['serve']],
  ])('%s finds %j', (query, names) => {
    expect(found(spans, query)).toEqual(names);
  });

  it('compare a duration with a bare number as nanoseconds, which is no threshold at all', () => {
    expect(found(spans, '{duration >= 0.5}')).toHaveLength(3);
  });
});
