import type { FieldValue, LogLine, StructuredLine } from './log-line.ts';

interface OtlpAttribute {
  readonly key: string;
  readonly value: OtlpValue;
}
export type OtlpValue =
  | { readonly stringValue: string }
  | { readonly intValue: string }
  | { readonly doubleValue: number }
  | { readonly boolValue: boolean };

/** An export request of logs, as `POST /v1/logs` takes it. */
export interface OtlpLogExport {
  readonly resourceLogs: ReadonlyArray<{
    readonly resource: { readonly attributes: readonly OtlpAttribute[] };
    readonly scopeLogs: ReadonlyArray<{
      readonly scope: { readonly name: string };
      readonly logRecords: ReadonlyArray<{ readonly [key: string]: unknown }>;
    }>;
  }>;
}

const severity = { TRACE: 1, DEBUG: 5, INFO: 9, WARN: 13, ERROR: 17 } as const;
/** Beyond it an id is sent as text. */
const largestInt64 = 9223372036854775807n;

/**
 * Lines as Dynamo exports them: fields of the event only, not of its span; no `timeUnixNano`. Plain lines never pass its
 * logger, so they are not among them.
 */
export function otlpLogExport(lines: readonly LogLine[], startMs: number): OtlpLogExport {
  const byService = new Map<string, Map<string, StructuredLine[]>>();
  for (const line of lines) {
    if ('source' in line) {
      const byTarget = entry(byService, line.process.service, () => new Map<string, StructuredLine[]>());
      entry(byTarget, line.source.target, (): StructuredLine[] => []).push(line);
    }
  }
  return {
    resourceLogs: Array.from(byService, ([service, byTarget]) => ({
      resource: { attributes: [{ key: 'service.name', value: { stringValue: service } }] },
      scopeLogs: Array.from(byTarget, ([name, records]) => ({
        scope: { name },
        logRecords: records.map((line) => logRecord(line, startMs)),
      })),
    })),
  };
}

function logRecord({ at, source, event, span }: StructuredLine, startMs: number): { readonly [key: string]: unknown } {
  const attributes = Object.entries(event).map(([key, value]) => ({ key, value: otlpValue(value) }));
  return {
    severityNumber: severity[source.level],
    severityText: source.level,
    body: { stringValue: source.message },
    ...(attributes.length === 0 ? {} : { attributes }),
    ...(span === undefined ? {} : { flags: 1, traceId: span.traceId, spanId: span.spanId }),
    observedTimeUnixNano: unixNano(startMs, at),
    eventName: `event ${source.file}:${source.line}`,
  };
}

export function otlpValue(value: FieldValue): OtlpValue {
  switch (typeof value) {
    case 'string':
      return { stringValue: value };
    case 'boolean':
      return { boolValue: value };
    case 'bigint':
      return value > largestInt64 ? { stringValue: String(value) } : { intValue: String(value) };
    case 'number':
      return { intValue: String(Math.round(value)) };
    default:
      return { doubleValue: value.value };
  }
}

/** Unix nanoseconds as text: they do not fit a number. */
export function unixNano(startMs: number, at: number): string {
  const micros = Math.round(at * 1e6);
  const ms = startMs + Math.floor(micros / 1000);
  return `${ms}${String(((micros % 1000) + 1000) % 1000).padStart(3, '0')}000`;
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
