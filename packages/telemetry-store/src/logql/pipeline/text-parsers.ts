import { scanLogfmt } from '../../line-formats/logfmt.ts';
import type { CapturePattern } from './capture-pattern.ts';
import { fieldName } from './field-name.ts';
import type { LineState } from './line-state.ts';

const LOGFMT_ERROR = 'LogfmtParserErr';

/** `| logfmt`: every key becomes a label. Mistakes are passed over, unless `strict`. */
export function logfmtParser(options: {
  readonly strict: boolean;
  readonly keepEmpty: boolean;
}): (line: LineState) => boolean {
  return (line) => {
    if (!line.isSatisfied()) {
      scanLogfmt(
        line.text,
        (key, value) => {
          const name = fieldName(key);
          if (name !== '' && (value !== '' || options.keepEmpty)) {
            line.extract(name, value);
          }
          return !line.isSatisfied();
        },
        mistakes(line, options.strict)
      );
    }
    return true;
  };
}

/** `| logfmt a, b="c"`: each named label is there afterwards, empty where the line lacks the key. */
export function logfmtFieldsParser(
  fields: ReadonlyArray<{ readonly label: string; readonly key: string }>,
  strict: boolean
): (line: LineState) => boolean {
  return (line) => {
    if (line.isSatisfied()) {
      return true;
    }
    const names = fields.map(({ label, key }) => ({ key, name: line.nameFor(label), isTaken: line.isTaken(label) }));
    for (const { name, isTaken } of names) {
      if (!isTaken) {
        line.set(name, '');
      }
    }
    scanLogfmt(
      line.text,
      (key, value) => {
        const sanitised = fieldName(key);
        const field = names.find((candidate) => candidate.key === sanitised);
        if (field !== undefined) {
          line.set(field.name, value);
        }
        return true;
      },
      mistakes(line, strict)
    );
    return true;
  };
}

function mistakes(line: LineState, strict: boolean): (reason: string) => boolean {
  return (reason) => {
    if (strict) {
      line.fail(LOGFMT_ERROR, reason);
    }
    return !strict;
  };
}

/** `| pattern`: the captures become labels. */
export function patternParser(pattern: CapturePattern): (line: LineState) => boolean {
  return (line) => {
    if (!line.isSatisfied()) {
      for (const [name, value] of pattern.match(line.text)) {
        line.extract(name, value);
      }
    }
    return true;
  };
}

/** `| regexp`: the named groups become labels; a line that does not match stays as it is. */
export function regexpParser(regex: RegExp): (line: LineState) => boolean {
  return (line) => {
    for (const [name, value] of Object.entries(regex.exec(line.text)?.groups ?? {})) {
      // JavaScript's types do not say that a group may have taken no part.
      line.extract(name, value ?? '');
    }
    return true;
  };
}
