import type { LogLevel } from '@dynamo-observability/signals';

/** A number that is printed with a fraction even where it has none: `88.0`. */
export class Float {
  constructor(readonly value: number) {}

  toString(): string {
    return Number.isInteger(this.value) ? `${this.value}.0` : String(this.value);
  }
}

/** A value of an event: text and ids as they are; `bigint` is a whole number that JSON prints with all its digits. */
export type FieldValue = string | number | boolean | bigint | Float;
export type Fields = { readonly [name: string]: FieldValue };

/** Where in the program a line is written. */
export interface LogSource {
  readonly level: LogLevel;
  readonly message: string;
  readonly target: string;
  readonly file: string;
  readonly line: number;
}

/** The innermost span around a line. `fields` are what it had recorded by then. */
export interface LineSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string | undefined;
  readonly name: string;
  readonly fields: { readonly [name: string]: string };
}

/** Who wrote it. */
export interface LogProcess {
  /** `dynamo-frontend-0`, `chat-worker-1`: its process, on Kubernetes its pod. */
  readonly name: string;
  /** `service.name` over OTLP. */
  readonly service: string;
  /** Where Prometheus scrapes it. */
  readonly instance: string;
}

/** One line of the JSONL stream, or a plain one that another program wrote into it. Times are seconds from the beginning. */
export type LogLine =
  | {
      readonly at: number;
      readonly process: LogProcess;
      readonly source: LogSource;
      readonly event: Fields;
      readonly span: LineSpan | undefined;
    }
  | { readonly at: number; readonly process: LogProcess; readonly plain: string };

export type StructuredLine = Extract<LogLine, { source: LogSource }>;
