import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** One finished request as its own span tells it. Every number in a span of Dynamo is a text (captures/FINDINGS.md 1). */
export interface CapturedRequest {
  readonly model: string;
  readonly outcome: string;
  readonly ttftSeconds: number | undefined;
  readonly durationSeconds: number;
}

interface Span {
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: ReadonlyArray<{ readonly key: string; readonly value: { readonly stringValue?: string } }>;
}

interface ExportRequest {
  readonly resourceSpans: ReadonlyArray<{ readonly scopeSpans: ReadonlyArray<{ readonly spans: readonly Span[] }> }>;
}

const file = new URL('../fixtures/captures/long/spans.otlp.jsonl.gz', import.meta.url);

/** Every request of the long capture that has an `http-request` span with a model. */
export function capturedRequests(): readonly CapturedRequest[] {
  const lines = gunzipSync(readFileSync(file)).toString().trim().split('\n');
  const exports = lines.map((line): ExportRequest => JSON.parse(line) as ExportRequest);
  const spans = exports.flatMap((e) => e.resourceSpans.flatMap((r) => r.scopeSpans.flatMap((s) => s.spans)));
  return spans.filter((span) => span.name === 'http-request').flatMap(toRequest);
}

function toRequest(span: Span): CapturedRequest[] {
  const attribute = (key: string) => span.attributes.find((a) => a.key === key)?.value.stringValue;
  const model = attribute('model');
  if (model === undefined) {
    return [];
  }
  const ttft = attribute('ttft_ms');
  const nanoseconds = BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano);
  return [
    {
      model,
      outcome: attribute('request.outcome') ?? '',
      ttftSeconds: ttft === undefined ? undefined : Number(ttft) / 1000,
      durationSeconds: Number(nanoseconds) / 1e9,
    },
  ];
}
