import type { DataFrame } from '@grafana/data';

export interface KeyValue {
  readonly key: string;
  readonly value: string;
}

/** What happened inside a span at one moment. */
export interface SpanEvent {
  readonly timeMs: number;
  readonly name: string;
  readonly fields: readonly KeyValue[];
}

export interface SpanReference {
  readonly traceId: string;
  readonly spanId: string;
  readonly tags: readonly KeyValue[];
}

/** A row of a trace frame. Times are Unix milliseconds with a fraction. */
export interface TraceSpan {
  readonly id: string;
  /** Empty for a span without one. */
  readonly parentId: string;
  readonly name: string;
  readonly service: string;
  readonly kind: string;
  readonly startMs: number;
  readonly durationMs: number;
  readonly failed: boolean;
  readonly statusMessage: string;
  readonly library: string;
  readonly tags: readonly KeyValue[];
  readonly serviceTags: readonly KeyValue[];
  readonly events: readonly SpanEvent[];
  readonly references: readonly SpanReference[];
}

/** OTLP's number for a status of error. */
const ERROR = 2;

/** The spans of a frame that a tracing data source returned; none where it is another frame. */
export function spansOf(frame: DataFrame | undefined): TraceSpan[] {
  const column = (name: string): readonly unknown[] => frame?.fields.find((field) => field.name === name)?.values ?? [];
  const cell = (name: string, row: number): string => textOf(column(name)[row]);
  return column('spanID').map((id, row) => ({
    id: textOf(id),
    parentId: cell('parentSpanID', row),
    name: cell('operationName', row),
    service: cell('serviceName', row),
    kind: cell('kind', row),
    startMs: Number(column('startTime')[row]),
    durationMs: Number(column('duration')[row]),
    failed: column('statusCode')[row] === ERROR,
    statusMessage: cell('statusMessage', row),
    library: cell('instrumentationLibraryName', row),
    tags: pairsOf(column('tags')[row]),
    serviceTags: pairsOf(column('serviceTags')[row]),
    events: listOf(column('logs')[row]).map(eventOf),
    references: listOf(column('references')[row]).map(referenceOf),
  }));
}

type Item = Readonly<Partial<Record<string, unknown>>>;

const listOf = (value: unknown): readonly Item[] =>
  Array.isArray(value) ? value.filter((item): item is Item => typeof item === 'object' && item !== null) : [];

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
}

const pairsOf = (value: unknown): KeyValue[] =>
  listOf(value).map((item) => ({ key: textOf(item['key']), value: textOf(item['value']) }));

const eventOf = (item: Item): SpanEvent => ({
  timeMs: Number(item['timestamp']),
  name: textOf(item['name']),
  fields: pairsOf(item['fields']),
});

const referenceOf = (item: Item): SpanReference => ({
  traceId: textOf(item['traceID']),
  spanId: textOf(item['spanID']),
  tags: pairsOf(item['tags']),
});
