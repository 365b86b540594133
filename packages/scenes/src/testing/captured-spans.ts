import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import type { Span } from '../request/span.ts';

interface Value {
  readonly stringValue?: string;
  readonly intValue?: string;
  readonly boolValue?: boolean;
}
interface Attribute {
  readonly key: string;
  readonly value: Value;
}
interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes?: readonly Attribute[];
  readonly events?: ReadonlyArray<{ readonly timeUnixNano: string; readonly name: string }>;
  readonly status?: { readonly code?: number };
}
interface Export {
  readonly resourceSpans: ReadonlyArray<{
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: ReadonlyArray<{ readonly spans: readonly OtlpSpan[] }>;
  }>;
}

const file = join(import.meta.dirname, '../../../../test/fixtures/captures/long/spans.otlp.jsonl.gz');

/** Milliseconds with a fraction; enough digits for differences of microseconds. */
const ms = (nanoseconds: string): number =>
  Number(BigInt(nanoseconds) / 1_000_000n) + Number(BigInt(nanoseconds) % 1_000_000n) / 1e6;

const attributesOf = (attributes: readonly Attribute[] = []): Span['attributes'] =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, String(Object.values(value)[0])]));

function spanOf(span: OtlpSpan, service: string): Span {
  return {
    id: span.spanId,
    parentId: span.parentSpanId ?? '',
    name: span.name,
    service,
    startMs: ms(span.startTimeUnixNano),
    durationMs: ms(span.endTimeUnixNano) - ms(span.startTimeUnixNano),
    attributes: attributesOf(span.attributes),
    events: (span.events ?? []).map(({ timeUnixNano, name }) => ({ timeMs: ms(timeUnixNano), name })),
    failed: span.status?.code === 2,
  };
}

/** Every trace of the whole captured run, read straight from the file that the collector wrote. */
export function capturedTraces(): ReadonlyMap<string, readonly Span[]> {
  const traces = new Map<string, Span[]>();
  for (const line of gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n')) {
    for (const { resource, scopeSpans } of (JSON.parse(line) as Export).resourceSpans) {
      const service = attributesOf(resource.attributes)['service.name'] ?? '';
      for (const span of scopeSpans.flatMap(({ spans }) => spans)) {
        traces.set(span.traceId, [...(traces.get(span.traceId) ?? []), spanOf(span, service)]);
      }
    }
  }
  return traces;
}
