import type { LabelPair, Labels } from '../labels/label-set.ts';
import { METRIC_NAME } from '../labels/label-set.ts';
import { parseFloatText } from '../number/go-float.ts';

/** One target of a capture with all its series, aligned with `timesMs`; `undefined` = not in that scrape. */
export interface CapturedTarget {
  readonly labels: Labels;
  readonly timesMs: readonly number[];
  readonly up: readonly boolean[];
  readonly durationsSeconds: readonly number[];
  readonly types: Labels;
  readonly series: ReadonlyArray<{
    readonly labels: readonly LabelPair[];
    readonly values: ReadonlyArray<number | undefined>;
  }>;
}

/** A capture that is not in the format `scrapes/1`. */
export class CaptureError extends Error {
  override readonly name = 'CaptureError';
}

type Line = Readonly<Record<string, unknown>>;
type OpenTarget = Omit<CapturedTarget, 'series'> & { readonly series: Array<CapturedTarget['series'][number]> };

/**
 * Reads the capture format `scrapes/1` (captures/README.md): a line of format, then for each target a line and a line
 * a series. Throws CaptureError with the number of the line that is wrong.
 */
export function parseScrapes(text: string): CapturedTarget[] {
  const targets = new Map<string, OpenTarget>();
  text.split('\n').forEach((content, index) => {
    if (content.trim() === '') {
      return;
    }
    try {
      readLine(parseObject(content), index, targets);
    } catch (error) {
      throw new CaptureError(`scrapes/1, line ${index + 1}: ${error instanceof Error ? error.message : String(error)}`);
    }
  });
  if (targets.size === 0) {
    throw new CaptureError('scrapes/1: the text has no target');
  }
  return [...targets.values()];
}

function readLine(line: Line, index: number, targets: Map<string, OpenTarget>): void {
  if (index === 0) {
    if (line['format'] !== 'scrapes/1') {
      throw new Error(`expected "format":"scrapes/1", got ${JSON.stringify(line['format'])}`);
    }
    return;
  }
  const name = text(line, 'target');
  if ('times_ms' in line) {
    targets.set(name, readTarget(line));
    return;
  }
  const target = targets.get(name);
  if (target === undefined) {
    throw new Error(`a series of target ${JSON.stringify(name)} stands before the line of its target`);
  }
  const labels: LabelPair[] = [[METRIC_NAME, text(line, 'name')], ...Object.entries(texts(line, 'labels'))];
  target.series.push({ labels, values: aligned(list(line, 'values').map(readValue), target.timesMs.length, 'values') });
}

function readTarget(line: Line): OpenTarget {
  const timesMs = list(line, 'times_ms').map(readNumber);
  const up = aligned(list(line, 'up').map(readNumber), timesMs.length, 'up');
  const durationsSeconds = aligned(
    list(line, 'scrape_duration_s').map(readNumber),
    timesMs.length,
    'scrape_duration_s'
  );
  return {
    labels: texts(line, 'labels'),
    timesMs,
    up: up.map((value) => value === 1),
    durationsSeconds,
    types: 'types' in line ? texts(line, 'types') : {},
    series: [],
  };
}

function readValue(value: unknown): number | undefined {
  return value === null ? undefined : readNumber(value);
}

/** Non-finite numbers and integers beyond 2^53 are written as strings. */
function readNumber(value: unknown): number {
  const number = typeof value === 'string' ? parseFloatText(value) : value;
  if (typeof number !== 'number') {
    throw new Error(`${JSON.stringify(value)} is not a number`);
  }
  return number;
}

function aligned<T>(values: T[], length: number, field: string): T[] {
  if (values.length !== length) {
    throw new Error(`"${field}" has ${values.length} entries, but the target was scraped ${length} times`);
  }
  return values;
}

function parseObject(content: string): Line {
  const value: unknown = JSON.parse(content);
  if (!isRecord(value)) {
    throw new Error('expected an object');
  }
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(line: Line, field: string): string {
  const value = line[field];
  if (typeof value !== 'string') {
    throw new Error(`"${field}" must be a text`);
  }
  return value;
}

function list(line: Line, field: string): readonly unknown[] {
  const value = line[field];
  if (!Array.isArray(value)) {
    throw new Error(`"${field}" must be a list`);
  }
  return value;
}

function texts(line: Line, field: string): Labels {
  const value = line[field];
  if (!isRecord(value)) {
    throw new Error(`"${field}" must be an object of texts`);
  }
  return Object.fromEntries(Object.keys(value).map((key) => [key, text(value, key)]));
}
