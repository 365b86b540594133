/** A text of logs that cannot be read. */
export class LogFormatError extends Error {
  override readonly name = 'LogFormatError';

  constructor(
    /** Counted from 1. */
    readonly line: number,
    readonly text: string,
    readonly reason: string
  ) {
    const shown = text.length > 120 ? `${text.slice(0, 120)}…` : text;
    super(`line ${line}: ${reason}: ${JSON.stringify(shown)}`);
  }
}
