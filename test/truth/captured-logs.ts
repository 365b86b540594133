import { readFileSync, readdirSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const folder = new URL('../fixtures/captures/long/', import.meta.url);
const text = (file: string): string => gunzipSync(readFileSync(new URL(file, folder))).toString();
const isLog = (file: string) => file.endsWith('.jsonl.gz') && !/^(client|scrapes|spans|logs)/.test(file);

/** What each process of the long run wrote to stderr, by its name. */
export const stderrOf: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(folder)
    .filter(isLog)
    .map((file) => [file.replace('.jsonl.gz', ''), text(file)])
);

/** The same as it was sent over OTLP: export requests, one a line. */
export const otlpLogs: string = text('logs.otlp.jsonl.gz');

/** A line that was written to stderr. Numbers above 2^53 lose digits here, so none is read. */
export interface WrittenLine {
  readonly process: string;
  readonly text: string;
  /** Undefined for a line that is no JSON. */
  readonly fields: Readonly<Record<string, unknown>> | undefined;
}

const fieldsOf = (line: string): WrittenLine['fields'] =>
  line.startsWith('{') ? (JSON.parse(line) as Record<string, unknown>) : undefined;

export const writtenLines: readonly WrittenLine[] = Object.entries(stderrOf).flatMap(([process, lines]) =>
  lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ process, text: line, fields: fieldsOf(line) }))
);

interface OtlpRecord {
  readonly severityText?: string;
  readonly body?: { readonly stringValue?: string };
}
interface OtlpExport {
  readonly resourceLogs: ReadonlyArray<{
    readonly scopeLogs: ReadonlyArray<{ readonly logRecords: readonly OtlpRecord[] }>;
  }>;
}

/** Every record that was sent over OTLP. */
export const otlpRecords: readonly OtlpRecord[] = otlpLogs
  .trim()
  .split('\n')
  .flatMap((line) => (JSON.parse(line) as OtlpExport).resourceLogs)
  .flatMap(({ scopeLogs }) => scopeLogs.flatMap(({ logRecords }) => logRecords));

/** A request as the line that ends it tells it. */
export interface LoggedRequest {
  readonly time: string;
  readonly status: string;
  readonly model: string;
  readonly traceId: string;
  readonly requestId: string;
  readonly elapsedMs: number;
  readonly ttftMs: number | undefined;
}

export const loggedRequests: readonly LoggedRequest[] = writtenLines
  .flatMap(({ process, fields }) =>
    process === 'frontend' && fields?.['message'] === 'request completed' ? [fields] : []
  )
  .map((fields) => ({
    time: String(fields['time']),
    status: String(fields['status']),
    model: String(fields['model']),
    traceId: String(fields['trace_id']),
    requestId: String(fields['request_id']),
    elapsedMs: Number(fields['elapsed_ms']),
    ttftMs: fields['ttft_ms'] === undefined ? undefined : Number(fields['ttft_ms']),
  }));
