import { parseFloatText } from '../number/go-float.ts';
import { ExpositionError } from './exposition-error.ts';
import { LineScanner } from './line-scanner.ts';

export type ExpositionFormat = 'prometheus' | 'openmetrics';

/** What `# HELP`, `# TYPE` and `# UNIT` say of a family; empty where the text is silent. */
export interface FamilyMetadata {
  readonly type: string;
  readonly help: string;
  readonly unit: string;
}

export interface ExpositionSample {
  /** The series as written, e.g. `up{job="a"}`: the same text is the same series. */
  readonly series: string;
  readonly value: number;
  /** Unix milliseconds, where the line has a time of its own. */
  readonly timeMs: number | undefined;
  /** The line, counted from 1. */
  readonly line: number;
}

export interface Exposition {
  readonly samples: readonly ExpositionSample[];
  readonly metadata: ReadonlyMap<string, FamilyMetadata>;
}

const NO_METADATA: FamilyMetadata = { type: '', help: '', unit: '' };

/** OpenMetrics ends in `# EOF`, which the older format does not know. */
export function detectFormat(text: string): ExpositionFormat {
  return /(?:^|\n)# EOF\n?$/.test(text.slice(-8)) ? 'openmetrics' : 'prometheus';
}

/**
 * Reads a page of metrics in the Prometheus text format 0.0.4 or OpenMetrics 1.0. Exemplars are checked for their
 * `#` and left out. Throws ExpositionError with the number of the first line that is wrong.
 */
export function parseExposition(text: string, format: ExpositionFormat = detectFormat(text)): Exposition {
  const samples: ExpositionSample[] = [];
  const metadata = new Map<string, FamilyMetadata>();
  let line = 0;
  for (let from = 0; from < text.length;) {
    line++;
    const newline = text.indexOf('\n', from);
    const to = newline < 0 ? text.length : newline;
    const content = text.slice(from, to);
    from = to + 1;
    if (content.startsWith('#')) {
      readComment(content, metadata);
    } else if (content.trim() !== '') {
      samples.push(readSample(content, line, format));
    }
  }
  return { samples, metadata };
}

function readComment(content: string, metadata: Map<string, FamilyMetadata>): void {
  const match = /^#[ \t]+(HELP|TYPE|UNIT)[ \t]+([a-zA-Z_:][a-zA-Z0-9_:]*)[ \t]*([\s\S]*)$/.exec(content);
  if (match === null) {
    return;
  }
  const [, keyword = '', family = '', rest = ''] = match;
  const known = metadata.get(family) ?? NO_METADATA;
  const field = keyword === 'HELP' ? 'help' : keyword === 'TYPE' ? 'type' : 'unit';
  metadata.set(family, { ...known, [field]: field === 'help' ? unescapeHelp(rest) : rest.trim() });
}

function unescapeHelp(text: string): string {
  return text.replace(/\\([\\n"])/g, (_, char: string) => (char === 'n' ? '\n' : char));
}

function readSample(content: string, line: number, format: ExpositionFormat): ExpositionSample {
  const scanner = new LineScanner(content, line);
  const series = scanner.series();
  const value = parseFloatText(scanner.word());
  if (value === undefined) {
    throw new ExpositionError(line, content, 'the value is missing or is not a number');
  }
  const word = scanner.word();
  if (word === '' || (format === 'openmetrics' && word === '#')) {
    return { series, value, timeMs: undefined, line };
  }
  const timeMs = readTime(word, format);
  if (timeMs === undefined) {
    throw new ExpositionError(line, content, `${JSON.stringify(word)} is not a timestamp`);
  }
  const end = scanner.word();
  if (end !== '' && !(format === 'openmetrics' && end === '#')) {
    throw new ExpositionError(line, content, `unexpected ${JSON.stringify(end)} after the timestamp`);
  }
  return { series, value, timeMs, line };
}

/** Milliseconds in the older format, seconds with a fraction in OpenMetrics, cut to milliseconds as Prometheus cuts them. */
function readTime(word: string, format: ExpositionFormat): number | undefined {
  if (format === 'prometheus') {
    return /^-?\d+$/.test(word) ? Number(word) : undefined;
  }
  const seconds = parseFloatText(word);
  return seconds === undefined || !Number.isFinite(seconds) ? undefined : Math.trunc(seconds * 1000);
}
