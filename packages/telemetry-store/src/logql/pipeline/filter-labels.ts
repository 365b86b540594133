import { parseByteSize } from '../../number/byte-size.ts';
import { parseGoDuration } from '../../number/go-duration.ts';
import { parseFloatText } from '../../number/go-float.ts';
import type { ComparingFilter, Comparison, LabelFilter } from '../parse/ast.ts';
import type { LineState } from './line-state.ts';
import { ERROR } from './line-state.ts';

const LABEL_FILTER_ERROR = 'LabelFilterErr';

/** Whether a line stays. One whose value cannot be compared stays too, marked with LabelFilterErr. */
export function compileLabelFilter(filter: LabelFilter): (line: LineState) => boolean {
  switch (filter.kind) {
    case 'matcher': {
      const { matcher } = filter;
      return matcher.name === ERROR
        ? (line) => matcher.matchesValue(line.error)
        : (line) => matcher.matchesValue(line.get(matcher.name) ?? '');
    }
    case 'and': {
      const [left, right] = [compileLabelFilter(filter.left), compileLabelFilter(filter.right)];
      return (line) => left(line) && right(line);
    }
    case 'or': {
      const [left, right] = [compileLabelFilter(filter.left), compileLabelFilter(filter.right)];
      return (line) => left(line) || right(line);
    }
    case 'number':
    case 'duration':
    case 'bytes':
      return compileComparison(filter);
  }
}

const COMPARE: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
};

function compileComparison({ kind, label, comparison, value }: ComparingFilter): (line: LineState) => boolean {
  const { read, mistake } = READERS[kind];
  const compare = COMPARE[comparison];
  return (line) => {
    const text = line.get(label);
    if (text === undefined) {
      return false;
    }
    const own = read(text);
    if (own !== undefined) {
      return compare(own, value);
    }
    // An earlier error says more.
    if (line.error === '') {
      line.fail(LABEL_FILTER_ERROR, mistake(text));
    }
    return true;
  };
}

interface Reader {
  readonly read: (text: string) => number | undefined;
  readonly mistake: (text: string) => string;
}

/** How the value of a label is read, and what Go says where it cannot be. */
export const READERS: Readonly<Record<ComparingFilter['kind'], Reader>> = {
  number: {
    read: parseFloatText,
    mistake: (text) => `strconv.ParseFloat: parsing ${JSON.stringify(text)}: invalid syntax`,
  },
  duration: {
    read: parseGoDuration,
    mistake: (text) =>
      `time: ${/^[+-]?[\d.]+$/.test(text) ? 'missing unit in' : 'invalid'} duration ${JSON.stringify(text)}`,
  },
  bytes: {
    read: parseByteSize,
    mistake: (text) => `strconv.ParseFloat: parsing ${JSON.stringify(text)}: invalid syntax`,
  },
};
