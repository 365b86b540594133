/** A Grafana variable or macro in a text: `$x`, `${x}`, `${x:format}`, `${x.path}` or `[[x]]`. */
export interface Reference {
  readonly name: string;
  /** `pipe` in `${x:pipe}`. */
  readonly format?: string;
}

/** As in Grafana. A name that starts with a digit is a group of a regular expression: `$1` in label_replace. */
const reference = /\$([A-Za-z_]\w*)|\[\[([A-Za-z_]\w*)(?::(\w+))?\]\]|\$\{([A-Za-z_]\w*)(?:\.[^:}]+)?(?::([^}]+))?\}/g;

/** Replaces each reference; what `value` answers with undefined stays as it stands. */
export function interpolate(text: string, value: (reference: Reference) => string | undefined): string {
  return text.replace(
    reference,
    (whole: string, plain?: string, square?: string, squareFormat?: string, curly?: string, curlyFormat?: string) => {
      const name = plain ?? square ?? curly ?? '';
      const format = squareFormat ?? curlyFormat;
      return value(format === undefined ? { name } : { name, format }) ?? whole;
    }
  );
}

/** Every reference in a text, in order, repeated ones too. */
export function referencesIn(text: string): readonly Reference[] {
  const found: Reference[] = [];
  interpolate(text, (one) => {
    found.push(one);
    return undefined;
  });
  return found;
}
