import { parser } from '@grafana/lezer-traceql';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readLiteral } from '../testing/go-literal.ts';
import { template } from '../value.ts';
import type { TraceExpr } from './expr.ts';
import * as traceql from './index.ts';
import type { Condition } from './node.ts';

const { atLeast, below, both, either, event, is, print, span, traces } = traceql;

const printed = ({ node }: TraceExpr) => print(node);
const condition = (of: Condition) => printed(traces(of)).slice(1, -1);
const request = is('name', 'http-request');

function syntaxErrors(query: string): readonly string[] {
  const errors: string[] = [];
  parser.parse(query).iterate({
    enter: (node) => {
      if (node.type.isError) {
        errors.push(`${node.from}: ${query}`);
      }
    },
  });
  return errors;
}

function literalsIn(query: string): readonly string[] {
  const found: string[] = [];
  parser.parse(query).iterate({
    enter: ({ name, from, to }) => {
      if (name === 'String') {
        found.push(query.slice(from, to));
      }
    },
  });
  return found.map(readLiteral);
}

const searches: { readonly [name: string]: readonly [TraceExpr, string] } = {
  'requests of a model': [
    traces(both(request, is(span('model'), 'a"b'))),
    '{name = "http-request" && span.model = `a"b`}',
  ],
  'two spans of one trace, with columns': [
    traceql.select(
      traces(request, both(is('name', 'kv_router.schedule'), traceql.lastedAtLeast(0.1))),
      span('ttft_ms'),
      event('migration.reason')
    ),
    '{name = "http-request"} && {name = "kv_router.schedule" && duration >= 0.1s} | select(span.ttft_ms, event.migration.reason)',
  ],
  'failed requests, complete (tempo-loki-facts.md 2.2)': [
    traces(
      both(
        request,
        either(
          is(span('request.outcome'), 'error'),
          both(traceql.isKeyword('status', 'error'), traceql.isKeyword(span('request.outcome'), 'nil'))
        )
      )
    ),
    '{name = "http-request" && (span.request.outcome = "error" || (status = error && span.request.outcome = nil))}',
  ],
  'a duration that Grafana fills in': [
    traces(traceql.lastedAtLeast({ template: '${duration}s' })),
    '{duration >= ${duration}s}',
  ],
  'a model that Grafana fills in': [
    traces(is(span('model'), template('${model:doublequote}'))),
    '{span.model = ${model:doublequote}}',
  ],
  'everything of one trace': [traces(traceql.ofTrace('ABC')), `{trace:id = "${'abc'.padStart(32, '0')}"}`],
  'slowest requests, exactly': [
    traceql.longest(request, { by: ['trace:id', span('model')], top: 10 }),
    '{name = "http-request"} | max_over_time(duration) by (trace:id, span.model) | topk(10)',
  ],
  'quantiles of a duration': [
    traceql.quantiles(request, [0.5, 0.99], { by: [span('model')] }),
    '{name = "http-request"} | quantile_over_time(duration, 0.5, 0.99) by (span.model)',
  ],
  'a rate': [traceql.rate(request), '{name = "http-request"} | rate()'],
  'a count': [
    traceql.count(traceql.present(event('error_type')), { by: [event('error_type')] }),
    '{event.error_type != nil} | count_over_time() by (event.error_type)',
  ],
};

describe('TraceQL', () => {
  it.each(Object.entries(searches))('%s', (_, [expr, written]) => {
    expect(printed(expr)).toBe(written);
    expect(syntaxErrors(written.replace('${duration}', '2').replace('${model:doublequote}', '"m"'))).toEqual([]);
  });

  it('knows the attributes of spans and the keys of events, and no others', () => {
    // @ts-expect-error no span has this attribute
    span('ttft');
    // @ts-expect-error no log line has this key
    event('ttft');
    expect(printed(traces(traceql.isNot(event('status'), '200')))).toBe('{event.status != "200"}');
  });

  it('looks one trace up by its id, also a shortened one, or one that Grafana fills in', () => {
    expect(printed(traceql.trace('ABC'))).toBe('abc'.padStart(32, '0'));
    expect(printed(traceql.trace({ template: '${trace_id}' }))).toBe('${trace_id}');
    expect(() => traceql.trace('{name="x"}')).toThrow(/up to 32 hex digits/);
  });

  it('leaves what is no search without columns', () => {
    const one = traceql.trace('abc');
    expect(printed(traceql.select(one, span('model')))).toBe(printed(one));
  });

  it('hostile texts survive, whatever they are', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const query = printed(traces(both(is(span('model'), a), traceql.matches('event:name', b))));
        expect(syntaxErrors(query)).toEqual([]);
        expect(literalsIn(query)).toEqual([a, b]);
      })
    );
  });
});

/** What Tempo makes of a condition on an attribute that holds text: anchored patterns, comparison by characters. */
function holds(of: Condition, attribute: string): boolean {
  switch (of.is) {
    case 'and':
      return of.conditions.every((one) => holds(one, attribute));
    case 'or':
      return of.conditions.some((one) => holds(one, attribute));
    case 'bare':
      throw new Error('a number never matches a text');
    case 'text': {
      const value = 'text' in of.value ? of.value.text : '';
      return of.op === '=~' ? new RegExp(`^(?:${value})$`).test(attribute) : compared(of.op, attribute, value);
    }
  }
}

const compared = (op: string, left: string, right: string): boolean => (op === '>=' ? left >= right : left < right);

describe('a threshold on a number that is text', () => {
  it.each([
    [
      atLeast('ttft_ms', 500),
      '(span.ttft_ms =~ "[0-9]{4,}([.][0-9]+)?" || (span.ttft_ms =~ "[0-9]{3}([.][0-9]+)?" && span.ttft_ms >= "500"))',
    ],
    [
      below('ttft_ms', 500),
      '((span.ttft_ms =~ "[0-9]{3}([.][0-9]+)?" && span.ttft_ms < "500") || span.ttft_ms =~ "[0-9]{1,2}([.][0-9]+)?")',
    ],
    [below('ttft_ms', 0.5), 'span.ttft_ms =~ "[0-9]{1}([.][0-9]+)?" && span.ttft_ms < "0.5"'],
  ])('is written as in tempo-loki-facts.md 2.1', (threshold, written) => {
    expect(condition(threshold)).toBe(written);
    expect(syntaxErrors(`{${written}}`)).toEqual([]);
  });

  /** As Dynamo writes them: whole, or with two decimals. */
  const attribute = fc.oneof(
    fc.nat({ max: 2_000_000 }).map(String),
    fc.nat({ max: 2_000_000_00 }).map((hundredths) => (hundredths / 100).toFixed(2))
  );
  const limit = fc.oneof(
    fc.nat({ max: 2_000_000 }),
    fc.double({ min: 0, max: 2_000_000, noNaN: true }),
    attribute.map(Number)
  );

  it('holds just where the number does', () => {
    fc.assert(
      fc.property(attribute, limit, (value, x) => {
        expect(holds(atLeast('ttft_ms', x), value)).toBe(Number(value) >= x);
        expect(holds(below('ttft_ms', x), value)).toBe(Number(value) < x);
      }),
      { numRuns: 2000 }
    );
  });

  it('holds at the limit itself, however it is written', () => {
    for (const value of ['77.50', '77.5', '500', '500.00', '0', '0.00', '1000']) {
      expect(holds(atLeast('ttft_ms', Number(value)), value)).toBe(true);
      expect(holds(below('ttft_ms', Number(value)), value)).toBe(false);
    }
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('%d is refused', (x) => {
    expect(() => atLeast('ttft_ms', x)).toThrow(RangeError);
  });
});
