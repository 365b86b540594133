import type { Attributes } from '../../traces/attribute-value.ts';
import type { SpanEvent, SpanLink } from '../../traces/span.ts';
import type { Span } from '../../traces/trace.ts';
import type { Attribute, Field, IntrinsicName } from '../parse/ast.ts';
import type { Value } from '../value.ts';
import { NIL } from '../value.ts';

export type Read = (span: Span) => Value;

/** Of which a span has many, so that a field has many values. */
export type NestedScope = 'event' | 'link';

/** `undefined` for a field that a span has once. */
export function nestedScopeOf(field: Field): NestedScope | undefined {
  const scope = field.kind === 'attribute' ? field.scope : field.name.split(':')[0];
  return scope === 'event' || scope === 'link' ? scope : undefined;
}

/** How a field that a span has once is read. What is missing is nil. */
export function readerOf(field: Field): Read {
  return field.kind === 'attribute' ? attributeReader(field) : intrinsicReader(field.name);
}

/** A field of the event or link at a position; nil where it lacks it. */
export type ReadNested = (span: Span, at: number) => Value;

/** How a field of events or links is read. */
export function nestedReaderOf(field: Field, scope: NestedScope): ReadNested {
  return scope === 'event'
    ? (span, at) => eventValue(field, span.events[at], span)
    : (span, at) => linkValue(field, span.links[at]);
}

/** How many events or links a span has. */
export function nestedCount(scope: NestedScope, span: Span): number {
  return scope === 'event' ? span.events.length : span.links.length;
}

/**
 * What Tempo reads where a span has no events or links at all and the field is not compared with anything: names and
 * times are `''` and 0, attributes are nil.
 */
export function valueOfNone(field: Field): Value {
  if (field.kind === 'attribute') {
    return NIL;
  }
  return field.name === 'event:timeSinceStart' ? duration(0) : text('');
}

/** Tempo drops leading zeros of a trace id wherever it shows one. */
export function trimTraceId(traceId: string): string {
  return traceId.replace(/^0+/, '');
}

function eventValue(field: Field, event: SpanEvent | undefined, span: Span): Value {
  if (event === undefined) {
    return NIL;
  }
  if (field.kind === 'attribute') {
    return valueIn(event.attributes, field.name);
  }
  return field.name === 'event:name' ? text(event.name) : duration(Number(event.timeNs - span.startNs));
}

function linkValue(field: Field, link: SpanLink | undefined): Value {
  if (link === undefined) {
    return NIL;
  }
  if (field.kind === 'attribute') {
    return valueIn(link.attributes, field.name);
  }
  return text(field.name === 'link:traceID' ? trimTraceId(link.traceId) : link.spanId);
}

function attributeReader({ scope, name }: Attribute): Read {
  switch (scope) {
    case 'resource':
      return ({ resource }) => valueIn(resource.attributes, name);
    case 'instrumentation':
      return (span) => valueIn(span.scope.attributes, name);
    case 'any':
      return ({ attributes, resource }) => {
        const own = valueIn(attributes, name);
        return own.type === 'nil' ? valueIn(resource.attributes, name) : own;
      };
    default:
      return ({ attributes }) => valueIn(attributes, name);
  }
}

function valueIn(attributes: Attributes, name: string): Value {
  const value = attributes.get(name);
  switch (value?.type) {
    case undefined:
    case 'empty':
    case 'bytes':
    case 'map':
      return NIL;
    case 'list': {
      const type = value.value[0]?.type;
      return type !== undefined && value.value.every((each) => each.type === type) ? value : NIL;
    }
    default:
      return value ?? NIL;
  }
}

function intrinsicReader(name: IntrinsicName): Read {
  switch (name) {
    case 'duration':
      return ({ durationNs }) => duration(durationNs);
    case 'name':
      return (span) => text(span.name);
    case 'status':
      return ({ status }) => ({ type: 'status', value: status });
    case 'statusMessage':
      return ({ statusMessage }) => text(statusMessage);
    case 'kind':
      return ({ kind }) => ({ type: 'kind', value: kind });
    case 'span:id':
      return ({ spanId }) => text(spanId);
    case 'span:parentID':
      return ({ parentSpanId }) => text(parentSpanId);
    case 'instrumentation:name':
      return ({ scope }) => text(scope.name);
    case 'instrumentation:version':
      return ({ scope }) => text(scope.version);
    default:
      return traceReader(name);
  }
}

/** What a span has by its trace and its place there. */
function traceReader(name: IntrinsicName): Read {
  switch (name) {
    case 'rootName':
      return ({ trace }) => text(trace.root?.name ?? '');
    case 'rootServiceName':
      return ({ trace }) => text(trace.root?.resource.serviceName ?? '');
    case 'traceDuration':
      return ({ trace }) => duration(trace.durationNs);
    case 'trace:id':
      return ({ traceId }) => text(trimTraceId(traceId));
    case 'nestedSetLeft':
      return ({ nestedSet }) => integer(nestedSet.left);
    case 'nestedSetRight':
      return ({ nestedSet }) => integer(nestedSet.right);
    case 'nestedSetParent':
      return ({ nestedSet }) => integer(nestedSet.parent);
    case 'span:childCount':
      // Counted when the tree is numbered, which takes a root.
      return ({ children, trace }) => integer(trace.root === undefined ? 0 : children.length);
    default:
      return () => NIL;
  }
}

function text(value: string): Value {
  return { type: 'string', value };
}

function integer(value: number): Value {
  return { type: 'int', value };
}

function duration(value: number): Value {
  return { type: 'duration', value };
}
