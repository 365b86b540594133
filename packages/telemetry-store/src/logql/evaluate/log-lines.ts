import type { LabelPair, Labels } from '../../labels/label-set.ts';
import { compareText } from '../../labels/label-set.ts';
import type { Matcher } from '../../labels/matcher.ts';
import type { LogStream } from '../../logs/log-stream.ts';
import type { LogQuery } from '../parse/ast.ts';
import { NO_HINTS } from '../pipeline/hints.ts';
import type { LineState } from '../pipeline/line-state.ts';
import { Pipeline } from '../pipeline/pipeline.ts';
import type { Statistics } from './statistics.ts';

export type Direction = 'forward' | 'backward';

/** From `startNs`, included, to `endNs`, excluded. */
export interface LineRange {
  readonly startNs: bigint;
  readonly endNs: bigint;
  readonly limit: number;
  readonly direction: Direction;
}

/** A line as a log query hands it out; its labels by where they come from. */
export interface LogLine {
  readonly timestampNs: bigint;
  readonly line: string;
  readonly stream: Labels;
  readonly structuredMetadata: Labels;
  /** With `__error__` where something went wrong. */
  readonly parsed: Labels;
}

/** The first lines, or the last ones first. */
export function evaluateLines(
  query: LogQuery,
  range: LineRange,
  select: (matchers: readonly Matcher[]) => readonly LogStream[],
  statistics: Statistics
): LogLine[] {
  const pipeline = new Pipeline(query.stages, NO_HINTS);
  const lines: LogLine[] = [];
  const cursors = select(query.matchers).map((stream) => cursorOf(stream, range));
  for (let cursor = nextOf(cursors, range.direction); cursor !== undefined; cursor = nextOf(cursors, range.direction)) {
    const entry = cursor.stream.entries()[cursor.index];
    if (entry === undefined || lines.length >= range.limit) {
      break;
    }
    cursor.index += cursor.by;
    statistics.count(entry);
    const line = pipeline.run(cursor.stream.labelValues, entry);
    if (line !== undefined) {
      lines.push(toLogLine(line, entry.timestampNs));
    }
  }
  return lines;
}

interface Cursor {
  readonly stream: LogStream;
  readonly times: Float64Array;
  readonly by: 1 | -1;
  /** Excluded. */
  readonly end: number;
  index: number;
}

function cursorOf(stream: LogStream, { startNs, endNs, direction }: LineRange): Cursor {
  const [from, to] = [stream.countBefore(startNs), stream.countBefore(endNs)];
  return direction === 'forward'
    ? { stream, times: stream.roundedUpMs(), by: 1, index: from, end: to }
    : { stream, times: stream.roundedUpMs(), by: -1, index: to - 1, end: from - 1 };
}

/** The one whose line comes next; of equal times, that of the first stream. */
function nextOf(cursors: readonly Cursor[], direction: Direction): Cursor | undefined {
  let best: Cursor | undefined;
  for (const cursor of cursors) {
    if ((cursor.end - cursor.index) * cursor.by <= 0) {
      continue;
    }
    if (best === undefined || (direction === 'forward' ? isBefore(cursor, best) : isBefore(best, cursor))) {
      best = cursor;
    }
  }
  return best;
}

/** Milliseconds decide nearly always, and are cheaper to compare. */
function isBefore(a: Cursor, b: Cursor): boolean {
  const [left, right] = [a.times[a.index] ?? NaN, b.times[b.index] ?? NaN];
  return left === right ? timeOf(a) < timeOf(b) : left < right;
}

function timeOf({ stream, index }: Cursor): bigint {
  return stream.entries()[index]?.timestampNs ?? 0n;
}

function toLogLine(line: LineState, timestampNs: bigint): LogLine {
  return {
    timestampNs,
    line: line.text,
    stream: toLabels(line.streamLabels()),
    structuredMetadata: toLabels(line.metadataLabels()),
    parsed: toLabels(line.parsedLabels()),
  };
}

function toLabels(pairs: readonly LabelPair[]): Labels {
  return Object.fromEntries([...pairs].sort(([a], [b]) => compareText(a, b)));
}
