import {
  formatRegistry,
  TextBoxVariable,
  type CustomVariableValue,
  type InterpolationFormatParameter,
  type VariableValue,
} from '@grafana/scenes';

/** What a pattern (RE2) or the quotes around it would read. `$` too: Scenes looks for variables in what is filled in. */
const readByPatterns = /[\\^$.*+?()[\]{}|/"`\p{Cc}]/gu;
const readByQuotes = /[\\"$\p{Cc}]/gu;

const codeOf = (character: string): string => (character.codePointAt(0) ?? 0).toString(16);

/** A text as a part of a pattern that matches just it, inside quotes of either kind. */
const asPattern = (text: string): string => text.replace(readByPatterns, (one) => `\\x{${codeOf(one)}}`);

/** A text as a string literal of Go, which Loki and Tempo read. */
const asLiteral = (text: string): string =>
  `"${text.replace(readByQuotes, (one) => `\\u${codeOf(one).padStart(4, '0')}`)}"`;

/**
 * A text that the reader has typed. Grafana's own formats leave a backtick in a pattern and a backslash in a literal as they are, and
 * either breaks a query; here every text survives. Other formats are Grafana's.
 */
class TypedText implements CustomVariableValue {
  constructor(
    private readonly text: string,
    private readonly variable: TextBoxVariable
  ) {}

  formatter(format?: InterpolationFormatParameter): string {
    if (format === 'regex') {
      return asPattern(this.text);
    }
    if (format === 'doublequote') {
      return asLiteral(this.text);
    }
    const known = typeof format === 'string' ? formatRegistry.getIfExists(format) : undefined;
    return known === undefined ? this.text : known.formatter(this.text, [], this.variable);
  }
}

/** A text box whose text reaches queries as it was typed, whatever it holds. */
export class TypedTextVariable extends TextBoxVariable {
  override getValue(): VariableValue {
    return new TypedText(this.state.value, this);
  }
}
