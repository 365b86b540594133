import { describe, expect, it } from 'vitest';

import { workerIdToDecimal } from '../correlation/worker-id.ts';
import { capturedSpans, scrapedLabelValues, type CapturedSpan } from '../testing/captures.ts';
import { commonAttributes, spanAttributes, type SpanAttribute } from './span-attributes.ts';
import { spans, type Span } from './spans.ts';

const captured = capturedSpans();
const spansByName = new Map<string, Span>(Object.entries(spans));
const attributesByName = new Map<string, SpanAttribute>(Object.entries(spanAttributes));
const spanNamed = (name: string) => spansByName.get(name);
const attributeNamed = (name: string) => attributesByName.get(name);
const otlpKinds = { 1: 'internal', 2: 'server', 3: 'client' } as const;
const otlpTypes = { stringValue: 'text', intValue: 'int', boolValue: 'bool' } as const;

const distinct = (values: readonly string[]) => Array.from(new Set(values)).sort();
const lookUp = <T>(table: { readonly [key: string]: T }, key: string | number): T | undefined => table[String(key)];

function unknownAttributes(span: CapturedSpan): readonly string[] {
  const own: readonly string[] = [...(spanNamed(span.name)?.attributes ?? []), ...Object.keys(commonAttributes)];
  return span.attributes.filter(({ key }) => !own.includes(key)).map(({ key }) => `${span.name} ${key}`);
}

function mistypedAttributes(span: CapturedSpan): readonly string[] {
  return span.attributes
    .map(({ key, value }) => ({ key, seen: lookUp(otlpTypes, Object.keys(value)[0] ?? '') }))
    .filter(({ key, seen }) => attributeNamed(key)?.type !== seen)
    .map(({ key, seen }) => `${key} is ${String(seen)}`);
}

describe('the captured spans', () => {
  it('have known names', () => {
    expect(captured.length).toBeGreaterThan(9_000);
    expect(distinct(captured.map((span) => span.name)).filter((name) => spanNamed(name)?.seen !== true)).toEqual([]);
  });

  it('have the kind of the schema', () => {
    const wrong = captured.filter((span) => spanNamed(span.name)?.kind !== lookUp(otlpKinds, span.kind));
    expect(distinct(wrong.map((span) => `${span.name} ${span.kind}`))).toEqual([]);
  });

  it('have only attributes that the schema gives them', () => {
    expect(distinct(captured.flatMap(unknownAttributes))).toEqual([]);
  });

  it('have attributes of the types in the schema: every number of a request is text', () => {
    expect(distinct(captured.flatMap(mistypedAttributes))).toEqual([]);
    expect(spanAttributes.output_tokens.type).toBe('text');
  });

  it('have the parents of the schema, where the parent is a span of Dynamo', () => {
    const names = new Map(captured.map((span) => [span.spanId, span.name]));
    const wrong = captured.flatMap((span) => {
      const parent = names.get(span.parentSpanId ?? '');
      return parent === undefined || spanNamed(span.name)?.parents.includes(parent) ? [] : [`${parent} > ${span.name}`];
    });
    expect(distinct(wrong)).toEqual([]);
  });

  it('take only the values that the schema lists, where it lists them', () => {
    const wrong = captured.flatMap((span) =>
      span.attributes
        .map(({ key, value }) => ({ key, value: String(Object.values(value)[0]), values: attributeNamed(key)?.values }))
        .filter(({ value, values }) => values !== undefined && !values.includes(value))
        .map(({ key, value }) => `${key}=${value}`)
    );
    expect(distinct(wrong)).toEqual([]);
  });
});

describe('the schema of spans', () => {
  it('names only parents that it knows', () => {
    const parents = Object.values(spans).flatMap((span: Span) => span.parents);
    expect(parents.filter((name) => spanNamed(name) === undefined)).toEqual([]);
  });
});

describe('one worker in the captured signals', () => {
  it('has the same id in its spans and in the labels of its metrics, once converted', () => {
    const inSpans = captured.flatMap((span) =>
      span.attributes.filter(({ key }) => key === 'instance_id').map(({ value }) => String(Object.values(value)[0]))
    );
    const inMetrics = scrapedLabelValues('dynamo_component_requests_total', 'worker_id').map(workerIdToDecimal);
    // Three workers were started a second time, under new ids.
    expect(new Set(inMetrics).size).toBe(6 + 3);
    expect(Array.from(new Set(inSpans)).sort()).toEqual(Array.from(new Set(inMetrics)).sort());
  });
});
