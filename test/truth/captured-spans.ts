import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A span of the long capture, read without the store: what queries are held against. */
export interface CapturedSpan {
  readonly trace: string;
  readonly id: string;
  readonly parent: string;
  readonly name: string;
  readonly service: string;
  readonly kind: number;
  readonly error: boolean;
  readonly message: string;
  readonly startNs: bigint;
  readonly seconds: number;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  readonly events: ReadonlyArray<{ readonly name: string; readonly attributes: CapturedSpan['attributes'] }>;
}

interface OtlpAttribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string; readonly intValue?: string; readonly boolValue?: boolean };
}

interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status?: { readonly code?: number; readonly message?: string };
  readonly attributes?: readonly OtlpAttribute[];
  readonly events?: ReadonlyArray<{ readonly name: string; readonly attributes?: readonly OtlpAttribute[] }>;
}

interface ExportRequest {
  readonly resourceSpans: ReadonlyArray<{
    readonly resource: { readonly attributes: readonly OtlpAttribute[] };
    readonly scopeSpans: ReadonlyArray<{ readonly spans: readonly OtlpSpan[] }>;
  }>;
}

const file = new URL('../fixtures/captures/long/spans.otlp.jsonl.gz', import.meta.url);

/** The export requests of the capture, one a line. */
export function capturedExports(): string {
  return gunzipSync(readFileSync(file)).toString();
}

export function capturedSpans(): readonly CapturedSpan[] {
  const requests = capturedExports()
    .trim()
    .split('\n')
    .map((line): ExportRequest => JSON.parse(line) as ExportRequest);
  return requests.flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap(({ resource, scopeSpans }) => {
      const service = String(plain(resource.attributes)['service.name']);
      return scopeSpans.flatMap(({ spans }) => spans.map((span) => toSpan(span, service)));
    })
  );
}

function toSpan(span: OtlpSpan, service: string): CapturedSpan {
  const startNs = BigInt(span.startTimeUnixNano);
  return {
    trace: span.traceId,
    id: span.spanId,
    parent: span.parentSpanId ?? '',
    name: span.name,
    service,
    kind: span.kind,
    error: span.status?.code === 2,
    message: span.status?.message ?? '',
    startNs,
    seconds: Number(BigInt(span.endTimeUnixNano) - startNs) / 1e9,
    attributes: plain(span.attributes),
    events: (span.events ?? []).map(({ name, attributes }) => ({ name, attributes: plain(attributes) })),
  };
}

function plain(attributes: readonly OtlpAttribute[] = []): CapturedSpan['attributes'] {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? value.boolValue ?? Number(value.intValue)])
  );
}
