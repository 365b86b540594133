/** A regular expression that RE2 rejects, or whose meaning JavaScript cannot reproduce. */
export class RegexError extends Error {
  override readonly name = 'RegexError';

  constructor(
    readonly pattern: string,
    readonly reason: string
  ) {
    super(`regular expression ${JSON.stringify(pattern)}: ${reason}`);
  }
}
