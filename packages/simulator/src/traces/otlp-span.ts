import { unixNano, type OtlpValue } from '../logs/otlp-logs.ts';

export type { OtlpValue } from '../logs/otlp-logs.ts';
export { otlpValue } from '../logs/otlp-logs.ts';

export interface OtlpAttribute {
  readonly key: string;
  readonly value: OtlpValue;
}

export interface OtlpSpanEvent {
  readonly timeUnixNano: string;
  readonly name: string;
  readonly attributes: readonly OtlpAttribute[];
}

/** OTLP's numbers of span kinds. */
export const spanKind = { internal: 1, server: 2, client: 3 } as const;
/** W3C sampled, with "has a parent elsewhere" known: local, remote. */
const flags = { local: 257, remote: 769 } as const;

/** A span as Dynamo exports it: ids in hex, times in Unix nanoseconds as text. */
export interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly OtlpAttribute[];
  readonly events?: readonly OtlpSpanEvent[];
  readonly status: { readonly message?: string; readonly code?: number };
  readonly flags: number;
}

/** Where in the program a span begins. */
export interface SpanPlace {
  readonly file: string;
  readonly line: number;
  readonly target: string;
}

/** A span in terms of the story: seconds from the beginning. */
export interface SpanDraft {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string | undefined;
  readonly remoteParent?: boolean;
  readonly name: string;
  readonly kind: keyof typeof spanKind;
  readonly place: SpanPlace;
  readonly start: number;
  readonly end: number;
  readonly attributes: readonly OtlpAttribute[];
  readonly events?: readonly OtlpSpanEvent[];
  readonly status?: OtlpSpan['status'];
}

/** Of the time of a span, so much it was at work; the rest it waited. */
const busyShare = 0.02;

export function otlpSpan(draft: SpanDraft, startMs: number): OtlpSpan {
  const { traceId, spanId, parentId, name, kind, start, end, events = [], status = {} } = draft;
  const nanoseconds = Math.max(0, Math.round((end - start) * 1e9));
  const busy = Math.max(Math.min(nanoseconds, 3000), Math.round(nanoseconds * busyShare));
  return {
    traceId,
    spanId,
    ...(parentId === undefined ? {} : { parentSpanId: parentId }),
    name,
    kind: spanKind[kind],
    startTimeUnixNano: unixNano(startMs, start),
    endTimeUnixNano: unixNano(startMs, end),
    attributes: [
      ...codeAttributes(draft.place),
      { key: 'thread.id', value: { intValue: '6' } },
      { key: 'thread.name', value: { stringValue: 'tokio-rt-worker' } },
      text('target', draft.place.target),
      ...draft.attributes,
      { key: 'busy_ns', value: { intValue: String(busy) } },
      { key: 'idle_ns', value: { intValue: String(nanoseconds - busy) } },
    ],
    ...(events.length === 0 ? {} : { events }),
    status,
    flags: draft.remoteParent === true ? flags.remote : flags.local,
  };
}

export const text = (key: string, value: string): OtlpAttribute => ({ key, value: { stringValue: value } });
export const texts = (fields: { readonly [name: string]: string }): OtlpAttribute[] =>
  Object.entries(fields).map(([key, value]) => text(key, value));

const attributesOfPlace = new Map<string, readonly OtlpAttribute[]>();

export function codeAttributes({ file, line }: { file: string; line: number }): readonly OtlpAttribute[] {
  const key = `${file}:${line}`;
  let attributes = attributesOfPlace.get(key);
  if (attributes === undefined) {
    attributes = [
      text('code.file.path', file),
      text('code.module.name', moduleOf(file)),
      { key: 'code.line.number', value: { intValue: String(line) } },
    ];
    attributesOfPlace.set(key, attributes);
  }
  return attributes;
}

/** `…/lib/kv-router/src/scheduling/selector/mod.rs` is the module `dynamo_kv_router::scheduling::selector`. */
function moduleOf(file: string): string {
  const [crate = '', path = ''] = file.replace(/^.*\/lib\//, '').split('/src/');
  const parts = path
    .replace(/\.rs$/, '')
    .replace(/\/mod$/, '')
    .split('/');
  return [`dynamo_${crate.replace(/-/g, '_')}`, ...parts].join('::');
}
