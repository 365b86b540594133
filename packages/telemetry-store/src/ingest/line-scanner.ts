import type { LabelPair } from '../labels/label-set.ts';
import { METRIC_NAME } from '../labels/label-set.ts';
import { ExpositionError } from './exposition-error.ts';

const NAME = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
const LABEL = /[ \t]*([a-zA-Z_][a-zA-Z0-9_]*)[ \t]*=[ \t]*"([^"\\]*(?:\\[\s\S][^"\\]*)*)"[ \t]*(,?)/y;
const SPACE = /[ \t]*/y;
const WORD = /[^ \t\r]+/y;

/** Reads one line of metrics text from left to right. */
export class LineScanner {
  private index = 0;

  constructor(
    private readonly content: string,
    private readonly line: number
  ) {}

  /** The text of the series, `name{label="value"}`, checked to its closing brace. */
  series(): string {
    this.take(SPACE);
    const from = this.index;
    this.scanLabels();
    return this.content.slice(from, this.index);
  }

  /** The labels of the series, `__name__` included, with escapes undone. */
  labels(): LabelPair[] {
    this.take(SPACE);
    return this.scanLabels();
  }

  /** The next word, or `''` at the end of the line. */
  word(): string {
    this.take(SPACE);
    return this.take(WORD)?.[0] ?? '';
  }

  private scanLabels(): LabelPair[] {
    const name = this.take(NAME)?.[0];
    if (name === undefined) {
      throw new ExpositionError(this.line, this.content, 'a line starts with a metric name');
    }
    const labels: LabelPair[] = [[METRIC_NAME, name]];
    const afterName = this.index;
    this.take(SPACE);
    if (this.content[this.index] !== '{') {
      this.index = afterName;
      return labels;
    }
    this.index++;
    this.scanPairs(labels);
    return labels;
  }

  private scanPairs(labels: LabelPair[]): void {
    for (let more = true; more;) {
      const match = this.take(LABEL);
      if (match === undefined) {
        break;
      }
      const [, name = '', value = '', comma] = match;
      if (labels.some(([known]) => known === name)) {
        throw new ExpositionError(this.line, this.content, `label ${name} is given twice`);
      }
      labels.push([name, unescapeValue(value)]);
      more = comma === ',';
    }
    this.take(SPACE);
    if (this.content[this.index] !== '}') {
      throw new ExpositionError(this.line, this.content, `expected label="value" or } at column ${this.index + 1}`);
    }
    this.index++;
  }

  private take(sticky: RegExp): RegExpExecArray | undefined {
    sticky.lastIndex = this.index;
    const match = sticky.exec(this.content);
    this.index += match?.[0].length ?? 0;
    return match ?? undefined;
  }
}

/** `\\`, `\"` and `\n`; any other backslash stays as it is. */
function unescapeValue(text: string): string {
  return text.includes('\\') ? text.replace(/\\([\\n"])/g, (_, char: string) => (char === 'n' ? '\n' : char)) : text;
}
