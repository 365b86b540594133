import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** Processes of the long capture whose stderr was kept. */
const PROCESSES = [
  'frontend',
  'chat-0',
  'chat-1',
  'chat-2',
  'code-prefill-0',
  'code-decode-0',
  'code-decode-1',
] as const;

/** A line as plain JavaScript reads it: fields as text, dots in their names kept. */
export interface CapturedLine {
  readonly process: string;
  readonly raw: string;
  readonly fields: Readonly<Record<string, string>>;
}

function read(name: string): string {
  return gunzipSync(readFileSync(new URL(`../fixtures/captures/long/${name}.jsonl.gz`, import.meta.url))).toString();
}

/** The text of each process, by its name. */
export function capturedProcesses(): Readonly<Record<string, string>> {
  return Object.fromEntries(PROCESSES.map((name) => [name, read(name)]));
}

/** OTLP export requests, one a line. */
export function capturedOtlpLogs(): string {
  return read('logs.otlp');
}

/** Every line of stderr. Those that are no JSON have no fields. */
export function capturedLines(): CapturedLine[] {
  return Object.entries(capturedProcesses()).flatMap(([process, text]) =>
    text
      .split('\n')
      .filter((raw) => raw.trim() !== '')
      .map((raw) => ({ process, raw, fields: raw.startsWith('{') ? fieldsOf(raw) : {} }))
  );
}

function fieldsOf(raw: string): Record<string, string> {
  const fields = Object.fromEntries(
    Object.entries(JSON.parse(raw) as Record<string, unknown>).map(([key, value]) => [key, String(value)])
  );
  // JSON.parse rounds ids beyond 2^53, so their digits are taken from the text.
  for (const [, key = '', digits = ''] of raw.matchAll(/"([\w.]+)":(\d{16,})\b/g)) {
    fields[key] = digits;
  }
  return fields;
}

interface Attribute {
  readonly key: string;
  readonly value: {
    readonly stringValue?: string;
    readonly intValue?: string;
    readonly doubleValue?: number;
    readonly boolValue?: boolean;
  };
}

interface Request {
  readonly resourceLogs: ReadonlyArray<{
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeLogs: ReadonlyArray<{
      readonly logRecords: ReadonlyArray<{
        readonly body?: Attribute['value'];
        readonly attributes?: readonly Attribute[];
        readonly traceId?: string;
        readonly severityText?: string;
      }>;
    }>;
  }>;
}

/** Every OTLP record: `raw` is the message, `process` the service. */
export function capturedRecords(): CapturedLine[] {
  const requests = capturedOtlpLogs().trim().split('\n');
  return requests.flatMap((request) =>
    (JSON.parse(request) as Request).resourceLogs.flatMap(({ resource, scopeLogs }) =>
      scopeLogs.flatMap(({ logRecords }) =>
        logRecords.map(({ body, attributes = [], traceId, severityText }) => ({
          process: textOf(resource.attributes.find(({ key }) => key === 'service.name')?.value),
          raw: textOf(body),
          fields: {
            ...Object.fromEntries(attributes.map(({ key, value }) => [key, textOf(value)])),
            ...(traceId === undefined ? {} : { trace_id: traceId }),
            ...(severityText === undefined ? {} : { severity: severityText }),
          },
        }))
      )
    )
  );
}

function textOf(value: Attribute['value'] | undefined): string {
  return value?.stringValue ?? value?.intValue ?? String(value?.doubleValue ?? value?.boolValue ?? '');
}

/** How many lines have which values of some fields, joined by a space; a missing field counts for nothing. */
export function counted(of: readonly CapturedLine[], ...fields: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of of) {
    const key = fields.flatMap((field) => line.fields[field] ?? []).join(' ');
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

/** A value from the middle of the run, so that the question is no special case. */
export function someValue(of: readonly CapturedLine[], field: string): string {
  const values = [...new Set(of.flatMap((line) => line.fields[field] ?? []))];
  return values[Math.floor(values.length / 2)] ?? fail(`no line has ${field}`);
}

export function sortedTexts(texts: readonly string[]): string[] {
  return [...texts].sort();
}

function fail(message: string): never {
  throw new Error(message);
}
