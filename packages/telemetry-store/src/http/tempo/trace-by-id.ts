import type { Resource, Scope, SpanEvent, SpanLink } from '../../traces/span.ts';
import type { Traces } from '../../traces/trace-store.ts';
import type { Span, Trace } from '../../traces/trace.ts';
import { BadRequest } from './bad-request.ts';
import type { ProtoJson } from './proto-json.ts';
import { base64OfHex, integer64, keyValues, message } from './proto-json.ts';

/** The trace of an id as it stands in a path. Throws BadRequest for an id that is none. */
export function traceOfId(store: Traces, id: string): Trace | undefined {
  const wrong = /[^0-9a-fA-F]/.exec(id);
  if (wrong !== null) {
    const position = wrong.index + 1;
    throw new BadRequest(
      `trace IDs can only contain hex characters: invalid character '${wrong[0]}' at position ${position}`
    );
  }
  if (id.length > 32) {
    throw new BadRequest("trace IDs can't be larger than 128 bits");
  }
  return store.trace(id);
}

/** The spans of a trace by resource and scope, as OTLP in protobuf's JSON: ids in base64, enumerations by name. */
export function resourceSpans(trace: Trace): ProtoJson[] {
  const resources = new Map<Resource, Map<Scope, Span[]>>();
  for (const span of trace.spans) {
    const scopes = resources.get(span.resource) ?? new Map<Scope, Span[]>();
    resources.set(span.resource, scopes);
    scopes.set(span.scope, [...(scopes.get(span.scope) ?? []), span]);
  }
  return [...resources].map(([resource, scopes]) => ({
    resource: attributesOf(resource),
    scopeSpans: [...scopes].map(([scope, spans]) => ({
      scope: message({ name: scope.name, version: scope.version, ...attributesOf(scope) }),
      spans: spans.map(spanMessage),
    })),
  }));
}

function spanMessage(span: Span): ProtoJson {
  const { traceState, name } = span;
  return {
    traceId: base64OfHex(span.traceId),
    spanId: base64OfHex(span.spanId),
    // Bytes are written even where there are none.
    parentSpanId: base64OfHex(span.parentSpanId),
    ...message({ traceState, name, ...timesAndContent(span) }),
  };
}

function timesAndContent(span: Span): ProtoJson {
  return {
    kind: span.kind === 'unspecified' ? undefined : `SPAN_KIND_${span.kind.toUpperCase()}`,
    startTimeUnixNano: integer64(span.startNs),
    endTimeUnixNano: integer64(span.endNs),
    ...attributesOf(span),
    events: nonEmpty(span.events.map(eventMessage)),
    links: nonEmpty(span.links.map(linkMessage)),
    status: message({
      message: span.statusMessage,
      code: span.status === 'unset' ? undefined : `STATUS_CODE_${span.status.toUpperCase()}`,
    }),
  };
}

function eventMessage(event: SpanEvent): ProtoJson {
  return message({ timeUnixNano: integer64(event.timeNs), name: event.name, ...attributesOf(event) });
}

function linkMessage(link: SpanLink): ProtoJson {
  const { traceId, spanId, traceState } = link;
  return message({
    traceId: base64OfHex(traceId),
    spanId: base64OfHex(spanId),
    traceState,
    ...attributesOf(link),
  });
}

function attributesOf({ attributes }: Pick<Span, 'attributes'>): ProtoJson {
  return attributes.size === 0 ? {} : { attributes: keyValues(attributes) };
}

function nonEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}
