import { TraceStore } from '../traces/trace-store.ts';

/** Values of attributes as they are; a `bigint` and a whole number become integers, other numbers floats. */
export type PlainValue = string | number | bigint | boolean | readonly PlainValue[];
export type PlainAttributes = Readonly<Record<string, PlainValue>>;

/** A span in short: times in milliseconds after `EPOCH_NS`, ids as small numbers. */
export interface PlainSpan {
  readonly trace?: number;
  readonly id: number;
  /** Left out: a root. An id that no span has: a caller that exports elsewhere. */
  readonly parent?: number;
  readonly name?: string;
  readonly startMs?: number;
  readonly durationMs?: number;
  readonly service?: string;
  readonly kind?: number;
  readonly status?: { readonly code?: number; readonly message?: string };
  readonly attributes?: PlainAttributes;
  readonly events?: ReadonlyArray<{ name: string; atMs?: number; attributes?: PlainAttributes }>;
  readonly links?: ReadonlyArray<{ trace: number; id: number; attributes?: PlainAttributes }>;
}

/** 2026-11-22T00:00:00Z, a multiple of every step that tests use. */
export const EPOCH_MS = 1_795_305_600_000;
export const EPOCH_NS = BigInt(EPOCH_MS) * 1_000_000n;

export function traceStoreOf(...spans: readonly PlainSpan[]): TraceStore {
  const store = new TraceStore();
  spans.forEach((span) => store.addExport(exportOf(span)));
  return store;
}

/** An export request in OTLP/JSON with this one span. */
export function exportOf(span: PlainSpan): object {
  const attributes = [{ key: 'service.name', value: { stringValue: span.service ?? 'service' } }];
  const scope = { name: 'test', version: '1.0' };
  return { resourceSpans: [{ resource: { attributes }, scopeSpans: [{ scope, spans: [otlpSpan(span)] }] }] };
}

export function traceIdOf(trace: number): string {
  return trace.toString(16).padStart(32, '0');
}

export function spanIdOf(id: number): string {
  return id.toString(16).padStart(16, '0');
}

function otlpSpan(span: PlainSpan): object {
  const { startMs = 0, durationMs = 1 } = span;
  return {
    traceId: traceIdOf(span.trace ?? 1),
    spanId: spanIdOf(span.id),
    ...(span.parent === undefined ? {} : { parentSpanId: spanIdOf(span.parent) }),
    name: span.name ?? 'span',
    kind: span.kind ?? 1,
    startTimeUnixNano: nanoseconds(startMs),
    endTimeUnixNano: nanoseconds(startMs + durationMs),
    attributes: otlpAttributes(span.attributes),
    events: span.events?.map(({ name, atMs = startMs, attributes }) => ({
      name,
      timeUnixNano: nanoseconds(atMs),
      attributes: otlpAttributes(attributes),
    })),
    links: span.links?.map(({ trace, id, attributes }) => ({
      traceId: traceIdOf(trace),
      spanId: spanIdOf(id),
      attributes: otlpAttributes(attributes),
    })),
    status: span.status ?? {},
  };
}

function nanoseconds(ms: number): string {
  return String(EPOCH_NS + BigInt(Math.round(ms * 1e6)));
}

function otlpAttributes(attributes: PlainAttributes = {}): object[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: otlpValue(value) }));
}

function otlpValue(value: PlainValue): object {
  switch (typeof value) {
    case 'string':
      return { stringValue: value };
    case 'boolean':
      return { boolValue: value };
    case 'bigint':
      return { intValue: String(value) };
    case 'number':
      return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
    default:
      return { arrayValue: { values: value.map(otlpValue) } };
  }
}
