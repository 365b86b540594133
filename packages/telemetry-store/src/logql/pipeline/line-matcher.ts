import { compileUnanchored } from '../../labels/regex.ts';

export type LineOperator = '|=' | '!=' | '|~' | '!~';

/** A line filter: one of several texts is, or none is, contained (`|=`, `!=`) or matched anywhere (`|~`, `!~`). */
export class LineMatcher {
  private readonly tests: ReadonlyArray<(line: string) => boolean>;

  /** Throws RegexError where a pattern is wrong or not supported. */
  constructor(
    readonly operator: LineOperator,
    readonly texts: readonly string[]
  ) {
    this.tests = texts.map((text) => (operator.endsWith('~') ? matching(text) : (line) => line.includes(text)));
  }

  matches(line: string): boolean {
    const found = this.tests.some((test) => test(line));
    return this.operator.startsWith('!') ? !found : found;
  }
}

function matching(pattern: string): (line: string) => boolean {
  const regex = compileUnanchored(pattern);
  return (line) => regex.test(line);
}
