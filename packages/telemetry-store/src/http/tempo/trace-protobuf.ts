import { MessageWriter } from '../../protobuf/writer.ts';
import type { Attributes, AttributeValue } from '../../traces/attribute-value.ts';
import {
  SPAN_KINDS,
  STATUS_CODES,
  type Resource,
  type Scope,
  type SpanEvent,
  type SpanLink,
} from '../../traces/span.ts';
import type { Span, Trace } from '../../traces/trace.ts';

const write = (): MessageWriter => new MessageWriter();

/**
 * A trace as `tempopb.TraceByIDResponse` (version 2 of the API) in protobuf's wire format: the only form in which
 * Grafana's data source takes a trace. Without a trace there is an empty one. Field numbers: opentelemetry-proto 1.x.
 */
export function traceByIdResponse(trace: Trace | undefined): Uint8Array {
  return write().message(1, traceMessage(trace)).message(2, write()).finish();
}

/** A trace as `tempopb.Trace`, which version 1 of the API answers with. */
export function traceProtobuf(trace: Trace): Uint8Array {
  return traceMessage(trace).finish();
}

function traceMessage(trace: Trace | undefined): MessageWriter {
  return write().messages(1, trace === undefined ? [] : resourceSpans(trace.spans));
}

function resourceSpans(spans: readonly Span[]): MessageWriter[] {
  return [...grouped(spans, ({ resource }) => resource)].map(([resource, ofResource]) =>
    write()
      .message(1, attributesOf(write(), 1, resource))
      .messages(2, scopeSpans(ofResource))
  );
}

function scopeSpans(spans: readonly Span[]): MessageWriter[] {
  return [...grouped(spans, ({ scope }) => scope)].map(([scope, ofScope]) =>
    write().message(1, scopeMessage(scope)).messages(2, ofScope.map(spanMessage))
  );
}

function scopeMessage(scope: Scope): MessageWriter {
  return attributesOf(write().text(1, scope.name).text(2, scope.version), 3, scope);
}

function spanMessage(span: Span): MessageWriter {
  const message = write()
    .bytes(1, bytesOfHex(span.traceId))
    .bytes(2, bytesOfHex(span.spanId))
    .text(3, span.traceState)
    .bytes(4, bytesOfHex(span.parentSpanId))
    .text(5, span.name)
    .varint(6, SPAN_KINDS.indexOf(span.kind))
    .fixed64(7, span.startNs)
    .fixed64(8, span.endNs);
  const status = write().text(2, span.statusMessage).varint(3, STATUS_CODES.indexOf(span.status));
  return attributesOf(message, 9, span)
    .messages(11, span.events.map(eventMessage))
    .messages(13, span.links.map(linkMessage))
    .message(15, status);
}

function eventMessage(event: SpanEvent): MessageWriter {
  return attributesOf(write().fixed64(1, event.timeNs).text(2, event.name), 3, event);
}

function linkMessage(link: SpanLink): MessageWriter {
  const message = write().bytes(1, bytesOfHex(link.traceId)).bytes(2, bytesOfHex(link.spanId)).text(3, link.traceState);
  return attributesOf(message, 4, link);
}

function attributesOf(
  message: MessageWriter,
  field: number,
  { attributes }: Resource | Span | Scope | SpanEvent | SpanLink
) {
  return message.messages(field, keyValues(attributes));
}

function keyValues(attributes: Attributes): MessageWriter[] {
  return [...attributes].map(([key, value]) => write().text(1, key).message(2, anyValue(value)));
}

function anyValue(value: AttributeValue): MessageWriter {
  switch (value.type) {
    case 'string':
      return write().explicitText(1, value.value);
    case 'bool':
      return write().explicitVarint(2, value.value);
    case 'int':
      return write().explicitVarint(3, value.value);
    case 'float':
      return write().explicitDouble(4, value.value);
    case 'list':
      return write().message(5, write().messages(1, value.value.map(anyValue)));
    case 'map':
      return write().message(6, write().messages(1, keyValues(value.value)));
    case 'bytes':
      return write().explicitBytes(7, bytesOf(atob(value.value)));
    case 'empty':
      return write();
  }
}

function grouped<K>(spans: readonly Span[], keyOf: (span: Span) => K): Map<K, Span[]> {
  const groups = new Map<K, Span[]>();
  for (const span of spans) {
    const key = keyOf(span);
    groups.set(key, [...(groups.get(key) ?? []), span]);
  }
  return groups;
}

function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

function bytesOf(binary: string): Uint8Array {
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}
