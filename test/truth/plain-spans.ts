import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A span of the long capture as plain JavaScript reads it. Every number of a request is a text. */
export interface CapturedSpan {
  readonly traceId: string;
  readonly name: string;
  readonly startNs: bigint;
  readonly endNs: bigint;
  readonly attributes: Readonly<Record<string, string>>;
  readonly events: readonly Readonly<Record<string, string>>[];
}

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface OtlpSpan {
  readonly traceId: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes?: readonly Attribute[];
  readonly events?: ReadonlyArray<{ readonly name: string; readonly attributes?: readonly Attribute[] }>;
}

interface Exported {
  readonly resourceSpans: ReadonlyArray<{
    readonly scopeSpans: ReadonlyArray<{ readonly spans: readonly OtlpSpan[] }>;
  }>;
}

const file = new URL('../fixtures/captures/long/spans.otlp.jsonl.gz', import.meta.url);

/** The text of the file: OTLP export requests, one a line. */
export const capturedSpansText = (): string => gunzipSync(readFileSync(file)).toString();

const texts = (attributes: readonly Attribute[] = []): Record<string, string> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, String(Object.values(value)[0])]));

/** Every span of the long capture. */
export function capturedSpans(): readonly CapturedSpan[] {
  return capturedSpansText()
    .trim()
    .split('\n')
    .flatMap((line) => (JSON.parse(line) as Exported).resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
    .map(({ traceId, name, startTimeUnixNano, endTimeUnixNano, attributes, events = [] }) => ({
      traceId,
      name,
      startNs: BigInt(startTimeUnixNano),
      endNs: BigInt(endTimeUnixNano),
      attributes: texts(attributes),
      events: events.map((event) => ({ ...texts(event.attributes), 'event:name': event.name })),
    }));
}

/** The traces of some spans, by id. */
export function tracesOf(spans: readonly CapturedSpan[]): ReadonlyMap<string, readonly CapturedSpan[]> {
  const traces = new Map<string, CapturedSpan[]>();
  for (const span of spans) {
    traces.set(span.traceId, [...(traces.get(span.traceId) ?? []), span]);
  }
  return traces;
}
