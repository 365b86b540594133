import type { DataFrame } from '@grafana/data';

/** What happened inside a span at one moment. Dynamo writes the log lines of a span as its events. */
export interface SpanEvent {
  readonly timeMs: number;
  readonly name: string;
}

/** A span as a request page needs it: times in Unix milliseconds with a fraction, attributes as text. */
export interface Span {
  readonly id: string;
  readonly parentId: string;
  readonly name: string;
  readonly service: string;
  readonly startMs: number;
  readonly durationMs: number;
  readonly attributes: { readonly [key: string]: string };
  readonly events: readonly SpanEvent[];
  readonly failed: boolean;
}

export const endOf = (span: Span): number => span.startMs + span.durationMs;

/** OTLP's number for a status of error. */
const errorCode = 2;

/** The spans in a trace as Grafana's Tempo data source gives it, in order of their start; empty where there is no trace. */
export function spansOf(frames: readonly DataFrame[]): readonly Span[] {
  return frames
    .flatMap((frame) => (frame.fields.some(({ name }) => name === 'spanID') ? rowsOf(frame) : []))
    .sort((a, b) => a.startMs - b.startMs);
}

function rowsOf(frame: DataFrame): Span[] {
  const column = (name: string): readonly unknown[] => frame.fields.find((field) => field.name === name)?.values ?? [];
  const columns = {
    parent: column('parentSpanID'),
    name: column('operationName'),
    service: column('serviceName'),
    start: column('startTime'),
    duration: column('duration'),
    tags: column('tags'),
    logs: column('logs'),
    status: column('statusCode'),
  };
  return column('spanID').map((id, row) => ({
    id: textOf(id),
    parentId: textOf(columns.parent[row]),
    name: textOf(columns.name[row]),
    service: textOf(columns.service[row]),
    startMs: Number(columns.start[row]),
    durationMs: Number(columns.duration[row]),
    attributes: attributesOf(columns.tags[row]),
    events: eventsOf(columns.logs[row]),
    failed: columns.status[row] === errorCode,
  }));
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const listOf = (value: unknown): readonly object[] =>
  Array.isArray(value) ? value.map((one) => Object(one) as object) : [];
const valueOf = (pair: object, key: string): unknown => (pair as Record<string, unknown>)[key];

/** Values are numbers, booleans or texts; of text alone, since every number of a request is text. */
const attributesOf = (tags: unknown): Span['attributes'] =>
  Object.fromEntries(listOf(tags).map((tag) => [String(valueOf(tag, 'key')), String(valueOf(tag, 'value'))]));

function eventsOf(logs: unknown): readonly SpanEvent[] {
  return listOf(logs).map((log) => {
    const fields = attributesOf(valueOf(log, 'fields'));
    const name = valueOf(log, 'name');
    return {
      timeMs: Number(valueOf(log, 'timestamp')),
      name: typeof name === 'string' && name !== '' ? name : (fields['event'] ?? fields['message'] ?? ''),
    };
  });
}
