import type { LabelPair } from '../../labels/label-set.ts';
import type { LogEntry } from '../../logs/log-entry.ts';
import type { Hints } from './hints.ts';

export const ERROR = '__error__';
export const ERROR_DETAILS = '__error_details__';
const EXTRACTED = '_extracted';

/**
 * A line on its way through a pipeline: its text, and its labels by where they come from. A parsed label stands before
 * structured metadata of the same name, and that before a label of the stream. A label may be there and empty.
 */
export class LineState {
  text: string;
  /** The name of what went wrong, `''` for nothing; the line stays, marked. */
  error = '';
  errorDetails = '';
  private readonly parsed = new Map<string, string>();
  private metadata: readonly LabelPair[];
  private deleted: Set<string> | undefined;

  constructor(
    readonly stream: ReadonlyMap<string, string>,
    entry: LogEntry,
    private readonly hints: Hints
  ) {
    this.text = entry.line;
    this.metadata = entry.structuredMetadata.some(([name]) => stream.has(name))
      ? entry.structuredMetadata.map(([name, value]): LabelPair => [stream.has(name) ? name + EXTRACTED : name, value])
      : entry.structuredMetadata;
  }

  /** `undefined` where there is no such label. The error is no label in this sense. */
  get(name: string): string | undefined {
    const parsed = this.parsed.get(name);
    if (parsed !== undefined) {
      return parsed;
    }
    return this.metadataValue(name) ?? (this.deleted?.has(name) === true ? undefined : this.stream.get(name));
  }

  /** As templates see it: the error too. */
  getWithError(name: string): string | undefined {
    return name === ERROR ? this.error : name === ERROR_DETAILS ? this.errorDetails : this.get(name);
  }

  /** Sets a label whatever stands there. */
  set(name: string, value: string): void {
    if (this.metadataValue(name) !== undefined) {
      this.metadata = this.metadata.filter(([other]) => other !== name);
    }
    this.parsed.set(name, value);
  }

  /** The name under which a parser puts a field: a label of the stream and structured metadata keep theirs. */
  nameFor(field: string): string {
    return this.isTaken(field) ? field + EXTRACTED : field;
  }

  isTaken(field: string): boolean {
    return this.stream.has(field) || this.metadataValue(field) !== undefined;
  }

  /** Sets a field that a parser found, unless nobody asks for it or it was found before. */
  extract(field: string, value: string): void {
    const name = this.nameFor(field);
    if (!this.parsed.has(name) && this.hints.required?.has(name) !== false) {
      this.set(name, value);
    }
  }

  /** Whether parsers have nothing left to find. */
  isSatisfied(): boolean {
    const { none, required } = this.hints;
    if (required === undefined || required.size === 0 || this.parsed.size < required.size) {
      return none;
    }
    return [...required].every((name) => this.parsed.has(name));
  }

  delete(name: string): void {
    this.parsed.delete(name);
    this.metadata = this.metadata.filter(([other]) => other !== name);
    this.deleted ??= new Set();
    this.deleted.add(name);
  }

  /** Notes what went wrong. */
  fail(error: string, details = ''): void {
    this.error = error;
    this.errorDetails = details === '' ? this.errorDetails : details;
  }

  /** Whether the labels are still those of the stream. */
  isUntouched(): boolean {
    return this.parsed.size === 0 && this.metadata.length === 0 && this.deleted === undefined && this.error === '';
  }

  streamLabels(): LabelPair[] {
    return [...this.stream].filter(
      ([name]) => this.deleted?.has(name) !== true && !this.parsed.has(name) && this.metadataValue(name) === undefined
    );
  }

  metadataLabels(): readonly LabelPair[] {
    return this.metadata;
  }

  /** With the error. */
  parsedLabels(): LabelPair[] {
    const errors: LabelPair[] = [
      [ERROR, this.error],
      [ERROR_DETAILS, this.errorDetails],
    ];
    return [...this.parsed, ...errors.filter(([, value]) => value !== '')];
  }

  private metadataValue(name: string): string | undefined {
    for (const [other, value] of this.metadata) {
      if (other === name) {
        return value;
      }
    }
    return undefined;
  }
}
