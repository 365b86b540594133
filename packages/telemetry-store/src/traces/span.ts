import type { Attributes } from './attribute-value.ts';

/** In the order of OTLP's numbers 0 to 5. */
export const SPAN_KINDS = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'] as const;
export type SpanKind = (typeof SPAN_KINDS)[number];

/** In the order of OTLP's numbers 0 to 2. */
export const STATUS_CODES = ['unset', 'ok', 'error'] as const;
export type StatusCode = (typeof STATUS_CODES)[number];

/** What sent the spans: `service.name` and other attributes of the process. */
export interface Resource {
  readonly attributes: Attributes;
  /** `service.name`, or `''`. */
  readonly serviceName: string;
}

/** The instrumentation library that made the span. */
export interface Scope {
  readonly name: string;
  readonly version: string;
  readonly attributes: Attributes;
}

export interface SpanEvent {
  readonly name: string;
  /** Unix nanoseconds. */
  readonly timeNs: bigint;
  readonly attributes: Attributes;
}

export interface SpanLink {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceState: string;
  readonly attributes: Attributes;
}

/** A span as it was exported. */
export interface SpanRecord {
  /** 32 hex digits in lower case. */
  readonly traceId: string;
  /** 16 hex digits in lower case. */
  readonly spanId: string;
  /** `''` for a root. */
  readonly parentSpanId: string;
  readonly traceState: string;
  readonly name: string;
  readonly kind: SpanKind;
  /** Unix nanoseconds. */
  readonly startNs: bigint;
  readonly endNs: bigint;
  readonly durationNs: number;
  readonly status: StatusCode;
  readonly statusMessage: string;
  readonly attributes: Attributes;
  /** In the order of export. */
  readonly events: readonly SpanEvent[];
  readonly links: readonly SpanLink[];
  readonly resource: Resource;
  readonly scope: Scope;
}
