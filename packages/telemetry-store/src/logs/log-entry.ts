import type { LabelPair } from '../labels/label-set.ts';

/** A log line as it is handed in. */
export interface LogEntry {
  /** Unix nanoseconds. */
  readonly timestampNs: bigint;
  readonly line: string;
  /** Loki's structured metadata: what belongs to the line without being in it. */
  readonly structuredMetadata: readonly LabelPair[];
}

/** A log line in the store. */
export interface StoredEntry extends LogEntry {
  /** Of the line, in UTF-8. */
  readonly bytes: number;
}

/** How many bytes a text has in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 0x80) {
      // Both halves of a surrogate pair add one: four bytes for two code units.
      bytes += code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 1 : 2;
    }
  }
  return bytes;
}
