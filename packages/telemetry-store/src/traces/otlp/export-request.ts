import { exactInteger } from '../attribute-value.ts';
import type { Resource, Scope, SpanEvent, SpanLink, SpanRecord } from '../span.ts';
import { SPAN_KINDS, STATUS_CODES } from '../span.ts';
import { readAttributes } from './attributes.ts';
import type { JsonObject } from './json-reader.ts';
import { describe, hexAt, integerAt, join, listAt, objectAt, textAt } from './json-reader.ts';
import { OtlpError } from './otlp-error.ts';

const TRACE_ID_DIGITS = 32;
const SPAN_ID_DIGITS = 16;

/**
 * Reads export requests in OTLP/JSON (`resourceSpans`; ids in hex, 64-bit integers as texts or numbers). One reader
 * serves many requests: it shares the keys and the resources that they repeat. Throws OtlpError.
 */
export class ExportRequestReader {
  private readonly keys = new Map<string, string>();
  private readonly resources = new Map<string, Resource>();
  private readonly scopes = new Map<string, Scope>();

  spans(request: unknown): SpanRecord[] {
    const found: SpanRecord[] = [];
    forEachAt(objectAt(request, ''), 'resourceSpans', '', (batch, batchPlace) => {
      const resource = this.resource(batch, batchPlace);
      forEachAt(batch, 'scopeSpans', batchPlace, (scoped, scopedPlace) => {
        const scope = this.scope(scoped, scopedPlace);
        forEachAt(scoped, 'spans', scopedPlace, (span, place) => found.push(this.span(span, place, resource, scope)));
      });
    });
    return found;
  }

  private resource(batch: JsonObject, batchPlace: string): Resource {
    const key = JSON.stringify(batch['resource']) ?? '';
    const known = this.resources.get(key);
    if (known !== undefined) {
      return known;
    }
    const place = join(batchPlace, 'resource');
    const attributes = readAttributes(objectAt(batch['resource'] ?? {}, place), place, this.keys);
    const service = attributes.get('service.name');
    const resource = { attributes, serviceName: service?.type === 'string' ? service.value : '' };
    this.resources.set(key, resource);
    return resource;
  }

  private scope(scoped: JsonObject, scopedPlace: string): Scope {
    const key = JSON.stringify(scoped['scope']) ?? '';
    const known = this.scopes.get(key);
    if (known !== undefined) {
      return known;
    }
    const place = join(scopedPlace, 'scope');
    const scope = objectAt(scoped['scope'] ?? {}, place);
    const read = {
      name: textAt(scope, 'name', place),
      version: textAt(scope, 'version', place),
      attributes: readAttributes(scope, place, this.keys),
    };
    this.scopes.set(key, read);
    return read;
  }

  private span(span: JsonObject, place: string, resource: Resource, scope: Scope): SpanRecord {
    const startNs = integerAt(span, 'startTimeUnixNano', place);
    const endNs = integerAt(span, 'endTimeUnixNano', place);
    const statusPlace = join(place, 'status');
    const status = objectAt(span['status'] ?? {}, statusPlace);
    return {
      traceId: hexAt(span, 'traceId', TRACE_ID_DIGITS, place),
      spanId: hexAt(span, 'spanId', SPAN_ID_DIGITS, place),
      parentSpanId: hexAt(span, 'parentSpanId', SPAN_ID_DIGITS, place, true),
      traceState: textAt(span, 'traceState', place),
      name: textAt(span, 'name', place),
      kind: choiceAt(span, 'kind', SPAN_KINDS, 'SPAN_KIND_', place),
      startNs,
      endNs,
      durationNs: Math.max(0, Number(exactInteger(endNs - startNs))),
      status: choiceAt(status, 'code', STATUS_CODES, 'STATUS_CODE_', statusPlace),
      statusMessage: textAt(status, 'message', statusPlace),
      attributes: readAttributes(span, place, this.keys),
      events: mapAt(span, 'events', place, (event, at) => this.event(event, at)),
      links: mapAt(span, 'links', place, (link, at) => this.link(link, at)),
      resource,
      scope,
    };
  }

  private event(event: JsonObject, place: string): SpanEvent {
    return {
      name: textAt(event, 'name', place),
      timeNs: integerAt(event, 'timeUnixNano', place),
      attributes: readAttributes(event, place, this.keys),
    };
  }

  private link(link: JsonObject, place: string): SpanLink {
    return {
      traceId: hexAt(link, 'traceId', TRACE_ID_DIGITS, place),
      spanId: hexAt(link, 'spanId', SPAN_ID_DIGITS, place),
      traceState: textAt(link, 'traceState', place),
      attributes: readAttributes(link, place, this.keys),
    };
  }
}

/** An enumeration, written as its number or as its name in protobuf; the first choice where missing. */
function choiceAt<T extends string>(
  parent: JsonObject,
  field: string,
  choices: readonly T[],
  prefix: string,
  place: string
): T {
  const value = parent[field] ?? 0;
  const found =
    typeof value === 'number' ? choices[value] : choices.find((choice) => `${prefix}${choice.toUpperCase()}` === value);
  if (found === undefined) {
    throw new OtlpError(join(place, field), `expected one of ${choices.join(', ')}, got ${describe(value)}`);
  }
  return found;
}

function mapAt<T>(parent: JsonObject, field: string, place: string, read: (item: JsonObject, at: string) => T): T[] {
  return listAt(parent, field, place).map((item, index) => {
    const at = `${join(place, field)}[${index}]`;
    return read(objectAt(item, at), at);
  });
}

function forEachAt(
  parent: JsonObject,
  field: string,
  place: string,
  visit: (item: JsonObject, at: string) => void
): void {
  mapAt(parent, field, place, visit);
}
