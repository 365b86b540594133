import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ParseError, UnsupportedError } from '../../promql/parse/errors.ts';
import { printExpression, printField } from '../print.ts';
import type { FieldExpression, SpansetExpression, Stage } from './ast.ts';
import { parseTagName, parseTraceql } from './parse.ts';

/** A query with every operation in parentheses. */
function grouping(query: string): string {
  return parseTraceql(query).stages.map(printStage).join(' | ');
}

function printStage(stage: Stage): string {
  switch (stage.kind) {
    case 'filter':
    case 'operation':
    case 'pipeline':
      return printSpansets(stage);
    default:
      return stage.kind;
  }
}

function printSpansets(expression: SpansetExpression): string {
  switch (expression.kind) {
    case 'filter':
      return `{${expression.condition === undefined ? '' : printExpression(expression.condition)}}`;
    case 'operation':
      return `(${printSpansets(expression.left)} ${expression.operator} ${printSpansets(expression.right)})`;
    case 'pipeline':
      return `(${expression.stages.map(printStage).join(' | ')})`;
  }
}

function condition(query: string): FieldExpression | undefined {
  const [stage] = parseTraceql(query).stages;
  return stage?.kind === 'filter' ? stage.condition : undefined;
}

describe('a filter', () => {
  it.each([
    ['{.a = 1 || .b = 2 && .c = 3}', '{((.a = 1) || (.b = 2)) && (.c = 3)}', 'binds && and || alike, from the left'],
    ['{.a = 1 + 2 * 3}', '{.a = (1 + (2 * 3))}', 'binds products tighter than sums, and both tighter than comparisons'],
    ['{-.a * 2 + 1 < 3}', '{((-(.a * 2)) + 1) < 3}', 'takes a sign before a whole product'],
    ['{!.a && .b = 1}', '{(!.a) && (.b = 1)}', 'takes ! before a comparison'],
    ['{.a = nil || nil != .b}', '{(.a = nil) || (.b != nil)}', 'takes nil on either side'],
    ['{(.a = 1)}', '{.a = 1}', 'needs no parentheses'],
    ['{}', '{}', 'may be empty'],
  ])('%s reads as %s: it %s', (query, read) => {
    expect(grouping(query)).toBe(read);
  });

  it.each([
    ['{span.model = "a"}', 'span.model'],
    ['{.service.name = "a"}', '.service.name'],
    ['{resource.service.name = "a"}', 'resource.service.name'],
    ['{event.error_type = "a"}', 'event.error_type'],
    ['{span."with space" = "a"}', 'span."with space"'],
    ['{span.a"b c"d = "a"}', 'span."ab cd"'],
    ['{span.a-b/c:d = "a"}', 'span.a-b/c:d'],
    ['{span:name = "a"}', 'name'],
    ['{trace:rootService = "a"}', 'rootServiceName'],
    ['{trace:id = "a"}', 'trace:id'],
    ['{event:timeSinceStart > 1s}', 'event:timeSinceStart'],
    ['{nestedSetParent < 0}', 'nestedSetParent'],
  ])('%s looks at %s', (query, field) => {
    const read = condition(query);
    expect(read?.kind === 'binary' && printExpression(read.left)).toBe(field);
  });

  it.each([
    ['"a\\n\\"b\\""', { type: 'string', value: 'a\n"b"' }],
    ['`a\\n`', { type: 'string', value: 'a\\n' }],
    ['5', { type: 'int', value: 5 }],
    ['3373143388922149792', { type: 'int', value: 3373143388922149792n }],
    ['.5', { type: 'float', value: 0.5 }],
    ['4.2e-05', { type: 'float', value: 0.000042 }],
    ['1h30m', { type: 'duration', value: 5400e9 }],
    ['0.42783471234s', { type: 'duration', value: 427_834_712 }],
    ['1d', { type: 'duration', value: 86_400e9 }],
    ['427.83ms', { type: 'duration', value: 427_830_000 }],
    ['true', { type: 'bool', value: true }],
    ['error', { type: 'status', value: 'error' }],
    ['server', { type: 'kind', value: 'server' }],
  ])('reads the literal %s', (literal, value) => {
    const read = condition(`{.a = ${literal}}`);
    expect(read?.kind === 'binary' && read.right.kind === 'literal' && read.right.value).toEqual(value);
  });

  it('may have line breaks and comments anywhere between its words', () => {
    expect(grouping('{ span.a = 1 // first\n  && /* second */ span.b\n= 2 }')).toBe('{(span.a = 1) && (span.b = 2)}');
  });
});

describe('spansets', () => {
  it.each([
    ['{} && {} || {}', '(({} && {}) || {})'],
    ['{} || {} >> {} && {}', '(({} || ({} >> {})) && {})'],
    ['{} >> {} > {}', '(({} >> {}) > {})'],
    ['{} &>> ({} !~ {})', '({} &>> ({} !~ {}))'],
    ['({} | count() > 1) && ({} | count() > 2)', '(({} | scalar) && ({} | scalar))'],
    ['{} | by(name) | coalesce() | count() > 1 | select(span.a)', '{} | group | coalesce | scalar | select'],
  ])('%s reads as %s', (query, read) => {
    expect(grouping(query)).toBe(read);
  });
});

describe('metrics', () => {
  it('have a field, quantiles and groups', () => {
    const { metric } = parseTraceql(
      '{} | quantile_over_time(duration, .5, 0.99) by (span.model, resource.service.name)'
    );
    expect(metric).toMatchObject({ name: 'quantile_over_time', quantiles: [0.5, 0.99], field: { name: 'duration' } });
    expect(metric?.by.map(printField)).toEqual(['span.model', 'resource.service.name']);
  });

  it('are followed by ranks and thresholds in any order, durations in seconds', () => {
    expect(parseTraceql('{} | max_over_time(duration) | topk(3) > 100ms | bottomk(2)').seriesStages).toEqual([
      { kind: 'topk', limit: 3 },
      { kind: 'compare', operator: '>', value: 0.1 },
      { kind: 'bottomk', limit: 2 },
    ]);
  });

  it('take hints of any name', () => {
    const { hints } = parseTraceql('{} | rate() with (exemplars=false, most_recent=true, sample=0.1)');
    expect([...hints]).toEqual([
      ['exemplars', { type: 'bool', value: false }],
      ['most_recent', { type: 'bool', value: true }],
      ['sample', { type: 'float', value: 0.1 }],
    ]);
  });
});

describe('what Tempo refuses', () => {
  it.each([
    ['', '1:1: parse error: unexpected end of input'],
    ['{name="a"', '1:10: parse error: unexpected end of input, expected "}"'],
    ['{name="a}', '1:7: parse error: the string is not closed'],
    ['{name="\\d"}', '1:7: parse error: the string has an invalid escape'],
    ["{name='a'}", '1:7: parse error: unexpected character'],
    ['{name=}', '1:7: parse error: unexpected text, expected an attribute such as span.model'],
    ['{duration > 4.2e-05s}', '1:20: parse error: unexpected text, expected "}", at "s"'],
    ['{span. = 1}', '1:2: parse error: the name of an attribute is missing'],
    ['{.a = 9223372036854775808}', '1:7: parse error: the integer is too large for 64 bits with a sign'],
    ['{\n  nope = 1}', '2:3: parse error: unexpected text, expected an attribute'],
    ['{duration > "1s"}', 'must operate on the same type, not duration and string'],
    ['{kind = "server"}', 'must operate on the same type, not kind and string'],
    ['{status > error}', 'illegal operation > for status and status'],
    ['{name = nil}', 'intrinsics and resource.service.name cannot be nil'],
    ['{span.a =~ "("}', 'regular expression "(": missing closing )'],
    ['{span.a =~ span.b}', 'a regular expression must be a string'],
    ['{duration}', 'a span filter must resolve to true or false, not to duration'],
    ['{nestedSetParent < 0.5}', 'nestedSetParent is compared with integers only'],
    ['{} | avg(name) > 1', 'an aggregate needs numbers, not string'],
    ['{} | max(1) > 1', 'an aggregate must reference the span'],
    ['{} | count() > "x"', 'expected a number or a duration'],
    ['{} | by(1)', 'grouping must reference the span'],
    ['{} | quantile_over_time(duration, 1.5)', 'a quantile must be between 0 and 1'],
    ['{} | rate() by (.a,.b,.c,.d,.e,.f)', 'metrics group by 6 values not yet supported'],
    ['{} | avg_over_time(duration) by (.a,.b,.c,.d,.e)', 'metrics group by 5 values not yet supported'],
    ['{} | rate() | topk(0)', 'the limit must be an integer greater than 0'],
    ['({} | count() > 1) && {}', 'a pipeline in parentheses is only combined with another one in parentheses'],
    ['({} | count() > 1) | count() > 1', 'a pipeline in parentheses is not continued'],
  ])('%s: %s', (query, message) => {
    expect(() => parseTraceql(query)).toThrow(ParseError);
    expect(() => parseTraceql(query)).toThrow(message);
  });
});

describe('what Tempo takes and answers wrongly', () => {
  it.each([
    ['{!(name = "a")}', 'turn the comparison round'],
    ['{(name = "a") = false}', 'turn the comparison round'],
    ['{1s < duration}', 'write the attribute first'],
    ['{span.flag || name = "a"}', 'write = true behind it'],
    ['{} | select(span.a) | avg(duration) > 1s', 'put select() last'],
  ])('%s is refused with its mend: %s', (query, mend) => {
    expect(() => parseTraceql(query)).toThrow(mend);
  });

  it('is taken where Tempo does answer', () => {
    const answered = ['{!span.flag}', '{"a" = name}', '{span.flag && name = "a"}', '{} | select(span.a) | count() > 1'];
    answered.forEach((query) => expect(() => parseTraceql(query)).not.toThrow());
  });
});

describe('what only a full Tempo evaluates', () => {
  it.each([
    ['{} | compare({status = error})', 'compare()'],
    ['({} | rate()) / ({} | rate())', 'arithmetic with metrics'],
    ['({} | count()) > ({} | count())', 'arithmetic with pipelines'],
    ['{} | count() + 1 > 2', 'arithmetic in a scalar filter'],
    ['{span.a ^ 2 = 4}', 'the operator ^'],
    ['{parent.a = 1}', 'the scope parent'],
  ])('%s is refused by name', (query, feature) => {
    expect(() => parseTraceql(query)).toThrow(UnsupportedError);
    expect(() => parseTraceql(query)).toThrow(`${feature} is not supported by the embedded store; use a real Tempo`);
  });
});

describe('hostile texts', () => {
  it('fail with a place or parse, and never in another way', () => {
    const words = [
      '{',
      '}',
      '(',
      ')',
      '|',
      '&&',
      'span.',
      '.a',
      'name',
      '=',
      '=~',
      '"x"',
      '"',
      '5s',
      '!',
      '>>',
      'rate()',
      'by',
    ];
    const text = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...words)).map((parts) => parts.join(' '))
    );
    fc.assert(
      fc.property(text, (query) => {
        try {
          parseTraceql(query);
        } catch (error) {
          expect(error instanceof ParseError || error instanceof UnsupportedError).toBe(true);
        }
      })
    );
  });

  it('come back unchanged from a literal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        const read = condition(`{.a = ${JSON.stringify(value)}}`);
        expect(read?.kind === 'binary' && read.right.kind === 'literal' && read.right.value).toEqual({
          type: 'string',
          value,
        });
      })
    );
  });

  it('come back unchanged from the name of an attribute', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (name) => {
        const printed = printField({ kind: 'attribute', scope: 'span', name, from: 0, to: 0 });
        expect(parseTagName(printed)).toMatchObject({ kind: 'attribute', scope: 'span', name });
      })
    );
  });
});
