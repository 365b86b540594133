import type { LabelSet } from './label-set.ts';
import { compileAnchored } from './regex.ts';

export type MatchOperator = '=' | '!=' | '=~' | '!~';

/** One condition of a selector. Regular expressions match the whole value; a missing label has the value `''`. */
export class Matcher {
  private readonly test: (value: string) => boolean;

  /** Throws RegexError where the pattern is wrong or not supported. */
  constructor(
    readonly name: string,
    readonly operator: MatchOperator,
    readonly value: string
  ) {
    this.test = predicate(operator, value);
  }

  matches(labels: LabelSet): boolean {
    return this.test(labels.get(this.name));
  }

  matchesValue(value: string): boolean {
    return this.test(value);
  }
}

function predicate(operator: MatchOperator, expected: string): (value: string) => boolean {
  switch (operator) {
    case '=':
      return (value) => value === expected;
    case '!=':
      return (value) => value !== expected;
    case '=~':
      return remembered(expected);
    case '!~': {
      const matches = remembered(expected);
      return (value) => !matches(value);
    }
  }
}

/** Series share their values, so each distinct value is tried once. */
function remembered(pattern: string): (value: string) => boolean {
  const regex = compileAnchored(pattern);
  const known = new Map<string, boolean>();
  return (value) => {
    let result = known.get(value);
    if (result === undefined) {
      result = regex.test(value);
      known.set(value, result);
    }
    return result;
  };
}
